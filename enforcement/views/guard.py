"""The one door to every record: its agency is checked before any view sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from enforcement.models import Benchmark
from enforcement.permissions import READING, WRITING, policy_of
from enforcement.turns import hold_lines

#: Views by address name that only show. Any other view, also one that does not exist yet, is taken to alter.
SHOWING = frozenset({
    "inspect", "history", "history_results", "usage", "revisions_view", "revisions_compare", "chosen",
    "workflow_history", "workflow_history_detail", "workflow_preview", "review", "file", "problems",
})  # fmt: skip
#: Views that ask for one right and no other.
_OWN = {"delete": frozenset({"delete"}), "next_edition": frozenset({"add"}), "reject": frozenset({"add", "publish"})}


def guarded(patterns: Iterable[URLPattern], model: type[Model]) -> list[URLPattern]:
    """The same addresses, each behind a check of the record that ``pk`` names.

    Done to the addresses and not to the views: Wagtail's views ask for the
    right on the kind, some for none, and a view added later would be forgotten.
    """
    return [
        URLPattern(pattern.pattern, _guard(pattern.callback, model, pattern.name or ""), pattern.default_args, pattern.name)
        for pattern in patterns
    ]


def _guard(view: Callable[..., HttpResponse], model: type[Model], name: str) -> Callable[..., HttpResponse]:
    actions = _OWN.get(name) or (READING if name in SHOWING else WRITING)

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record: Model | None = None
        if "pk" in kwargs:
            key = unquote(str(kwargs["pk"]))
            record = get_object_or_404(model, pk=key) if key.isdigit() else None
            if record is None or not policy_of(model).user_has_any_permission_for_instance(request.user, actions, record):
                raise PermissionDenied
        # Saving, publishing and what follows from it happen together or not at all.
        with transaction.atomic() if request.method == "POST" else nullcontext():
            if request.method == "POST" and (line := _line_of(record)):
                hold_lines([line])  # before the view reads what it is going to change
            return view(request, *args, **kwargs)

    return checked


def _line_of(record: Model | None) -> int | None:
    """The benchmark whose editions a change of this record may move."""
    return record.pk if isinstance(record, Benchmark) else getattr(record, "benchmark_id", None)
