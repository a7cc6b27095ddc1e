"""Remarks on an address: its question, its filters, its page, before any engine or record is asked."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict

from enforcement.notation.dates import parse_date
from search.documents import sources
from search.documents.base import BANDS
from search.engines.base import STATUSES
from search.query import MOST_VALUES, PARAMETERS, SORTS, SearchQuery, deepest_page, whole_number
from search.remarks.kinds import Remark
from search.remarks.text import text_remark

TITLES = {"kind": "类型", "agency": "执法机关", "domain": "执法领域", "law": "法律法规", "tiers": "裁量阶次", "fine": "罚款上限"}
#: What is repeated of what somebody wrote.
LONGEST_SHOWN = 30


def remarks_of(data: QueryDict, query: SearchQuery, kind: str = "") -> list[Remark]:
    """What ``query``, which was parsed from ``data``, could not take as it was given. ``kind`` is the kind the list is fixed to."""
    return list(_remarks(data, query, kind))


def unknown(parameter: str, value: str) -> Remark:
    """A filter that nothing on record goes by."""
    return Remark("unknown-value", parameter, f"筛选条件“{TITLES[parameter]}”没有“{shown(value)}”这一项，请去掉或者另选。")


def shown(value: str) -> str:
    """What somebody wrote, as far as it is repeated to them."""
    return value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"


def _remarks(data: QueryDict, query: SearchQuery, kind: str) -> Iterator[Remark]:
    if remark := text_remark(data.get("q", "")):
        yield remark
    for parameter, title in TITLES.items():
        if parameter != "kind" or not kind:
            given = dict.fromkeys(value for value in data.getlist(parameter) if value.strip())
            if len(given) > MOST_VALUES:
                yield Remark("too-many-values", parameter, f"筛选条件“{title}”一次最多{MOST_VALUES}项，只用了前{MOST_VALUES}项。")
            yield from (unknown(parameter, value) for value in query.filters.get(PARAMETERS[parameter], ()) if _cannot_be(parameter, value))
    for parameter in ("fine_min", "fine_max"):
        said = data.get(parameter, "").strip()
        if said and whole_number(said) is None:
            yield Remark("unreadable-amount", parameter, f"罚款金额“{shown(said)}”无法识别，没有采用。请写整数，单位是元，例如10000。")
    yield from _clock_and_order(data, query)
    yield from _page(data.get("page", "").strip())


def _clock_and_order(data: QueryDict, query: SearchQuery) -> Iterator[Remark]:
    on, status, sort = (data.get(name, "").strip() for name in ("on", "status", "sort"))
    if on:
        try:
            parse_date(on)
        except ValueError:
            yield Remark("unreadable-date", "on", f"“{shown(on)}”不是能识别的日期，以下为今天有效的内容。日期请写作2025-03-01。")
    if status and status not in STATUSES:
        yield Remark("unknown-value", "status", f"“时效”没有“{shown(status)}”这一项，以下为现行有效的内容。")
    if sort and sort not in SORTS:
        yield Remark("unknown-value", "sort", f"没有“{shown(sort)}”这种排列，以下按{SORTS[query.sort]}排列。")


def _page(said: str) -> Iterator[Remark]:
    number = whole_number(said)
    if said and not number and not (said.isascii() and said.isdigit() and said.strip("0")):
        yield Remark("unreadable-page", "page", f"页码“{shown(said)}”无法识别，以下是第1页。")
    elif said and (number is None or number > deepest_page()):
        yield Remark("too-deep", "page", f"最多翻到第{deepest_page()}页。要看后面的内容，请用筛选缩小范围，或者下载全部结果。")


def _cannot_be(parameter: str, value: str) -> bool:
    """Whether no record could ever go by it; which agencies, laws and fields there are is for the records to say."""
    match parameter:
        case "kind":
            return value not in {source.kind for source in sources()}
        case "fine":
            return value not in {name for name, _, _ in BANDS}
        case "tiers":
            return not (value.isascii() and value.isdigit() and len(value) <= 9)
    return False
