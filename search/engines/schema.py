"""Fields of the embedded index."""

from __future__ import annotations

from typing import Any

import tantivy

from search.analysis import fold
from search.documents.base import Document
from search.documents.segmented import NUMBERS, TEXT_FIELDS, segmented

_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PLACES = 12
_MANY_VALUED = ("agencies", "laws", "exact")


def build_schema() -> tantivy.Schema:
    """Texts come segmented, so the tokenizer only splits at spaces. Pairs keep their places: phrases are made of them."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "code", "domain", "fine_band", *_MANY_VALUED):
        builder.add_text_field(name, fast=name not in ("code", "exact"), tokenizer_name="raw", index_option="basic")
    for name, placed in TEXT_FIELDS.items():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position" if placed else "freq")
    for name in (*NUMBERS, "order"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def to_tantivy(document: Document) -> tantivy.Document:
    """The document as the index takes it."""
    fields: dict[str, Any] = {
        "key": [document.key],
        "kind": [document.kind],
        "code": [fold(document.code)],
        "domain": [document.domain] if document.domain else [],
        "fine_band": [document.fine_band] if document.fine_band else [],
        "order": [_order(document)],
    }
    for name in _MANY_VALUED:
        fields[name] = getattr(document, name)
    for name in NUMBERS:
        fields[name] = [getattr(document, name)]
    for name, text in segmented(document):
        fields[name] = [text]
    return tantivy.Document(**fields)


def _order(document: Document) -> int:
    """The beginning of the code as a number that sorts alike: the index sorts by one number.

    Twelve places of 37 signs are the most that 63 bits hold, and as long as an official code.
    """
    number = 0
    for character in fold(document.code)[:_PLACES].ljust(_PLACES):
        number = number * (len(_SIGNS) + 1) + _SIGNS.find(character) + 1
    return number
