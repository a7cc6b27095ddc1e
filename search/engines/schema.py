"""Fields of the embedded index, and why each is weighed as it is."""

from __future__ import annotations

from typing import Any

import tantivy

from search.analysis import fold, terms
from search.documents.base import Document

#: Where a word stands says how much it tells. The title is the act itself; a
#: citation is named on purpose; an agency's name narrows but rarely asks; the
#: body mentions much in passing.
WEIGHTS = {"title": 4.0, "citations": 2.0, "names": 1.2, "body": 1.0}
#: Pairs of characters catch what the dictionary cuts otherwise; they are many,
#: so each counts little.
PAIR_WEIGHT = 0.35
PAIR_FIELDS = ("title", "body")

_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PLACES = 12
_MANY_VALUED = ("agencies", "laws")
_NUMBERS = ("tier_count", "fine_min", "fine_max", "in_force_from", "in_force_until", "order")


def build_schema() -> tantivy.Schema:
    """Texts come segmented, so the tokenizer only splits at spaces."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "code", "domain", *_MANY_VALUED):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(f"{name}_words", tokenizer_name="whitespace", index_option="freq")
    for name in PAIR_FIELDS:
        builder.add_text_field(f"{name}_pairs", tokenizer_name="whitespace", index_option="freq")
    for name in _NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def to_tantivy(document: Document) -> tantivy.Document:
    """The document as the index takes it."""
    fields: dict[str, Any] = {
        "key": [document.key],
        "kind": [document.kind],
        "code": [fold(document.code)],
        "domain": [document.domain] if document.domain else [],
        "agencies": document.agencies,
        "laws": document.laws,
        "order": [_order(document)],
    }
    for name in ("tier_count", "fine_min", "fine_max", "in_force_from", "in_force_until"):
        fields[name] = [getattr(document, name)]
    for name in WEIGHTS:
        found = terms(getattr(document, name))
        fields[f"{name}_words"] = [" ".join(found.words)]
        if name in PAIR_FIELDS:
            fields[f"{name}_pairs"] = [" ".join(found.pairs)]
    return tantivy.Document(**fields)


def _order(document: Document) -> int:
    """The beginning of the code as a number that sorts alike: the index sorts by one number.

    Twelve places of 37 signs are the most that 63 bits hold, and as long as an official code.
    """
    number = 0
    for character in fold(document.code)[:_PLACES].ljust(_PLACES):
        number = number * (len(_SIGNS) + 1) + _SIGNS.find(character) + 1
    return number
