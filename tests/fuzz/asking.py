"""A request as it goes over the wire, and the answer that came."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

#: Characters of an address that are printed; the seed gives the rest.
SHOWN = 400

@dataclass(frozen=True, slots=True)
class Request:
    """``path`` and ``query`` are percent-encoded already; ``kind`` names the address it was made from.

    ``query`` are pairs as they stand around their ``=``, repeated and without
    ``=`` too (value None).
    """

    kind: str
    path: str
    query: tuple[tuple[str, str | None], ...] = ()
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    @property
    def query_string(self) -> str:
        return "&".join(name if value is None else f"{name}={value}" for name, value in self.query)

    @property
    def target(self) -> str:
        """The address without its host."""
        return f"{self.path}?{self.query_string}" if self.query else self.path

    def __str__(self) -> str:
        more = "".join(f" -H {name}: {value!r}" for name, value in self.headers)
        target = self.target if len(self.target) <= SHOWN else f"{self.target[:SHOWN]}… ({len(self.target)})"
        return f"{self.method} {target}{more}" + (f" --data {self.body[:SHOWN]!r}" if self.body else "")


@dataclass(frozen=True, slots=True)
class Answer:
    """``seconds`` are those until the first byte of the body, for a download takes as long as it is; ``error`` is the
    exception behind a 500, where it can be seen."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0
    error: str = ""

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def encoded(text: str) -> str:
    """Percent-encoded, halves of characters too, as a careless program sends them."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")
