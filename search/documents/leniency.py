"""Matters of leniency lists: one document for each wording, past and coming ones too, so that ``?on=`` finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from enforcement.models import LeniencyVersion, LeniencyWording
from enforcement.notation.citations import format_citation
from search.documents.agency_names import AgencyNames
from search.documents.base import Document, DocumentSource, day_number, fine_band, key_of
from search.exact import code_terms, provisions, title_term

KIND = "leniency"
CHUNK = 500


def public_keys() -> Iterable[int]:
    """Wordings of the versions that the public may see, whenever they are in force."""
    versions = LeniencyVersion.objects.public(timezone.now())
    return LeniencyWording.objects.filter(version__in=versions).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)


def build(keys: Iterable[int]) -> Iterator[Document]:
    """The documents of these wordings, those the public may not see left out."""
    wanted = sorted(set(keys))
    names = AgencyNames()
    public = LeniencyVersion.objects.public(timezone.now())
    for start in range(0, len(wanted), CHUNK):
        wordings = LeniencyWording.objects.filter(pk__in=wanted[start : start + CHUNK], version__in=public).order_by("pk")
        for wording in wordings.select_related("version__list", "matter").prefetch_related("citations__law"):
            yield _document(wording, names)


def _document(wording: LeniencyWording, names: AgencyNames) -> Document:
    version = wording.version
    citations = [cited.citation for cited in wording.citations.all()]
    exact = (term for each in citations for term in provisions(each.law, each.article, each.sub_article, each.paragraph, each.item))
    return Document(
        key=key_of(KIND, wording.pk),
        kind=KIND,
        code=wording.matter.code or wording.matter.address,
        title=wording.act,
        citations=" ".join(map(format_citation, citations)),
        names=" ".join((*names.spoken(wording.agency_id), wording.domain, version.list.get_kind_display(), version.list.name)),
        body=" ".join((version.title, wording.get_exemption_kind_display(), wording.conditions, wording.basis_text, wording.follow_up, wording.remark)),
        agencies=names.line(wording.agency_id),
        domain=wording.domain,
        laws=sorted({cited.law for cited in citations}),
        exact=[title_term(wording.act), *code_terms(wording.matter.code), *dict.fromkeys(exact)],
        fine_band=fine_band(-1),
        in_force_from=day_number(version.in_force_from),
        in_force_until=day_number(version.in_force_until),
    )


SOURCE = DocumentSource(KIND, build, public_keys)
