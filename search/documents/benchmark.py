"""Benchmarks: one document an edition, past and coming ones too, so that ``?on=`` finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from enforcement.models import Agency, AgencyName, Edition
from search.documents.base import Document, DocumentSource, day_number, key_of

KIND = "benchmark"
#: Rows read at once: memory stays flat however large the catalogue is.
CHUNK = 500


def public_keys() -> Iterable[int]:
    """Editions the public may see, whenever they are in force."""
    return Edition.objects.public(timezone.now()).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)


def build(keys: Iterable[int]) -> Iterator[Document]:
    """The documents of these editions, those the public may not see left out."""
    wanted = sorted(set(keys))
    names = _AgencyNames()
    for start in range(0, len(wanted), CHUNK):
        editions = (
            Edition.objects.public(timezone.now())
            .filter(pk__in=wanted[start : start + CHUNK])
            .select_related("benchmark", "instrument")
            .prefetch_related("tiers", "citations__law")
            .order_by("pk")
        )
        for edition in editions:
            yield _document(edition, names)


def _document(edition: Edition, names: _AgencyNames) -> Document:
    benchmark = edition.benchmark
    tiers = list(edition.tiers.all())
    citations = list(edition.citations.all())
    line = names.line(benchmark.agency_id)
    return Document(
        key=key_of(KIND, edition.pk),
        kind=KIND,
        code=benchmark.code or benchmark.address,
        title=edition.act,
        citations=" ".join(str(citation) for citation in citations),
        names=" ".join((*names.spoken(benchmark.agency_id), edition.domain)),
        body="\n".join(
            (
                edition.statutory_penalty,
                *(f"{tier.label} {tier.circumstance} {tier.standard}" for tier in tiers),
                edition.basis_text,
                edition.remark,
            )
        ),
        agencies=line,
        domain=edition.domain,
        laws=sorted({citation.law.name for citation in citations}),
        tier_count=edition.tier_count,
        fine_min=-1 if edition.fine_min is None else int(edition.fine_min),
        fine_max=-1 if edition.fine_max is None else int(edition.fine_max),
        in_force_from=day_number(edition.in_force_from),
        in_force_until=day_number(edition.in_force_until),
    )


class _AgencyNames:
    """Every agency's names and the line up to the root, read once for a run."""

    def __init__(self) -> None:
        self._agencies = {agency.pk: agency for agency in Agency.objects.all()}
        self._others: dict[int, list[str]] = {}
        for pk, name in AgencyName.objects.values_list("agency_id", "name"):
            self._others.setdefault(pk, []).append(name)

    def line(self, pk: int) -> list[str]:
        """Slugs of the agency and all above it: a facet on a department finds its detachments too."""
        line: list[str] = []
        agency = self._agencies.get(pk)
        while agency is not None and agency.slug not in line:
            line.append(agency.slug)
            agency = self._agencies.get(agency.parent_id) if agency.parent_id else None
        return line

    def spoken(self, pk: int) -> list[str]:
        """The names people use for the agency."""
        agency = self._agencies[pk]
        return [agency.name, agency.short_name, *self._others.get(pk, [])]


SOURCE = DocumentSource(KIND, build, public_keys)
