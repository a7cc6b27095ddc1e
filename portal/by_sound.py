"""Names in the order in which people look for them: by sound."""

from __future__ import annotations


def by_sound(text: str) -> bytes:
    """A key that sorts by pinyin.

    The national character code (GB 18030, after GB/T 2312) lists the 3,755
    everyday characters by their pinyin; rarer ones come after them.
    """
    return text.encode("gb18030", errors="replace")
