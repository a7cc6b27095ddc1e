"""Text that any reader takes: nothing that XML, a spreadsheet or a terminal would stumble over."""

from __future__ import annotations

import re

#: What XML 1.0 (production 2, Char) forbids, and the controls that it merely discourages.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without control characters and lone surrogates; line ends as LF."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
