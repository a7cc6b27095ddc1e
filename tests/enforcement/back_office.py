"""A city with its people, as the tests of the back office meet it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from enforcement.models import (
    Agency,
    Benchmark,
    Edition,
    EditionCitation,
    HolidayNotice,
    Officer,
    Policy,
    Suspension,
    Tier,
)
from enforcement.roles import MANAGER, OFFICER, REVIEWER, make_roles
from tests.street import LAW, TIERS, City, make_city

BEGINS = date(2024, 3, 1)


@dataclass
class Office:
    """The city, a team below the water department, one published item, and everyone's account."""

    city: City
    team: Agency
    benchmark: Benchmark
    edition: Edition
    people: dict[str, User] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A browser signed in as this person; ``anonymous`` is nobody."""
        client = Client()
        if who != "anonymous":
            client.force_login(self.people[who])
        return client


def make_office() -> Office:
    """``water`` owns the item; ``market`` is another agency; ``team`` stands below water, ``root`` above both."""
    make_roles()
    city = make_city()
    team = Agency.objects.create(name="云岭市水政监察大队", slug="szd", parent=city.water)
    benchmark = Benchmark.objects.create(agency=city.water, code="SL001", address="SL001")
    office = Office(city, team, benchmark, publish_edition(city, benchmark))
    root = city.water.parent
    assert root is not None
    for who, agency, role in (
        ("officer", city.water, OFFICER), ("reviewer", city.water, REVIEWER), ("team", team, REVIEWER),
        ("stranger", city.market, REVIEWER), ("parent", root, OFFICER), ("chief", root, REVIEWER),
    ):  # fmt: skip
        office.people[who] = person(who, role, agency)
    office.people["nobody"] = person("nobody", OFFICER)
    office.people["manager"] = person("manager", MANAGER)
    office.people["superuser"] = city.user
    return office


def person(name: str, role: str, agency: Agency | None = None) -> User:
    """An account with one role, bound to an agency or to none."""
    user = User.objects.create_user(f"user-{name}", password="correct-horse-battery")
    user.groups.add(Group.objects.get(name=role))
    if agency:
        Officer.objects.create(user=user, agency=agency)
    return user


def draft_edition(benchmark: Benchmark, **fields: Any) -> Edition:
    """An unfinished edition, saved as Wagtail saves one."""
    edition = Edition(benchmark=benchmark, live=False, **fields)
    edition.save()
    edition.save_revision(clean=False)
    return edition


def publish_edition(city: City, benchmark: Benchmark, begins: date = BEGINS, act: str = "在河道管理范围内倾倒垃圾") -> Edition:
    """A complete edition, published through Wagtail."""
    edition = Edition(benchmark=benchmark, act=act, domain="河道管理", instrument=city.instrument, in_force_from=begins, live=False)
    edition.tiers = [Tier(sort_order=n, label=a, circumstance=b, standard=c) for n, (a, b, c) in enumerate(TIERS)]
    edition.citations = [EditionCitation(role="basis", law=city.law, article=65, paragraph=2)]
    edition.save()
    edition.save_revision().publish()
    return Edition.objects.get(pk=edition.pk)


def make_clock(office: Office) -> tuple[HolidayNotice, Policy, Suspension]:
    """A notice, a term, and the item of the water department at rest."""
    notice = HolidayNotice.objects.create(year=2024, document_no="国办发明电〔2023〕7号")
    term = Policy.objects.create(measure="adjust", working_days=20, valid_from=date(2022, 1, 1), source="本级规定")
    suspended = {"benchmark": office.benchmark, "begins": date(2025, 1, 1), "ground": "法律已改", "instrument": office.city.instrument}
    return notice, term, Suspension.objects.create(**suspended)


def url(name: str, *args: Any) -> str:
    """The address of an edition's view."""
    return reverse(f"wagtailsnippets_enforcement_edition:{name}", args=args)


def form_of(edition: Edition | None = None, **said: Any) -> dict[str, Any]:
    """What the browser sends for an edition: every field, as the form shows it, with ``said`` changed.

    ``tiers`` and ``citations`` are lists of dictionaries.
    """
    tiers = said.pop("tiers", None)
    citations = said.pop("citations", None)
    fields: dict[str, Any] = {
        "act": "", "domain": "", "statutory_penalty": "", "penalty_kinds": "", "basis_text": "", "instrument": "", "in_force_from": "",
        "ended_on": "", "ended_by": "", "handling_unit": "", "remark": "", "go_live_at": "",
    }  # fmt: skip
    if edition is not None:
        fields |= {
            "act": edition.act, "domain": edition.domain, "instrument": edition.instrument_id or "",
            "in_force_from": edition.in_force_from or "",
        }  # fmt: skip
        tiers = tiers if tiers is not None else [
            {"id": t.pk, "label": t.label, "circumstance": t.circumstance, "standard": t.standard} for t in edition.tiers.all()
        ]  # fmt: skip
        citations = citations if citations is not None else [
            {"id": c.pk, "role": c.role, "law": c.law_id, "article": c.article, "sub_article": c.sub_article, "paragraph": c.paragraph, "item": c.item}
            for c in edition.citations.all()
        ]  # fmt: skip
    return {**fields, **_formset("tiers", tiers or []), **_formset("citations", citations or []), **said}


def _formset(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    initial = sum(1 for row in rows if row.get("id"))
    sent: dict[str, Any] = {
        f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": initial, f"{name}-MIN_NUM_FORMS": 0, f"{name}-MAX_NUM_FORMS": 1000,
    }  # fmt: skip
    blank: dict[str, dict[str, Any]] = {
        "tiers": {"label": "", "circumstance": "", "standard": ""},
        "citations": {"role": "basis", "sub_article": 0, "paragraph": 0, "item": 0},
    }
    for at, row in enumerate(rows):
        sent |= {f"{name}-{at}-{key}": value for key, value in {"id": "", "ORDER": at + 1, "DELETE": "", **blank[name], **row}.items()}
    return sent


TIER = {"label": "一般", "circumstance": "逾期未改正的", "standard": "处2万元以上4万元以下罚款"}
__all__ = ["BEGINS", "LAW", "TIER", "Office", "draft_edition", "form_of", "make_clock", "make_office", "person", "publish_edition", "url"]
