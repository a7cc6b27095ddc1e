"""Bytes on their way to a reader: in blocks of a size worth sending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BLOCK_BYTES = 64 * 1024


def in_blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces joined to blocks. What was made before an error is sent before the error is raised."""
    kept: list[bytes] = []
    length = 0
    try:
        for piece in pieces:
            kept.append(piece)
            length += len(piece)
            if length >= BLOCK_BYTES:
                yield b"".join(kept)
                kept, length = [], 0
    except Exception:
        if kept:
            yield b"".join(kept)
        raise
    if kept:
        yield b"".join(kept)
