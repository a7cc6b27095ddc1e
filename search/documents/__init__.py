"""One file a kind: model → document."""

from search.documents.base import Document, DocumentSource, key_of, register, source, sources, split_key

__all__ = ["Document", "DocumentSource", "key_of", "register", "source", "sources", "split_key"]
