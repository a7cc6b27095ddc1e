"""Personal data made unreadable, the rest of the text untouched."""

from __future__ import annotations

from typing import Final

from enforcement.redaction.patterns import Kind, find_personal_data

#: How many characters stay readable at either end, so that a person who has the
#: original can tell which number is meant and nobody else can restore it.
_KEPT: Final[dict[Kind, tuple[int, int]]] = {
    "identity_number": (3, 2),
    "mobile": (3, 4),
    "landline": (4, 2),
    "bank_card": (4, 4),
    "plate": (2, 1),
    "passport": (1, 2),
}


def mask_personal_data(text: str) -> str:
    """The text with every number that names a person starred out; length is kept, twice is once.

    Full-width digits are found as well. Item codes, document numbers, credit
    codes of organisations and amounts stay as they are.
    """
    findings = find_personal_data(text)
    if not findings:
        return text
    pieces: list[str] = []
    done = 0
    for finding in findings:
        pieces += text[done : finding.start], _mask(text[finding.start : finding.end], finding.kind)
        done = finding.end
    return "".join([*pieces, text[done:]])


def _mask(piece: str, kind: Kind) -> str:
    if kind == "email":
        name, at, host = piece.replace("＠", "@").partition("@")
        kept = name[:1] if len(name) > 1 else ""
        return kept + "*" * (len(name) - len(kept)) + at + host
    head, tail = _KEPT[kind]
    hidden = len(piece) - head - tail
    return piece[:head] + "*" * hidden + piece[len(piece) - tail :]
