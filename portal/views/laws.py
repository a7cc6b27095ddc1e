"""The laws: all that benchmarks rest on, and each with the items under each of its articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from enforcement.models import Edition, EditionCitation, Law
from portal.asked_day import AskedDay, asked_day
from portal.caching import COUNTED, ROOM, cache_rule
from portal.figures import Figure, holdings, list_of
from portal.items.citations import article_anchor, place_of_article
from portal.odd_names import refuse_odd
from portal.reference import reference_for
from portal.turning import page_address, turning

#: Citations on one page of a law: the largest laws take several.
PAGE_SIZE = 100


@cache_rule(COUNTED)
def laws(request: HttpRequest) -> HttpResponse:
    """Laws that benchmarks in force on the day cite, with how many do, by the force of the law."""
    asked = asked_day(request)
    cited = EditionCitation.objects.filter(edition__in=Edition.objects.visible(asked.on))
    # On one day a benchmark has one edition, so editions are as many as benchmarks.
    counts = dict(cited.order_by().values_list("law").annotate(Count("edition", distinct=True)))
    found = sorted((law for pk, law in reference_for(request).laws.items() if pk in counts), key=lambda law: (-counts[law.pk], law.name))
    by_kind = {kind: [_row(law, counts[law.pk], asked) for law in found if law.kind == kind] for kind in Law.Kind.values}
    groups = [(Law.Kind(kind).label, rows) for kind, rows in by_kind.items() if rows]
    return render(request, "portal/laws.html", {"groups": groups, "total": len(found), "asked": asked})


def _row(law: Law, count: int, asked: AskedDay) -> Figure:
    page = reverse("law", args=[law.slug]) + asked.address
    return Figure(law.display_name, count, list_of(asked, laws=law.name), page, replaced=law.replaced(asked.on))


@dataclass(frozen=True, slots=True)
class Article:
    """An article in the page's table of contents, its number in digits since one looks for it there; ``address`` leads to its items, on whichever page they stand."""

    anchor: str
    name: str
    count: int
    address: str
    here: bool


@cache_rule(ROOM)
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """One law: its versions, what replaced it, and the benchmarks that rest on each article.

    Every article keeps one anchor on the first page: its items where they
    stand there, else its line in the table of contents, which leads to them.
    """
    asked = asked_day(request)
    found = get_object_or_404(Law.objects.select_related("replaced_by"), slug=refuse_odd(slug))
    cited = (
        EditionCitation.objects.filter(law=found, edition__in=Edition.objects.visible(asked.on))
        .select_related("edition__benchmark__agency")
        .order_by("article", "sub_article", "edition__benchmark__address", "paragraph", "item")
    )
    page = Paginator(cited, PAGE_SIZE).get_page(request.GET.get("page"))
    sections = [
        (article_anchor(*key), place_of_article(*key), _once(rows))
        for key, rows in groupby(page.object_list, key=lambda row: (row.article, row.sub_article))
    ]
    contents = _contents(request, cited, {anchor for anchor, _, _ in sections})
    versions = sorted(found.versions.all(), key=lambda version: version.in_force_from, reverse=True)
    context = {
        "law": found, "replaced": found.replaced(asked.on), "versions": versions, "other_names": _other_names(found),
        "version": None if found.replaced(asked.on) else next((each for each in versions if each.in_force_from <= asked.on), None),
        "replaces": found.replaces.order_by("replaced_on", "name"), "contents": contents, "articles": sections,
        "turning": turning(request, page), "asked": asked, "all": list_of(asked, laws=found.name),
        "total": cited.order_by().values("edition").distinct().count(), "holdings": holdings(asked, reference_for(request), laws=found.name),
    }  # fmt: skip
    return render(request, "portal/law.html", context)


def _contents(request: HttpRequest, cited: QuerySet[EditionCitation], here: set[str]) -> list[Article]:
    """Every cited article with how many items rest on it."""
    rows = cited.order_by("article", "sub_article").values_list("article", "sub_article").annotate(Count("pk"), Count("edition", distinct=True))
    found, before = [], 0
    for article, sub_article, citations, items in rows:
        anchor = article_anchor(article, sub_article)
        on_page = "" if anchor in here else page_address(request, before // PAGE_SIZE + 1)
        found.append(Article(anchor, f"第{article}条" + (f"之{sub_article}" if sub_article else ""), items, f"{on_page}#{anchor}", anchor in here))
        before += citations
    return found


def _once(rows: Iterable[EditionCitation]) -> list[tuple[Edition, list[EditionCitation]]]:
    """Each benchmark once under an article, with every place of the article it cites."""
    gathered: dict[int, tuple[Edition, list[EditionCitation]]] = {}
    for row in rows:
        gathered.setdefault(row.edition_id, (row.edition, []))[1].append(row)
    return list(gathered.values())


def _other_names(law: Law) -> list[str]:
    """Names people use, besides the one that heads the page."""
    names = [law.short_name, *law.aliases.values_list("name", flat=True)]
    return [name for name in dict.fromkeys(names) if name and name not in (law.name, law.display_name)]
