"""Benchmarks: the list, and one with its history."""

from __future__ import annotations

from datetime import date
from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router

from enforcement.models import Edition
from search.api.addresses import operation_url
from search.api.cursor import make_cursor, next_address, question_of, read_cursor
from search.api.pages import first_page, page_behind
from search.api.parameters import Asked, Listed, query_of, refuse_unknown, remarks_on
from search.api.problems import NotThen, Withdrawn
from search.api.schemas import BenchmarkDetail, BenchmarkPage, Problem
from search.loaders import load_benchmarks
from search.query import SearchQuery
from search.renderers.record import absolute, record_of
from search.results import Results

router = Router(tags=["裁量权基准"])
#: Longest address that any benchmark can have.
LONGEST = 80


@router.get("/benchmarks", response={200: BenchmarkPage, 400: Problem, 503: Problem}, url_name="benchmarks", operation_id="listBenchmarks", summary="裁量权基准列表")
def benchmarks(request: HttpRequest, asked: Query[Listed]) -> Any:
    """与“裁量权基准”目录的筛选、排列完全一致，按页给出。翻页请用next，发布新内容时不会重复或者遗漏。"""
    refuse_unknown(request, Listed)
    results, following = page_of(request, asked, kind="benchmark")
    on = asked.on or timezone.localdate()
    return {"total": results.total, "as_of": on, "notice": results.notice, "remarks": remarks_on(request, results.query, "benchmark"), "items": [record_of(item, on) for item in results.items], "next": following}


@router.get(
    "/benchmarks/{address}", response={200: BenchmarkDetail, 400: Problem, 404: Problem, 410: Problem},
    url_name="benchmark", operation_id="getBenchmark", summary="一项裁量权基准",
)  # fmt: skip
def benchmark(request: HttpRequest, address: str, asked: Query[Asked]) -> Any:
    """所问日期有效的版本和全部公开版本。当天没有有效版本的为404，已撤回的为410并说明时间和理由。"""
    refuse_unknown(request, Asked)
    on = asked.on or timezone.localdate()
    editions = Edition.objects.filter(benchmark__address=address) if len(address) <= LONGEST and address.isprintable() else Edition.objects.none()
    shown = editions.visible(on).values_list("pk", flat=True).first()
    history = _history(editions, address)
    if shown is None:
        _tell_why_not(editions, on, history)
    [result] = load_benchmarks([shown], SearchQuery(on=asked.on), ()).values()
    return {**record_of(result, on), "history": history}


def page_of(request: HttpRequest, asked: Any, kind: str | None) -> tuple[Results, str | None]:
    """A page of results, and the whole address of the next."""
    question = question_of(request)
    position = read_cursor(asked.cursor, question)
    query = query_of(request, asked, kind)
    results, behind = page_behind(query, position) if position else first_page(query)
    return results, next_address(request, absolute(""), make_cursor(question, behind)) if behind else None


def _history(editions: Any, address: str) -> list[dict[str, Any]]:
    public = editions.public(timezone.now()).select_related("instrument").order_by("-in_force_from")
    return [
        {
            "in_force_from": edition.in_force_from, "in_force_until": edition.in_force_until,
            "instrument": {"title": edition.instrument.title, "document_no": edition.instrument.document_no},
            "url": operation_url("benchmark", address, query=f"?on={edition.in_force_from:%Y-%m-%d}"),
        }
        for edition in public
    ]  # fmt: skip


def _tell_why_not(editions: Any, on: date, history: list[dict[str, Any]]) -> NoReturn:
    """Raises what the page of the item says: withdrawn, not in force on that day, or unknown."""
    now = timezone.now()
    known = editions.approved().filter(published_at__lte=now)
    withdrawn = known.filter(withdrawn_at__lte=now).order_by("-in_force_from")
    gone = withdrawn.in_force(on).first() or (None if history else withdrawn.first())
    if gone is not None:
        raise Withdrawn("这一内容已经撤回，不再公开。", withdrawn_at=gone.withdrawn_at, withdrawn_reason=gone.withdrawn_reason)
    if history:
        raise NotThen(f"{on:%Y-%m-%d}没有有效的版本，公开的各版本见history。", history=history)
    raise Http404("没有这一事项，请核对编码。")
