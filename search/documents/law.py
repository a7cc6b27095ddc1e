"""Laws: found by their names, full, short and old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enforcement.models import Law
from search.documents.base import Document, DocumentSource, key_of
from search.exact import title_term

KIND = "law"


def public_keys() -> Iterable[int]:
    return Law.objects.order_by("pk").values_list("pk", flat=True)


def build(keys: Iterable[int]) -> Iterator[Document]:
    """The documents of these laws; a replaced one stays, since decided cases rest on it."""
    for law in Law.objects.filter(pk__in=list(keys)).prefetch_related("aliases").order_by("pk"):
        others = list(filter(None, (law.short_name, *(alias.name for alias in law.aliases.all()))))
        yield Document(
            key=key_of(KIND, law.pk),
            kind=KIND,
            code=law.slug,
            title=law.display_name,
            names=" ".join((*others, law.issuer)),
            laws=[law.name],
            exact=[title_term(name) for name in dict.fromkeys((law.name, law.display_name, *others))],
        )


SOURCE = DocumentSource(KIND, build, public_keys)
