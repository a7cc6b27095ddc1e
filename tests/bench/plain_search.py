"""What anyone has without the portal's search: plain BM25 over words, and looking for the text as it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba
import tantivy


@dataclass(frozen=True, slots=True)
class PlainItem:
    """An item as one text."""

    code: str
    act: str
    text: str


class PlainBm25:
    """tantivy's BM25 as it comes, one field, the words of the stock dictionary."""

    def __init__(self, items: Iterable[PlainItem]) -> None:
        self._cutter = rjieba.Jieba()  # an instance of its own: the portal teaches its words to the shared one
        self._schema = (
            tantivy.SchemaBuilder()
            .add_text_field("code", stored=True, tokenizer_name="raw")
            .add_text_field("words", tokenizer_name="whitespace", index_option="freq")
            .build()
        )
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(num_threads=1)
        for item in items:
            writer.add_document(tantivy.Document(code=[item.code], words=[" ".join(self._words(item.text))]))
        writer.commit()
        self._index.reload()

    def find(self, text: str, size: int = 20) -> list[str]:
        """Codes of the best items, any word enough."""
        words = [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "words", word)) for word in self._words(text)]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(words), limit=size).hits if words else []
        return [searcher.doc(address)["code"][0] for _, address in hits]

    def _words(self, text: str) -> list[str]:
        return [word for word in self._cutter.cut_for_search(_folded(text)) if word[0].isalnum()]


class PlainSubstring:
    """The text as typed, first where the act has it, then where anything else does, by code."""

    def __init__(self, items: Iterable[PlainItem]) -> None:
        self._items = sorted((item.code, _folded(item.act), _folded(item.text)) for item in items)

    def find(self, text: str, size: int = 20) -> list[str]:
        wanted = _folded(text.strip())
        named = [code for code, act, _ in self._items if wanted in act]
        return [*named, *(code for code, act, whole in self._items if wanted in whole and wanted not in act)][:size]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
