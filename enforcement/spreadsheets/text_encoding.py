"""Text files decoded without ever guessing a character."""

from __future__ import annotations

import re
from typing import Final

from enforcement.spreadsheets import refusals

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: Code points that GB18030 yields for bytes that were never meant as text.
_IMPLAUSIBLE = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f]")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding.

    Order: byte-order mark, UTF-8, UTF-16 without a mark, GB18030, each
    strictly. Raises ``FileRefused`` where the end of the file is cut through a
    character, or where the text would hold replacement characters.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    try:
        return _sound(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as fault:
        if _is_damaged_utf8(data, fault):
            raise refusals.corrupt("文字在中途截断或损坏") from fault
    zeros = data.count(b"\x00")
    if zeros:
        odd = data[1::2].count(b"\x00")
        return _strict(data, "utf-16-le" if odd * 2 >= zeros else "utf-16-be"), "utf-16"
    text = _strict(data, "gb18030")
    if len(_IMPLAUSIBLE.findall(text)) > max(2, len(text) // 200):
        raise refusals.undecodable()
    return text, "gb18030"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _sound(data.decode(encoding))
    except UnicodeDecodeError as fault:
        if fault.end >= len(data) - 1 and fault.start >= len(data) - 4:
            raise refusals.corrupt("文字在中途截断") from fault
        raise refusals.undecodable() from fault


def _sound(text: str) -> str:
    if "\ufffd" in text:
        raise refusals.undecodable()
    if "\x00" in text:
        raise refusals.unsupported("二进制文件")
    return text


def _is_damaged_utf8(data: bytes, fault: UnicodeDecodeError) -> bool:
    """Whether nearly all of it is UTF-8, so that any other reading would be gibberish."""
    if fault.start == 0:
        return False
    good = sum(1 for byte in data[: fault.start] if byte >= 0xE0)
    if good < 3:
        return False
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 20 < sum(1 for character in text if character > "\u2e7f")
