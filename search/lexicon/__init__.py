"""The words of the catalogue: what a question typed in pinyin or with a slip can have meant."""

from search.lexicon.lexicon import EMPTY, Lexicon

__all__ = ["EMPTY", "Lexicon"]
