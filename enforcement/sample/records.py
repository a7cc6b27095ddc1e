"""Puts the sample's agencies and laws on record: what an office registers before its first import."""

from __future__ import annotations

from datetime import date

from enforcement.models import Agency, AgencyName, Law, LawAlias, LawVersion
from enforcement.models.law import STATE_PREFIX
from enforcement.sample.source import SourceLaw, read_laws
from enforcement.sample.workbook import SourceAgency, read_agencies

KINDS = {
    "法律": Law.Kind.LAW, "行政法规": Law.Kind.ADMINISTRATIVE_REGULATION, "地方性法规": Law.Kind.LOCAL_REGULATION,
    "部门规章": Law.Kind.DEPARTMENTAL_RULE, "地方政府规章": Law.Kind.LOCAL_RULE,
}  # fmt: skip
#: Laws that the Environmental Code replaced: still cited everywhere, so the portal must know them.
CODE, CODE_FROM = "中华人民共和国生态环境法典", date(2026, 8, 15)
REPLACED_BY_CODE = (
    "环境保护法", "环境影响评价法", "清洁生产促进法", "大气污染防治法", "水污染防治法", "土壤污染防治法", "固体废物污染环境防治法",
    "噪声污染防治法", "放射性污染防治法", "海洋环境保护法",
)  # fmt: skip
#: What they were called before, where people still say so: since 2022-06-05 the law speaks of all noise.
FORMERLY = {"噪声污染防治法": "环境噪声污染防治法"}


def load_agencies() -> int:
    """Registers the agencies that are not on record yet; returns how many."""
    made = 0
    found: dict[str, Agency] = {}
    for order, source in enumerate(read_agencies().values()):
        agency, created = Agency.objects.get_or_create(slug=source.key, defaults=_agency_fields(source, found, order))
        found[source.key] = agency
        if created:
            made += 1
            AgencyName.objects.bulk_create(
                [
                    AgencyName(agency=agency, name=name.rstrip("*"), kind=AgencyName.Kind.FORMER if name.endswith("*") else AgencyName.Kind.ALIAS)
                    for name in filter(None, source.other_names.split(";"))
                ]
            )
    return made


def _agency_fields(source: SourceAgency, found: dict[str, Agency], order: int) -> dict[str, object]:
    number = int(source.number)
    return {
        "name": source.name, "kind": source.kind, "subject_type": source.subject, "parent": found.get(source.parent), "order": order,
        "duty": source.duty, "address": f"桦岭市江滨大街{100 + number * 3}号", "phone": f"0430-55{number:02d}001",
        "complaint_phone": f"12345、0430-55{number:02d}009", "office_hours": "工作日 8:30—11:30，13:00—16:30",
    }  # fmt: skip


def load_laws() -> int:
    """Registers the laws that the sample cites, and those the Environmental Code replaced; returns how many."""
    laws = read_laws()
    known = set(Law.objects.values_list("name", flat=True))
    made = 0
    for source in laws.values():
        if source.name not in known:
            _make_law(source)
            made += 1
    code = Law.objects.filter(name=CODE).first()
    for name in REPLACED_BY_CODE if code else ():
        law, created = Law.objects.get_or_create(
            name=STATE_PREFIX + name,
            defaults={"slug": name, "kind": Law.Kind.LAW, "issuer": "全国人民代表大会常务委员会", "replaced_by": code, "replaced_on": CODE_FROM, "verified": True},
        )
        if created and (former := FORMERLY.get(name)):
            LawAlias.objects.create(law=law, name=former)
        made += created
    return made


def _make_law(source: SourceLaw) -> None:
    law = Law.objects.create(
        name=source.name, slug=source.name.removeprefix(STATE_PREFIX), short_name=source.other_names[0] if source.other_names else "",
        kind=KINDS.get(source.kind, Law.Kind.UNKNOWN), issuer=source.issuer, verified=True,
    )  # fmt: skip
    LawAlias.objects.bulk_create([LawAlias(law=law, name=name) for name in dict.fromkeys(source.other_names[1:])])
    if source.in_force_from:
        promulgated = date.fromisoformat(source.promulgated_on) if source.promulgated_on else None
        LawVersion.objects.create(law=law, promulgated_on=promulgated, in_force_from=date.fromisoformat(source.in_force_from))
