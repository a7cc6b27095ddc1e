"""What a downloaded file is called: what it holds, what was asked, the day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import quote

#: Not allowed in file names somewhere, or able to make a name look like another (right-to-left marks).
_REFUSED = re.compile(r'[\\/:*?"<>|%\x00-\x1f\x7f]')
LONGEST_QUESTION = 40


def content_disposition(name: str, label: str, question: str, on: date, ending: str) -> str:
    """``attachment`` with an ASCII name for old readers and the whole one by RFC 5987 (RFC 6266, section 4.3)."""
    parts = [label, _plain(question), on.isoformat()]
    full = "_".join(part for part in parts if part) + f".{ending}"
    return f"attachment; filename=\"{name}-{on.isoformat()}.{ending}\"; filename*=UTF-8''{quote(full, safe='')}"


def _plain(question: str) -> str:
    text = "".join(character for character in question if unicodedata.category(character)[0] != "C")
    return _REFUSED.sub("", text).strip(" ._")[:LONGEST_QUESTION]
