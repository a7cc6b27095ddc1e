"""The site's style: one file per component in ``static/css``, sent as one.

No build step: the files are joined when first asked for, and the address
carries their fingerprint, so that a browser fetches them once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "static" / "css"
#: Sizes and colours first, what prints last; between them the order does not matter.
FIRST, LAST = ("tokens.css", "base.css"), ("print.css",)


@dataclass(frozen=True, slots=True)
class Style:
    """The joined text and its fingerprint."""

    digest: str
    text: str


def style() -> Style:
    """The style as it is now; under DEBUG a changed file is seen at once."""
    return _joined(_stamp() if settings.DEBUG else 0)


@lru_cache(maxsize=2)
def _joined(stamp: int) -> Style:
    text = "\n".join(path.read_text(encoding="utf-8") for path in _files())
    return Style(blake2b(text.encode(), digest_size=8).hexdigest(), text)


def _files() -> list[Path]:
    return [*(FOLDER / name for name in FIRST), *sorted((FOLDER / "components").glob("*.css")), *(FOLDER / name for name in LAST)]


def _stamp() -> int:
    return sum(path.stat().st_mtime_ns for path in _files())
