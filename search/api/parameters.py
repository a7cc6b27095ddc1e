"""What may be asked: the search page's own parameters, checked strictly instead of leniently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Schema
from pydantic import BeforeValidator, Field, create_model

from search.api.problems import BadParameter, type_of
from search.engines.base import Status
from search.query import LARGEST_PAGE, LONGEST_TEXT, MOST_VALUES, PAGE_SIZE, PARAMETERS, SORTS, SearchQuery
from search.remarks import KINDS, remarks_of, unknown_values

MEANINGS = {
    "kind": "记录类型：benchmark、leniency、agency",
    "agency": "实施机关的地址标识，含其下属机关",
    "domain": "执法领域",
    "law": "法律全称",
    "tiers": "裁量阶次的数量",
    "fine": "罚款金额的档次，取值见facets",
}
EXAMPLES = {"kind": "benchmark", "agency": "scjg", "domain": "市容", "law": "城市市容管理条例", "tiers": "3"}


def _iso(value: object) -> object:
    """Days as ISO 8601 writes them and no other way: numbers would be read as seconds since 1970."""
    if isinstance(value, str) and not (len(value) == 10 and value[4] == value[7] == "-"):
        raise ValueError("not YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Text = Annotated[str, Field(max_length=200)]


class Asked(Schema):
    """As of which day."""

    on: Day | None = Field(None, description="日期，给出当天有效的内容；不写为今天", examples=["2025-09-03"])


class Narrowed(Asked):
    """A question and its filters; the facets are added below."""

    q: str = Field("", max_length=LONGEST_TEXT, description="问题：平常的话、法律条文、机关名称或者编码", examples=["占道经营"])
    verbatim: bool = Field(False, description="照原字检索，不更正错字", examples=[False])
    status: Status = Field("current", description="所问日期的状态：current 有效，coming 尚未施行，past 已失效", examples=["current"])
    fine_min: int | None = Field(None, ge=0, le=999_999_999_999, description="罚款可达多少元以上", examples=[10000])
    fine_max: int | None = Field(None, ge=0, le=999_999_999_999, description="罚款可在多少元以下", examples=[50000])


def _facets() -> dict[str, Any]:
    """A parameter for every facet that the search page has."""
    return {
        name: (
            list[Text],
            Field([], max_length=MOST_VALUES, description=f"{MEANINGS.get(name, name)}；可以重复，任一符合即可", examples=[[EXAMPLES[name]]] if name in EXAMPLES else None),
        )
        for name in PARAMETERS
    }


Filters = create_model("Filters", __base__=Narrowed, **_facets())


class Listed(Filters):  # type: ignore[valid-type,misc]
    """A list of it, by the page."""

    sort: Literal[tuple(SORTS)] | None = Field(  # type: ignore[valid-type]
        None, description="排列：" + "、".join(f"{name} {label}" for name, label in SORTS.items()) + "；不写时有问题按相关度，没有按编码", examples=["code"]
    )
    size: int = Field(PAGE_SIZE, ge=1, le=LARGEST_PAGE, description="每页项数", examples=[20])
    cursor: str | None = Field(None, max_length=1_000, description="上一页next中的游标，原样带回")


class ByCursor(Asked):
    """Something long, by the page."""

    cursor: str | None = Field(None, max_length=1_000, description="上一页next中的游标，原样带回")


def refuse_unknown(request: HttpRequest, known: type[Schema]) -> None:
    """A misspelt parameter would silently widen the answer: it is refused by name."""
    for name in request.GET:
        if name not in known.model_fields:
            listed = "、".join(known.model_fields) or "（无）"
            raise BadParameter(name[:40], f"没有这一参数。可用的参数：{listed}。")


def query_of(request: HttpRequest, asked: Narrowed, kind: str | None = None) -> SearchQuery:
    """The question as the search page would ask it, from parameters already checked; raises BadParameter for one that would become another."""
    query = SearchQuery.parse(request.GET, kind=kind)
    for remark in remarks_of(request.GET, query, kind or ""):
        if KINDS[remark.kind].refused:
            raise BadParameter(remark.parameter, KINDS[remark.kind].meaning, remark.kind)
    changes: dict[str, Any] = {"on": asked.on, "verbatim": asked.verbatim, "page": 1, "bulk": True}
    if isinstance(asked, Listed):
        changes["size"] = asked.size
    return replace(query, **changes)


def remarks_on(request: HttpRequest, query: SearchQuery, kind: str | None = None) -> list[dict[str, str]]:
    """What is answered all the same, and said beside the answer."""
    found = [*remarks_of(request.GET, query, kind or ""), *unknown_values(query)]
    return [{"type": type_of(each.kind), "title": KINDS[each.kind].title, "parameter": each.parameter, "detail": KINDS[each.kind].meaning} for each in found]
