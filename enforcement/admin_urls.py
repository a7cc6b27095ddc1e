"""Wagtail's own addresses that speak of all records, limited to what the user may reach.

To be included before Wagtail's: the addresses are the same, so its links lead here.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.editing_sessions import ping

from enforcement.permissions import POLICIES
from enforcement.views.reports import (
    ReachableLogEntriesView,
    ReachableWorkflowTasksView,
    ReachableWorkflowView,
)


def _door(view: Any) -> Any:
    """Who is let in, and that nothing is kept: as Wagtail wraps its own."""
    return never_cache(require_admin_access(view))


def _report(address: str, view: Any) -> list[URLPattern]:
    return [
        path(f"reports/{address}/", _door(view.as_view())),
        path(f"reports/{address}/results/", _door(view.as_view(results_only=True))),
    ]


def _ping_of(model_name: str, model: Any) -> URLPattern:
    """Who else is editing: a name, which only those may read who may edit too."""

    def reachable_ping(request: HttpRequest, object_id: str, session_id: int) -> HttpResponse:
        record = get_object_or_404(model, pk=object_id) if object_id.isdigit() else None
        if record is None or not POLICIES[model].user_has_permission_for_instance(request.user, "change", record):
            raise Http404
        return ping(request, "enforcement", model_name, object_id, session_id)

    return path(f"editing-sessions/ping/enforcement/{model_name}/<str:object_id>/<int:session_id>/", _door(reachable_ping))


urlpatterns = [
    *_report("site-history", ReachableLogEntriesView),
    *_report("workflow", ReachableWorkflowView),
    *_report("workflow_tasks", ReachableWorkflowTasksView),
    *(_ping_of(model._meta.model_name or "", model) for model in POLICIES),
]
