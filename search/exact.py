"""What is matched as a whole: a provision, a sum, a range of sums, in one canonical form each.

Documents and questions write the same form, so that 食安法第124条第1款 and
《中华人民共和国食品安全法》第一百二十四条第一款 are one term of the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from search.analysis import fold
from search.money import Money, read_money

#: Borne by what tells of a natural person's affairs: such records stay out of feeds and files for all. No text folds to it.
PRIVATE = "%private"
#: Letters and characters of a title that tell it apart; a question is not read further either.
LONGEST_TITLE = 120
#: Fewer figures are no beginning of a code: they would be anything.
SHORTEST_CODE = 4


def provision(law: str, article: int, sub: int | None = None, paragraph: int | None = None, item: int | None = None) -> str:
    """One provision. ``law`` is its full name, or empty for an article whose law is not said."""
    place = f"{article}.{sub}" if sub else str(article)
    term = f"{law}#{place}"
    if item:
        return f"{term}#{paragraph or ''}#{item}"
    return f"{term}#{paragraph}" if paragraph else term


def chief(term: str) -> str:
    """The provision that an item rests on before any other: it is named first."""
    return f"!{term}"


def provisions(law: str, article: int | None, sub: int | None, paragraph: int | None, item: int | None) -> Iterator[str]:
    """Every form under which a cited provision may be asked for: itself, and the wider ones around it."""
    if article is None:
        return
    yield provision("", article, sub)
    yield provision(law, article, sub)
    if paragraph:
        yield provision(law, article, sub, paragraph)
    if item:
        yield provision(law, article, sub, None, item)
        if paragraph:
            yield provision(law, article, sub, paragraph, item)


def sum_term(yuan: int) -> str:
    """One sum of money."""
    return f"¥{yuan}"


def range_term(low: int, high: int) -> str:
    """A range of sums, both ends named."""
    return f"¥{low}~{high}"


def code_terms(code: str) -> Iterator[str]:
    """A code under each of its beginnings, so that the first figures of it find all that share them."""
    folded = fold(code).strip()
    for length in range(SHORTEST_CODE, len(folded) + 1):
        yield f"@{folded[:length]}"


def title_term(title: str) -> str:
    """A title as a whole, whatever its spaces, widths and signs; a long one by its beginning, as a question holds it."""
    letters = "".join(sign for sign in fold(title) if sign.isalnum())[:LONGEST_TITLE]
    return "=" + blake2b(letters.encode(), digest_size=12).hexdigest()


def sums(texts: Iterable[str]) -> list[str]:
    """The sums and ranges that these texts name, each once."""
    return list(dict.fromkeys(term for text in texts for found in read_money(text) for term in terms_of(found)))


def terms_of(found: Money) -> Iterator[str]:
    """The terms of a sum; of a range the range itself and both ends."""
    if found.low is not None and found.high is not None and found.low != found.high:
        yield range_term(found.low, found.high)
    for end in dict.fromkeys((found.low, found.high)):
        if end is not None:
            yield sum_term(end)
