"""Wagtail's reports across all records, limited to what the user may reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import ModelLogEntry

from enforcement.permissions import POLICIES, agencies_of


def _unreachable(user: Any, prefix: str = "") -> Iterator[Q]:
    """For each of this app's models: rows about a record that is not the user's."""
    for model, policy in POLICIES.items():
        reachable = policy.within(user).order_by().annotate(key=Cast("pk", CharField())).values("key")
        content_type = ContentType.objects.get_for_model(model)
        yield Q(**{f"{prefix}content_type": content_type}) & ~Q(**{f"{prefix}object_id__in": reachable})


def reachable_rows(rows: QuerySet[Any], user: Any, prefix: str = "") -> QuerySet[Any]:
    """Without the rows about records of other agencies."""
    if agencies_of(user) is None:
        return rows
    for condition in _unreachable(user, prefix):
        rows = rows.exclude(condition)
    return rows


class ReachableLogEntriesView(LogEntriesView):
    """网站历史: entries name records by their words."""

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = super().filter_queryset(queryset)
        return reachable_rows(found, self.request.user) if issubclass(found.model, ModelLogEntry) else found


class ReachableWorkflowView(WorkflowView):
    def get_queryset(self) -> QuerySet[Any]:
        return reachable_rows(super().get_queryset(), self.request.user)


class ReachableWorkflowTasksView(WorkflowTasksView):
    def get_queryset(self) -> QuerySet[Any]:
        return reachable_rows(super().get_queryset(), self.request.user, "workflow_state__")
