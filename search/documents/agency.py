"""Agencies: found by their names of today and of old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enforcement.models import Agency
from search.documents.base import Document, DocumentSource, key_of
from search.exact import title_term

KIND = "agency"


def public_keys() -> Iterable[int]:
    return Agency.objects.filter(abolished_on__isnull=True).values_list("pk", flat=True)


def build(keys: Iterable[int]) -> Iterator[Document]:
    """The documents of these agencies; abolished ones are found through their successor's old names."""
    agencies = Agency.objects.filter(pk__in=list(keys), abolished_on__isnull=True).prefetch_related("other_names").order_by("pk")
    for agency in agencies:
        yield Document(
            key=key_of(KIND, agency.pk),
            kind=KIND,
            code=agency.slug,
            title=agency.name,
            names=" ".join((agency.short_name, *(other.name for other in agency.other_names.all()))),
            body=agency.duty,
            agencies=[agency.slug],
            exact=[title_term(name) for name in (agency.name, agency.short_name, *(other.name for other in agency.other_names.all())) if name],
        )


SOURCE = DocumentSource(KIND, build, public_keys)
