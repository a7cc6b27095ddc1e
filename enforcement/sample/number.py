"""Gives items without a number the next one of their agency: ``python -m enforcement.sample.number``.

Numbers are part of the item's code, so they are written into the source once
and never change or come again.
"""

from __future__ import annotations

import re
from pathlib import Path

from enforcement.sample.source import CATALOGUE

_ITEM = re.compile(r"^\*\s*(?:(\d{4})\s+)?(.*)$")


def number_file(path: Path) -> int:
    """Numbers one agency's file; returns how many numbers were given."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [_ITEM.match(line) for line in lines]
    last = max((int(match[1]) for match in found if match and match[1]), default=0)
    given = 0
    for place, match in enumerate(found):
        if match and not match[1]:
            last, given = last + 1, given + 1
            lines[place] = f"* {last:04d} {match[2].strip()}"
    if given:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return given


if __name__ == "__main__":
    for path in sorted(CATALOGUE.glob("*.txt")):
        print(path.name, number_file(path))
