"""How characters sound: pinyin without tones, the way it is typed on a phone."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin


@lru_cache(maxsize=60_000)
def syllables(word: str) -> tuple[str, ...]:
    """The syllables of a word, v for ü; letters and digits stay in one piece."""
    return tuple(syllable.lower() for syllable in lazy_pinyin(word))


#: What sounds alike to many: front and back nasals, flat and curled tongue, n and l.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "on"))


@lru_cache(maxsize=10_000)
def blurred(syllable: str) -> str:
    """The syllable without the differences that people of many places don't hear."""
    for clear, blur in _ALIKE:
        syllable = syllable.replace(clear, blur)
    return "l" + syllable[1:] if syllable.startswith("n") else syllable
