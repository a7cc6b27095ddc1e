"""The site's style and script: one file per component in ``static/css`` and ``static/js``, each sent as one.

No build step: the files are joined when first asked for, and the address
carries their fingerprint, so that a browser fetches them once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
#: Sizes and colours first, what prints last; between them the order does not matter.
FIRST, LAST = ("tokens.css", "base.css"), ("print.css",)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The joined text and its fingerprint."""

    digest: str
    text: str


def style() -> Bundle:
    """The style as it is now; under DEBUG a changed file is seen at once."""
    return _joined_style(_stamp(_style_files))


def script() -> Bundle:
    """The script as it is now: what improves pages that work without it.

    Each file stands in a block of its own: its names are its own, and one
    that fails leaves the others at work.
    """
    return _joined_script(_stamp(_script_files))


@lru_cache(maxsize=2)
def _joined_style(stamp: int) -> Bundle:
    return _bundle("\n".join(path.read_text(encoding="utf-8") for path in _style_files()))


@lru_cache(maxsize=2)
def _joined_script(stamp: int) -> Bundle:
    blocks = (f"try {{\n{path.read_text(encoding='utf-8')}}} catch (error) {{ reportError(error); }}" for path in _script_files())
    return _bundle("\n".join(['"use strict";', *blocks]))


def _bundle(text: str) -> Bundle:
    return Bundle(blake2b(text.encode(), digest_size=8).hexdigest(), text)


def _style_files() -> list[Path]:
    folder = STATIC / "css"
    return [*(folder / name for name in FIRST), *sorted((folder / "components").glob("*.css")), *(folder / name for name in LAST)]


def _script_files() -> list[Path]:
    return sorted((STATIC / "js").glob("*.js"))


def _stamp(files: Callable[[], list[Path]]) -> int:
    return sum(path.stat().st_mtime_ns for path in files()) if settings.DEBUG else 0
