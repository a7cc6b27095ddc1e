"""Words that name a tier (裁量阶次), and how heavy each of them is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from enforcement.notation.numerals import parse_integer


class TierWord(NamedTuple):
    """What a tier label means.

    ``code`` is the portal's name of the tier, empty for scales of numbers and
    letters (第一档, B级), which mean something within their own table only.
    ``rank`` orders labels of one table from light to heavy; a number scale and
    the words must not be mixed. Empty and 0 is no tier label at all.
    """

    code: str
    rank: int


NO_TIER: Final = TierWord("", 0)

#: From light to heavy; 不予处罚 is rank 0. 从轻 and 从重 are directions in some
#: documents and tiers in others: as a whole label they are tiers.
_WORDS: Final[tuple[tuple[str, str], ...]] = (
    ("none", "(?:可以)?不予(?:行政)?处罚|(?:可以)?免予(?:行政)?处罚|免罚|不罚|不处罚|轻微不罚|首违不罚"),
    ("mitigated", "减轻"),
    ("slight", "轻微|特别轻微|显著轻微"),
    ("lesser", "较轻|从轻"),
    ("ordinary", "一般|普通|中等"),
    ("serious", "较重|从重|较严重|比较严重"),
    ("grave", "严重|特重|情节恶劣"),
    ("very_grave", "特别严重|特别重大|特别恶劣|极其严重"),
)

#: Pieces of patterns for those who look for tier labels inside longer texts, folded to half width.
WORD: Final = "|".join(words for _, words in _WORDS)
SCALE: Final = (
    "第?[一二三四五六七八九十1-9]+(?:档次|档|级|等|阶次?|类)|[IVXivx]{1,4}(?:级|档|类|等)?|(?:基础裁量|裁量)?[A-Ha-h](?:级|档|类|等)?"
)
PREFIX: Final = "(?:违法)?(?:情节|程度|行为|后果)?"
SUFFIX: Final = "(?:的)?(?:违法)?(?:行政)?(?:行为|情节|处罚|情形|程度|违法|阶次|档次?|裁量|后果|级)?"
_LONGEST: Final = 30

_BRACKET: Final = r"(?:\([^()]{1,12}\))?"
_WORD: Final = re.compile(
    PREFIX + "(?:" + "|".join(f"(?P<{code}>{words})" for code, words in _WORDS) + ")" + SUFFIX + _BRACKET
)
_NUMBERED: Final = re.compile(rf"第?(?P<number>[一二三四五六七八九十]{{1,3}}|\d{{1,2}})(?:档次?|级|等级?|阶次?|类){_BRACKET}")
_ROMAN: Final = re.compile(rf"(?P<number>[IVX]{{1,4}})(?:级|档|类|等)?{_BRACKET}")
_LETTER: Final = re.compile(rf"(?:基础裁量|裁量)?(?P<letter>[A-H])(?:级|档|类|等)?{_BRACKET}")

_RANKS: Final = {code: rank for rank, (code, _) in enumerate(_WORDS)}
_ROMAN_VALUES: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@lru_cache(maxsize=8192)
def classify_label(label: str) -> TierWord:
    """What the label means: 情节较轻 → lesser, Ⅱ级 → the second of its scale."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", label)).strip("【】[]〔〕:。,、;")
    if not folded or len(folded) > 24:
        return NO_TIER
    if match := _WORD.fullmatch(folded):
        code = str(match.lastgroup)
        return TierWord(code, _RANKS[code])
    folded = folded.upper()
    if match := _NUMBERED.fullmatch(folded):
        return TierWord("", parse_integer(match["number"]))
    if (match := _ROMAN.fullmatch(folded)) and match["number"] in _ROMAN_VALUES:
        return TierWord("", _ROMAN_VALUES.index(match["number"]) + 1)
    if match := _LETTER.fullmatch(folded):
        return TierWord("", ord(match["letter"]) - ord("A") + 1)
    return NO_TIER


def is_tier_word(text: str) -> bool:
    """Whether the whole text is a tier label: 轻微, 情节严重, 第一档, Ⅱ级, B."""
    return len(text) <= _LONGEST and classify_label(text) != NO_TIER


def rank_tiers(labels: list[str]) -> list[int]:
    """The place of each label from the lightest, 1, upwards.

    By meaning when all labels are known, differ and belong to one scale (a
    table may begin with the gravest); otherwise by the order of the table.
    """
    words = [classify_label(label) for label in labels]
    known = [word for word in words if word != NO_TIER]
    ranks = [word.rank for word in known]
    if len(known) < len(labels) or len(set(ranks)) < len(ranks) or len({bool(word.code) for word in known}) > 1:
        return list(range(1, len(labels) + 1))
    order = sorted(ranks)
    return [order.index(rank) + 1 for rank in ranks]
