"""Benchmarks: one document an edition, past and coming ones too, so that ``?on=`` finds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from enforcement.models import Edition, EditionCitation, Law, Suspension, Tier
from enforcement.notation.citations import Citation, format_citation
from enforcement.suspensions import read_suspensions
from search.documents.agency_names import AgencyNames
from search.documents.base import Document, DocumentSource, day_number, fine_band, key_of
from search.exact import chief, code_terms, provision, provisions, sums, title_term

KIND = "benchmark"
#: Rows read at once: memory stays flat however large the catalogue is.
CHUNK = 500


def public_keys() -> Iterable[int]:
    """Editions the public may see, whenever they are in force."""
    return Edition.objects.public(timezone.now()).order_by("pk").values_list("pk", flat=True)


def build(keys: Iterable[int]) -> Iterator[Document]:
    """The documents of these editions, those the public may not see left out.

    Rows, not model instances: thousands are read at a rebuild, and none is changed.
    """
    wanted = sorted(set(keys))
    names, suspensions = AgencyNames(), read_suspensions()
    laws = dict(Law.objects.values_list("pk", "name"))
    for start in range(0, len(wanted), CHUNK):
        editions = (
            Edition.objects.public(timezone.now())
            .filter(pk__in=wanted[start : start + CHUNK])
            .order_by("pk")
            .values_list(*(name for name in Row._fields), named=False)
        )
        rows = [Row(*values) for values in editions]
        ids = [row.pk for row in rows]
        tiers, citations = _tiers(ids), _citations(ids, laws)
        for row in rows:
            yield _document(row, tiers[row.pk], citations[row.pk], names, _suspended(row, suspensions))


class Row(NamedTuple):
    """The columns of an edition that its document takes; the names are those of the query."""

    pk: int
    benchmark_id: int
    benchmark__code: str
    benchmark__address: str
    benchmark__agency_id: int
    act: str
    domain: str
    statutory_penalty: str
    basis_text: str
    remark: str
    tier_count: int
    fine_min: Decimal | None
    fine_max: Decimal | None
    in_force_from: date | None
    in_force_until: date | None


def _tiers(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Tier.objects.filter(edition__in=ids).order_by("edition_id", "sort_order")
    for edition, label, circumstance, standard in rows.values_list("edition_id", "label", "circumstance", "standard"):
        found[edition].append(f"{label} {circumstance} {standard}")
    return found


def _citations(ids: list[int], laws: dict[int, str]) -> dict[int, list[Citation]]:
    found: dict[int, list[Citation]] = defaultdict(list)
    rows = EditionCitation.objects.filter(edition__in=ids).order_by("edition_id", "sort_order")
    for edition, law, article, sub, paragraph, item in rows.values_list("edition_id", "law_id", "article", "sub_article", "paragraph", "item"):
        found[edition].append(Citation(laws[law], article, sub or None, paragraph or None, item or None))
    return found


def _document(row: Row, tiers: list[str], citations: list[Citation], names: AgencyNames, suspended: str) -> Document:
    agency = row.benchmark__agency_id
    fine_max = -1 if row.fine_max is None else int(row.fine_max)
    return Document(
        key=key_of(KIND, row.pk),
        kind=KIND,
        code=row.benchmark__code or row.benchmark__address,
        title=row.act,
        citations=" ".join(map(format_citation, citations)),
        names=" ".join((*names.spoken(agency), row.domain)),
        body=" ".join((row.statutory_penalty, *tiers, row.basis_text, row.remark, suspended)),
        agencies=names.line(agency),
        domain=row.domain,
        laws=sorted({cited.law for cited in citations}),
        exact=_exact(row, tiers, citations),
        fine_band=fine_band(fine_max),
        tier_count=row.tier_count,
        fine_min=-1 if row.fine_min is None else int(row.fine_min),
        fine_max=fine_max,
        in_force_from=day_number(row.in_force_from),
        in_force_until=day_number(row.in_force_until),
    )


def _suspended(row: Row, suspensions: dict[int, list[Suspension]]) -> str:
    """What is said of an item at rest, so that 暂停适用 finds it; whether it rests on a day is asked when it is shown."""
    today = timezone.localdate()
    said = suspensions.get(row.benchmark_id, ())
    return " ".join(f"暂停适用 {each.ground}" for each in said if (each.until is None or each.until > today) and row.in_force_from and row.in_force_from <= each.begins)


def _exact(row: Row, tiers: list[str], citations: list[Citation]) -> list[str]:
    """Provisions and sums as whole terms: what the item rests on, and every amount that it names."""
    cited = (term for each in citations for term in provisions(each.law, each.article, each.sub_article, each.paragraph, each.item))
    first = [chief(provision(each.law, each.article, each.sub_article)) for each in citations[:1] if each.article]
    return [title_term(row.act), *code_terms(row.benchmark__code), *first, *dict.fromkeys(cited), *sums((row.statutory_penalty, *tiers))]


SOURCE = DocumentSource(KIND, build, public_keys)
