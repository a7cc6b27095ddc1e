"""What was asked, parsed once: the page, the feed, the API and the command line share it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from enforcement.notation.dates import parse_date
from search.clauses import Term
from search.documents.base import day_number
from search.engines.base import STATUSES, EngineRequest, Status
from search.exact import PRIVATE
from search.ranking import build_clause, build_excluded
from search.understanding import Understanding, understand

#: Longer questions are cut: no answer gets better after so many characters.
LONGEST_TEXT = 200
#: So many words are no question any more, and each of them costs every engine a clause.
MOST_WORDS = 40
#: Values of one facet taken together.
MOST_VALUES = 20
PAGE_SIZE = 20
LARGEST_PAGE = 100
#: Nobody reads further; the page says so and offers to narrow the search.
DEEPEST = 10_000
SORTS = {"relevance": "相关度", "code": "编码", "fine": "罚款上限", "newest": "施行日期"}

#: Address parameter of each facet.
PARAMETERS = {"kind": "kind", "agency": "agencies", "domain": "domain", "law": "laws", "tiers": "tier_count", "fine": "fine_band"}


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question with its filters, order and page. Equal questions have equal addresses.

    ``fine`` are bounds in yuan. ``status`` is what a record must be on the
    day ``on`` (today unless said). ``verbatim`` answers the text as it was
    typed, without a correction. ``amounts`` asks for the tiers' amounts with
    them: files and the API show them, lists don't. ``bulk`` leaves out what tells
    of natural persons' affairs: feeds, files and the API for all.
    """

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fine: tuple[int | None, int | None] = (None, None)
    on: date | None = None
    status: Status = "current"
    verbatim: bool = False
    sort: str = "relevance"
    page: int = 1
    size: int = PAGE_SIZE
    amounts: bool = False
    bulk: bool = False

    @classmethod
    def parse(cls, data: QueryDict, *, kind: str | None = None) -> SearchQuery:
        """From an address. What cannot be read is left out, never an error; ``kind`` fixes the kind."""
        filters = {}
        for parameter, name in PARAMETERS.items():
            values = tuple(dict.fromkeys(value[:200] for value in data.getlist(parameter) if value.strip()))
            if values:
                filters[name] = values[:MOST_VALUES]
        if kind:
            filters["kind"] = (kind,)
        text = clean_text(data.get("q", ""))
        sort = data.get("sort", "")
        return cls(
            text=text,
            filters=filters,
            fine=(whole_number(data.get("fine_min")), whole_number(data.get("fine_max"))),
            on=_day(data.get("on")),
            status=_status(data.get("status")),
            verbatim=data.get("verbatim") == "1",
            sort=sort if sort in SORTS else ("relevance" if text else "code"),
            page=_page(data.get("page", "").strip()),
        )

    def understood(self) -> Understanding:
        """What the question was taken to mean."""
        return understand(self.text, verbatim=self.verbatim)

    def request(self, meant: Understanding | None = None) -> EngineRequest:
        """The question as an engine takes it: terms instead of text. ``meant`` spares understanding it again."""
        meant = meant or self.understood()
        return EngineRequest(
            query=build_clause(meant),
            excluded=(*build_excluded(meant), *([Term("exact", PRIVATE)] if self.bulk else [])),
            filters={**meant.narrowed, **self.filters},
            fine=self.fine,
            on=day_number(self.on or timezone.localdate()),
            status=self.status,
            sort=self.sort if self.text or self.sort != "relevance" else "code",
            offset=(self.page - 1) * self.size,
            size=min(self.size, LARGEST_PAGE),
        )

    def address(self, **changes: Any) -> str:
        """The query string of this question, or of it with some parts changed; the first page unless said."""
        changed = replace(self, **{"page": 1, **changes})
        pairs: list[tuple[str, str]] = [("q", changed.text)] if changed.text else []
        for parameter, name in PARAMETERS.items():
            pairs += [(parameter, value) for value in changed.filters.get(name, ())]
        pairs += [(name, str(value)) for name, value in zip(("fine_min", "fine_max"), changed.fine, strict=True) if value is not None]
        if changed.on:
            pairs.append(("on", changed.on.isoformat()))
        if changed.status != "current":
            pairs.append(("status", changed.status))
        if changed.verbatim and changed.text:
            pairs.append(("verbatim", "1"))
        if changed.sort != ("relevance" if changed.text else "code"):
            pairs.append(("sort", changed.sort))
        if changed.page > 1:
            pairs.append(("page", str(changed.page)))
        return "?" + urlencode(pairs) if pairs else "?"

    def toggled(self, name: str, value: str) -> dict[str, tuple[str, ...]]:
        """The filters with this value put in, or taken out when it was there."""
        values = self.filters.get(name, ())
        values = tuple(v for v in values if v != value) if value in values else (*values, value)
        filters = {key: chosen for key, chosen in self.filters.items() if key != name}
        return {**filters, name: values} if values else filters


def clean_text(text: str) -> str:
    """A question as it was meant: one line, nothing unprintable, not too long."""
    return " ".join(one_line(text)[:LONGEST_TEXT].split()[:MOST_WORDS])


def one_line(text: str) -> str:
    """What can be read of a question, in one line; not the whole of one that is far too long."""
    printable = "".join(character if character.isprintable() else " " for character in text.strip()[: LONGEST_TEXT * 4])
    return " ".join(printable.split())


def deepest_page() -> int:
    """The last page that can be turned to."""
    return DEEPEST // PAGE_SIZE


def whole_number(text: str | None) -> int | None:
    """A number as an address writes it, None for anything else and for what no sum or page comes to."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None


def _page(text: str) -> int:
    """What is beyond the last page that can be turned to is that page, however far beyond."""
    beyond = text.isascii() and text.isdigit() and len(text) > 12
    return deepest_page() if beyond else min(max(whole_number(text) or 1, 1), deepest_page())


def _status(text: str | None) -> Status:
    return next((status for status in STATUSES if status == text), "current")


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None
