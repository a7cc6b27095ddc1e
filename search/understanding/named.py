"""A law or an agency that a question names, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """``keys`` are what the index knows it by: full names of laws, slugs of agencies; several where the name fits several."""

    said: str
    keys: tuple[str, ...]
    start: int
    end: int
