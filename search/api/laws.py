"""Laws: those that benchmarks rest on, and each with the benchmarks under its articles."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Query, Router

from enforcement.models import Edition, EditionCitation, Law
from enforcement.notation.citations import Citation, format_citation
from search.api.addresses import operation_url
from search.api.cursor import make_cursor, next_address, question_of, read_cursor
from search.api.parameters import Asked, ByCursor, refuse_unknown
from search.api.schemas import LawDetail, Laws, Problem
from search.renderers.record import absolute

router = Router(tags=["法律法规"])
#: Articles on one page.
ARTICLES = 50


@router.get("/laws", response={200: Laws, 400: Problem}, url_name="laws", operation_id="listLaws", summary="法律法规列表")
def laws(request: HttpRequest, asked: Query[Asked]) -> Any:
    """所问日期有效的基准引用的全部法律、法规、规章，一次给出。"""
    refuse_unknown(request, Asked)
    on = asked.on or timezone.localdate()
    cited = _cited(on)
    counts = dict(cited.order_by().values_list("law").annotate(Count("edition", distinct=True)))
    found = Law.objects.filter(pk__in=counts).select_related("replaced_by").order_by("name")
    items = [_law_record(law, counts[law.pk]) for law in found]
    return {"total": len(items), "as_of": on, "items": items}


@router.get("/laws/{slug}", response={200: LawDetail, 400: Problem, 404: Problem}, url_name="law", operation_id="getLaw", summary="一部法律")
def law(request: HttpRequest, slug: str, asked: Query[ByCursor]) -> Any:
    """各版本、替代情况，以及按条列出的基准，每页若干条。"""
    refuse_unknown(request, ByCursor)
    on = asked.on or timezone.localdate()
    found = Law.objects.select_related("replaced_by").filter(slug=slug).first() if slug.isprintable() else None
    if found is None:
        raise Http404("没有这一法律。")
    question = question_of(request)
    position = read_cursor(asked.cursor, question)
    cited = _cited(on).filter(law=found)
    articles, last = _articles(cited, position)
    return {
        **_law_record(found, cited.order_by().values("edition").distinct().count()),
        "other_names": list(found.aliases.values_list("name", flat=True)),
        "versions": list(found.versions.values("label", "in_force_from", "document_no")),
        "articles": articles,
        "next": next_address(request, absolute(""), make_cursor(question, last)) if last else None,
        "as_of": on,
    }


def _cited(on: date) -> Any:
    return EditionCitation.objects.filter(edition__in=Edition.objects.visible(on))


def _articles(cited: Any, position: dict[str, Any] | None) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The articles behind a position: by their numbers, so that nothing published meanwhile moves them."""
    places = cited.order_by("article", "sub_article").values_list("article", "sub_article").distinct()
    if position:
        places = places.filter(Q(article__gt=position["article"]) | Q(article=position["article"], sub_article__gt=position["sub_article"]))
    chosen = list(places[: ARTICLES + 1])
    page = chosen[:ARTICLES]
    if not page:
        return [], None
    first, last = page[0], page[-1]
    rows = (
        cited.filter(article__gte=first[0], article__lte=last[0])
        .select_related("edition__benchmark")
        .order_by("article", "sub_article", "edition__benchmark__address", "paragraph", "item")
    )
    grouped = [(key, list(group)) for key, group in groupby(rows, key=lambda row: (row.article, row.sub_article)) if first <= key <= last]
    end = {"article": last[0], "sub_article": last[1]} if len(chosen) > ARTICLES else None
    return [_article(*key, group) for key, group in grouped], end


def _article(article: int, sub_article: int, rows: list[EditionCitation]) -> dict[str, Any]:
    gathered: dict[int, list[EditionCitation]] = {}
    for row in rows:
        gathered.setdefault(row.edition_id, []).append(row)
    return {
        "article": article, "sub_article": sub_article, "place": format_citation(Citation("", article, sub_article or None)),
        "benchmarks": [_cited_by(places) for places in gathered.values()],
    }  # fmt: skip


def _cited_by(rows: list[EditionCitation]) -> dict[str, Any]:
    edition = rows[0].edition
    places = [format_citation(Citation("", row.article, row.sub_article or None, row.paragraph or None, row.item or None)) for row in rows]
    return {
        "address": edition.benchmark.address, "code": edition.benchmark.code, "act": edition.act,
        "places": list(dict.fromkeys(places)), "url": operation_url("benchmark", edition.benchmark.address),
    }  # fmt: skip


def _law_record(law: Law, benchmarks: int) -> dict[str, Any]:
    replaced = law.replaced_by
    return {
        "slug": law.slug, "name": law.name, "short_name": law.short_name, "type": law.kind,
        "replaced_by": {"slug": replaced.slug, "name": replaced.name} if replaced else None, "replaced_on": law.replaced_on,
        "benchmarks": benchmarks, "url": absolute(reverse("law", args=[law.slug])),
    }  # fmt: skip
