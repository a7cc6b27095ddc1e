"""Enforcement records: one document a decision that the public may see. Made from public columns alone.

Kinds share the model and have a source each, so that a list, a count and a
facet of one kind are those of any other kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial

from django.utils import timezone

from enforcement.imports.names import LawNames
from enforcement.models import Record
from enforcement.notation.basis import read_basis
from enforcement.notation.citations import Citation, format_citation
from search.documents.agency_names import AgencyNames
from search.documents.base import Document, DocumentSource, day_number, fine_band, key_of
from search.exact import PRIVATE, code_terms, provisions

#: What the street and the pages call them.
KINDS = ("penalty", "license")
CHUNK = 500


def public_keys(kind: str) -> Iterable[int]:
    """Records of the kind that the public may see now."""
    return Record.objects.visible(timezone.now()).filter(kind=kind).order_by("pk").values_list("pk", flat=True)


def build(kind: str, keys: Iterable[int]) -> Iterator[Document]:
    """The documents of these records, those the public may not see left out."""
    wanted = sorted(set(keys))
    names, laws = AgencyNames(), LawNames()
    for start in range(0, len(wanted), CHUNK):
        records = Record.objects.visible(timezone.now()).filter(pk__in=wanted[start : start + CHUNK], kind=kind).order_by("pk")
        for record in records.select_related("edition").defer("edition__basis_text", "edition__remark"):
            yield _document(record, names, laws)


def _document(record: Record, names: AgencyNames, laws: LawNames) -> Document:
    cited = [_named(citation, laws) for citation in read_basis(record.basis_text).penalty] if record.basis_text else []
    exact = (term for each in cited for term in provisions(each.law, each.article, each.sub_article, each.paragraph, each.item))
    fine = -1 if record.fine is None else int(record.fine)
    return Document(
        key=key_of(record.kind, record.pk),
        kind=record.kind,
        code=record.number,
        # Cases repeat the words of their benchmark: in the body they are found, and stand behind it.
        title="",
        citations=" ".join(map(format_citation, cited)),
        names=" ".join((*names.spoken(record.agency_id), record.party_name, record.get_kind_display(), *record.kinds_said, record.licence_kind)),
        body=" ".join((record.act, record.facts, record.content, record.basis_text, record.licence_affected, record.certificate, record.remark)),
        agencies=names.line(record.agency_id),
        domain=record.edition.domain if record.edition else "",
        laws=sorted({each.law for each in cited}),
        exact=[*([PRIVATE] if record.is_private else []), *code_terms(record.number), *dict.fromkeys(exact)],
        fine_band=fine_band(fine) if record.kind == "penalty" else "",
        fine_min=fine,
        fine_max=fine,
        in_force_from=day_number(record.decided_on),
        in_force_until=day_number(record.displayed_until + timedelta(days=1) if record.displayed_until else None),
    )


def _named(citation: Citation, laws: LawNames) -> Citation:
    """The provision under its law's full name on record."""
    law = laws.find(citation.law)
    return Citation(law.name if law else citation.law, citation.article, citation.sub_article, citation.paragraph, citation.item)


SOURCES = tuple(DocumentSource(kind, partial(build, kind), partial(public_keys, kind)) for kind in KINDS)
