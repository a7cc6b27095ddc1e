"""Every type of public page, with an address at which this database shows one: what pictures are taken of.

A new type of page is one more line in ``PAGE_TYPES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone

from enforcement.models import Agency, Edition, Law, LeniencyVersion, LeniencyWording
from portal.figures import field_address
from portal.first_page import QUESTIONS
from portal.publications import latest
from portal.views.site_map import law_address
from search.query import SearchQuery


@dataclass(frozen=True, slots=True)
class Sample:
    """Records that make a telling page: the highest fine, the longest names, the most cited law."""

    edition: Edition
    agency: Agency
    longest_agency: Agency
    law: Law
    longest_law: Law
    replaced_law: Law | None
    updates: str
    leniency: LeniencyWording | None

    @property
    def item(self) -> str:
        return self.edition.benchmark.get_absolute_url()


@dataclass(frozen=True, slots=True)
class PageType:
    """``address`` gives None where the database has nothing to show of this type."""

    name: str
    address: Callable[[Sample], str | None]


#: In the order people meet them.
PAGE_TYPES = (
    PageType("home", lambda sample: "/"),
    PageType("search-start", lambda sample: reverse("search")),
    PageType("search", lambda sample: reverse("search") + SearchQuery(text=sample.edition.act[:6]).address()),
    PageType("search-answer", lambda sample: reverse("search") + SearchQuery(text=f"{QUESTIONS[0]}怎么罚").address()),
    PageType("search-nothing", lambda sample: reverse("search") + "?q=㊣㊣"),
    PageType("benchmarks", lambda sample: reverse("benchmarks")),
    PageType("benchmarks-narrowed", lambda sample: f"{reverse('benchmarks')}?agency={sample.agency.slug}&fine_min=10000"),
    PageType("benchmark", lambda sample: sample.item),
    PageType("calculator", lambda sample: sample.item + "calculator/"),
    PageType("calculator-result", lambda sample: sample.item + "calculator/?q1=1&c=0"),
    PageType("benchmark-not-then", lambda sample: sample.item + "?on=1999-10-01"),
    PageType("agencies", lambda sample: reverse("agencies")),
    PageType("agency", lambda sample: sample.agency.get_absolute_url()),
    PageType("agency-long-name", lambda sample: sample.longest_agency.get_absolute_url()),
    PageType("agency-empty", lambda sample: sample.agency.get_absolute_url() + "?on=1999-10-01"),
    PageType("fields", lambda sample: reverse("fields")),
    PageType("field", lambda sample: field_address(sample.edition.domain) if sample.edition.domain else None),
    PageType("laws", lambda sample: reverse("laws")),
    PageType("law", lambda sample: law_address(sample.law)),
    PageType("law-long-name", lambda sample: law_address(sample.longest_law)),
    PageType("law-replaced", lambda sample: law_address(sample.replaced_law) if sample.replaced_law else None),
    PageType("leniency", lambda sample: reverse("leniency")),
    PageType("leniency-list", lambda sample: sample.leniency.version.list.get_absolute_url() if sample.leniency else None),
    PageType("leniency-matter", lambda sample: sample.leniency.get_absolute_url() if sample.leniency else None),
    PageType("penalties", lambda sample: reverse("penalties")),
    PageType("licenses", lambda sample: reverse("licenses")),
    PageType("updates", lambda sample: reverse("updates")),
    PageType("updates-day", lambda sample: sample.updates or None),
    PageType("site-map", lambda sample: reverse("site-map")),
    PageType("accessibility", lambda sample: reverse("accessibility")),
    PageType("open-data", lambda sample: reverse("open-data")),
    PageType("open-data-gap", lambda sample: reverse("open-data-gap", args=["amounts"])),
    PageType("api", lambda sample: reverse("api")),
    PageType("not-found", lambda sample: "/no-such-page/"),
)


def page_addresses() -> Iterator[tuple[str, str]]:
    """Name and address of every type of page that this database can show."""
    sample = find_sample()
    if sample is not None:
        for each in PAGE_TYPES:
            address = each.address(sample)
            if address:
                yield each.name, address


def find_sample() -> Sample | None:
    """The records to show; None in a database without visible editions."""
    visible = Edition.objects.visible()
    edition = visible.filter(tier_count__gte=3, fine_max__isnull=False).exclude(domain="").select_related("benchmark__agency").order_by("-fine_max", "pk").first()
    edition = edition or visible.select_related("benchmark__agency").first()
    if edition is None:
        return None
    cited = Law.objects.filter(citations__edition__in=visible)
    law = cited.annotate(times=Count("citations")).order_by("-times", "pk").first()
    longest_law = cited.annotate(length=Length("name")).order_by("-length", "pk").first()
    agency = Agency.objects.filter(abolished_on__isnull=True).annotate(length=Length("name")).order_by("-length", "pk").first()
    assert law and longest_law and agency, "a published edition has its agency and its laws"
    days = latest(timezone.now(), 1)
    return Sample(
        edition, edition.benchmark.agency, agency, law, longest_law,
        Law.objects.filter(replaced_by__isnull=False).annotate(times=Count("citations")).order_by("-times", "pk").first(), days[0].address if days else "",
        LeniencyWording.objects.filter(version__in=LeniencyVersion.objects.visible()).select_related("version__list", "matter").order_by("version__list__pk", "order").first(),
    )  # fmt: skip
