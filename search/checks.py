"""House rules of this floor, as system checks."""

from typing import Any

from django.core.checks import Error, register

from search.documents.base import kinds_without_document
from search.find import loaders_missing


@register("search")
def every_kind_has_a_document(app_configs: Any, **_: Any) -> list[Error]:
    """A kind of record that can be searched but has no document would never be found."""
    return [
        Error(
            f"kind {kind!r} is searchable but has no document",
            hint="declare a DocumentSource in search/documents/ and register it in search/apps.py",
            id="search.E001",
        )
        for kind in kinds_without_document()
    ] + [
        Error(f"kind {kind!r} has documents but no loader", hint="register_loader() in search/apps.py", id="search.E002")
        for kind in loaders_missing()
    ]
