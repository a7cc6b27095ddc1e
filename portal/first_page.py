"""What the first page counts and offers: all items, fields, agencies, and questions that have an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from enforcement.models import Agency, LeniencyVersion, LeniencyWording
from portal.asked_day import AskedDay, asked_day
from portal.figures import Figure, holdings
from portal.reference import reference_for
from search.engines import current_engine
from search.engines.base import EngineUnavailable
from search.query import SearchQuery

#: Everyday questions over all of a city's life, in the words people use. Those without an answer here are not shown.
QUESTIONS = ("过期食品", "占道经营", "不戴头盔", "噪声扰民", "焚烧秸秆", "拖欠工资", "遛狗不牵绳", "无证驾驶", "乱倒垃圾", "违法建设")
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the address of its answer."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class FirstPage:
    """``total`` None: not known now, since the search engine is away; agencies are then named without figures.

    ``leniency`` counts the matters of leniency lists, with the address of exactly those.
    """

    total: int | None
    fields: tuple[Figure, ...]
    agencies: tuple[Figure, ...]
    examples: tuple[Example, ...]
    leniency: Figure | None = None


def first_page(request: HttpRequest) -> FirstPage:
    """Agencies in the office's own order, those without items last; fields by size."""
    asked, reference = asked_day(request), reference_for(request)
    held = holdings(asked, reference)
    listed = sorted(
        (agency for agency in reference.agencies.values() if agency.abolished_on is None and agency.kind != Agency.Kind.GOVERNMENT),
        key=lambda agency: (agency.order, agency.name),
    )
    counted = [(held.by_agency.get(agency.slug) if held else None) or Figure(agency.name, 0, "", agency.get_absolute_url()) for agency in listed]
    if held is None:
        return FirstPage(None, (), tuple(counted), ())
    agencies = [row for row in counted if row.count] + [row for row in counted if not row.count]
    return FirstPage(held.total, held.fields, tuple(agencies), examples(asked) if held.total else (), _leniency(asked))


def _leniency(asked: AskedDay) -> Figure | None:
    """None where there are no lists on that day."""
    count = LeniencyWording.objects.filter(version__in=LeniencyVersion.objects.visible(asked.on)).count()
    query = SearchQuery(filters={"kind": ("leniency",)}, on=asked.on if asked.given else None, sort="code")
    return Figure("从宽清单", count, reverse("search") + query.address(), reverse("leniency") + asked.address) if count else None


def examples(asked: AskedDay) -> tuple[Example, ...]:
    """The first questions that find something on that day."""
    found: list[Example] = []
    try:
        for question in QUESTIONS:
            query = SearchQuery(question, on=asked.on if asked.given else None)
            if len(found) < EXAMPLES and current_engine().search(replace(query.request(), facets=False, size=1)).total:
                found.append(Example(query.text, reverse("search") + query.address()))
    except EngineUnavailable:
        return ()
    return tuple(found)
