"""The laws: all that benchmarks rest on, and each with the items under each of its articles."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from enforcement.models import Edition, EditionCitation, Law
from portal.asked_day import asked_day
from portal.caching import LIST, cache_rule
from portal.items.citations import article_anchor, place_of_article

#: Items on one page of a law: the largest take several.
PAGE_SIZE = 100


@cache_rule(LIST)
def laws(request: HttpRequest) -> HttpResponse:
    """Laws that benchmarks in force on the day cite, with how many do, by the force of the law."""
    asked = asked_day(request)
    cited = EditionCitation.objects.filter(edition__in=Edition.objects.visible(asked.on))
    # On one day a benchmark has one edition, so editions are as many as benchmarks.
    counts = dict(cited.order_by().values_list("law").annotate(Count("edition", distinct=True)))
    found = sorted(Law.objects.filter(pk__in=cited.values("law")), key=lambda law: (-counts[law.pk], law.name))
    by_kind = {kind: [(law, counts[law.pk]) for law in found if law.kind == kind] for kind in Law.Kind.values}
    groups = [(Law.Kind(kind).label, rows) for kind, rows in by_kind.items() if rows]
    return render(request, "portal/laws.html", {"groups": groups, "total": sum(len(rows) for _, rows in groups), "asked": asked})


@cache_rule(LIST)
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """One law: its versions, what replaced it, and the benchmarks that rest on each article."""
    asked = asked_day(request)
    found = get_object_or_404(Law.objects.select_related("replaced_by"), slug=slug)
    cited = (
        EditionCitation.objects.filter(law=found, edition__in=Edition.objects.visible(asked.on))
        .select_related("edition__benchmark__agency")
        .order_by("article", "sub_article", "edition__benchmark__address", "paragraph", "item")
    )
    page = Paginator(cited, PAGE_SIZE).get_page(request.GET.get("page"))
    articles = [
        (article_anchor(*key), place_of_article(*key), _once(list(rows)))
        for key, rows in groupby(page.object_list, key=lambda row: (row.article, row.sub_article))
    ]
    context = {
        "law": found, "replaced": found.replaced(asked.on), "versions": found.versions.all(), "other_names": _other_names(found),
        "replaces": found.replaces.all(), "articles": articles, "page": page, "asked": asked,
        "items": cited.order_by().values("edition").distinct().count(),
    }  # fmt: skip
    return render(request, "portal/law.html", context)


def _once(rows: list[EditionCitation]) -> list[tuple[Edition, list[EditionCitation]]]:
    """Each benchmark once under an article, with every place of the article it cites."""
    gathered: dict[int, tuple[Edition, list[EditionCitation]]] = {}
    for row in rows:
        gathered.setdefault(row.edition_id, (row.edition, []))[1].append(row)
    return list(gathered.values())


def _other_names(law: Law) -> list[str]:
    """Names people use, besides the one that heads the page."""
    names = [law.short_name, *law.aliases.values_list("name", flat=True)]
    return [name for name in dict.fromkeys(names) if name and name not in (law.name, law.display_name)]
