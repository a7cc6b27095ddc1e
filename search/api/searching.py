"""The search itself: everything that answers a question, and by what it can be narrowed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from search.api.addresses import OPERATIONS, operation_url
from search.api.benchmarks import page_of
from search.api.parameters import Filters, Listed, query_of, refuse_unknown, remarks_on
from search.api.schemas import Facets, FoundPage, Problem
from search.find import find
from search.query import PARAMETERS
from search.renderers.record import absolute
from search.results import Result

router = Router(tags=["检索"])


@router.get("/search", response={200: FoundPage, 400: Problem, 503: Problem}, url_name="search", operation_id="search", summary="检索")
def search(request: HttpRequest, asked: Query[Listed]) -> Any:
    """与检索页的结果和顺序完全一致，包括各类内容。检索服务故障时为503，不会给出空结果。"""
    refuse_unknown(request, Listed)
    results, following = page_of(request, asked, kind=None)
    on = asked.on or timezone.localdate()
    return {"total": results.total, "as_of": on, "notice": results.notice, "remarks": remarks_on(request, results.query), "items": [_found(item) for item in results.items], "next": following}


@router.get("/facets", response={200: Facets, 400: Problem, 503: Problem}, url_name="facets", operation_id="listFacets", summary="筛选项")
def facets(request: HttpRequest, asked: Query[Filters]) -> Any:  # type: ignore[valid-type]
    """每个筛选参数可取的值和选它时的项数。"""
    refuse_unknown(request, Filters)
    query = query_of(request, asked)
    results = find(replace(query, size=1))
    parameters = {name: parameter for parameter, name in PARAMETERS.items()} | {"status": "status"}
    counted = {
        parameters[name]: [{"value": choice.value, "label": choice.label, "count": choice.count, "chosen": choice.chosen} for choice in choices]
        for name, choices in results.facets.items()
        if name in parameters
    }
    return {"total": results.total, "as_of": query.on or timezone.localdate(), "remarks": remarks_on(request, query), "facets": counted}


def _found(result: Result) -> dict[str, Any]:
    operation = OPERATIONS.get(result.kind)
    key = result.record.benchmark.address if result.kind == "benchmark" else result.code
    return {
        "kind": result.kind, "code": result.code, "name": result.title, "url": absolute(result.url),
        "api": operation_url(operation, key) if operation else None,
    }  # fmt: skip
