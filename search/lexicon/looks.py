"""Which characters look alike: misread, miswritten by hand, or picked by mistake."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path


def looks_like(sign: str) -> frozenset[str]:
    """The characters that this one is taken for."""
    return _alike().get(sign, frozenset())


@cache
def _alike() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in (Path(__file__).parent / "looks.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for sign in line:
                found[sign] |= set(line) - {sign}
    return {sign: frozenset(others) for sign, others in found.items()}
