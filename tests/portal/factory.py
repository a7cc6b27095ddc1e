"""Records for the pages' tests, made through the same doors as an editor's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count

from django.utils import timezone
from wagtail.models import Page

from content.home import make_home
from content.pages import HomePage
from enforcement.models import (
    Agency,
    Benchmark,
    Edition,
    EditionCitation,
    Instrument,
    Law,
    LeniencyCitation,
    LeniencyKind,
    LeniencyLink,
    LeniencyList,
    LeniencyMatter,
    LeniencyVersion,
    LeniencyWording,
    Record,
    Tier,
)
from enforcement.signals import records_changed

Tiers = Sequence[tuple[str, str, str]]

TIERS: Tiers = (
    ("较轻", "占道面积不足2平方米", "处500元以上不满2000元罚款"),
    ("一般", "占道面积2平方米以上不足10平方米", "处2000元以上不满1万元罚款"),
    ("严重", "占道面积10平方米以上", "处1万元以上5万元以下罚款"),
)
START = date(2025, 3, 1)
_numbers = count(1)


def home() -> HomePage:
    """The first page with its site."""
    assert Page.objects.filter(depth=1).exists()
    return make_home()


def make_agency(name: str = "云岭市城市管理局", slug: str = "csgl", **fields: object) -> Agency:
    """The agency of this slug."""
    return Agency.objects.get_or_create(slug=slug, defaults={"name": name, "phone": "0430-5501001", **fields})[0]


def make_law(name: str = "城市市容管理条例", slug: str = "shirong", **fields: object) -> Law:
    """The law of this name."""
    return Law.objects.get_or_create(name=name, defaults={"slug": slug, "verified": True, **fields})[0]


def make_edition(
    address: str = "",
    act: str = "占用人行道堆放杂物",
    *,
    tiers: Tiers = TIERS,
    begins: date = START,
    agency: Agency | None = None,
    law: Law | None = None,
    article: int = 36,
    domain: str = "市容",
    published_at: datetime | None = None,
    **fields: object,
) -> Edition:
    """A published edition; the benchmark of the same address gets one more when it is there already."""
    number = next(_numbers)
    agency, law = agency or make_agency(), law or make_law()
    address = address or f"T{number:05d}"
    benchmark = Benchmark.objects.get_or_create(address=address, defaults={"code": address, "agency": agency})[0]
    instrument = Instrument.objects.create(
        title="云岭市城市管理行政处罚裁量权基准", document_no=f"云城规〔{begins.year}〕{number}号", issuer=agency, in_force_from=begins
    )
    edition = Edition.objects.create(
        **{"benchmark": benchmark, "act": act, "domain": domain, "instrument": instrument, "in_force_from": begins, "live": False, **fields}
    )
    for order, (label, circumstance, standard) in enumerate(tiers):
        Tier.objects.create(edition=edition, sort_order=order, label=label, circumstance=circumstance, standard=standard)
    EditionCitation.objects.create(edition=edition, law=law, article=article, paragraph=1, role=EditionCitation.Role.PENALTY)
    edition = Edition.objects.get(pk=edition.pk)
    edition.save_revision().publish()
    if published_at:
        Edition.objects.filter(pk=edition.pk).update(published_at=published_at)
    return Edition.objects.get(pk=edition.pk)


def withdraw(edition: Edition, reason: str = "文件引用有误，正在更正") -> None:
    """Takes an edition out of public sight, as of now, and says so to the floors above."""
    from enforcement.signal_handlers import announce_editions

    Edition.objects.filter(pk=edition.pk).update(withdrawn_at=timezone.now(), withdrawn_reason=reason)
    announce_editions(edition)


def make_leniency(edition: Edition, conditions: str = "一年内首次违法，当场改正", *, begins: date = START, kind: str = LeniencyKind.FIRST_VIOLATION) -> LeniencyWording:
    """What the city's list of this kind says from a day on of the act of a benchmark."""
    of, _ = LeniencyList.objects.get_or_create(kind=kind, agency=None, defaults={"name": f"{LeniencyKind(kind).label}事项清单", "address": kind.replace("_", "-")})
    LeniencyVersion.objects.filter(list=of, in_force_until=None).update(in_force_until=begins)
    version = LeniencyVersion.objects.create(list=of, title=of.name, in_force_from=begins, published_at=timezone.now())
    matter, _ = LeniencyMatter.objects.get_or_create(address=f"{of.address}-{edition.benchmark.address}", defaults={"list": of})
    wording = LeniencyWording.objects.create(version=version, matter=matter, act=edition.act, agency=edition.benchmark.agency, conditions=conditions)
    LeniencyCitation.objects.create(wording=wording, role="penalty", law=edition.citations.all()[0].law, article=36)
    LeniencyLink.objects.get_or_create(matter=matter, benchmark=edition.benchmark, defaults={"state": "matched"})
    return wording


def make_record(number: str, edition: Edition, party: str = "云岭市清溪商贸有限公司") -> Record:
    """A published penalty of an organisation, on the subject of a benchmark."""
    record = Record.objects.create(
        kind="penalty", agency=edition.benchmark.agency, number=number, number_key=number, address=number, party_name=party, party_kind="org",
        act=edition.act, content="罚款一千元", penalty_kinds=["fine"], fine=1000, decided_on=START, state="published", published_at=timezone.now(), content_hash=number,
    )  # fmt: skip
    records_changed.send(Record, kind="penalty", keys=[record.pk])
    return record
