"""Editing and publishing one edition."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import TaskState
from wagtail.snippets.views.snippets import (
    CollectWorkflowActionDataView,
    CreateView,
    EditView,
    UnpublishView,
    WorkflowActionView,
)

from enforcement.forms.publication import faults_of
from enforcement.models import Benchmark, Edition, Suspension
from enforcement.permissions import policy_of
from enforcement.viewsets.base import SubstringIndexView

TAKEN_MEANWHILE = "保存期间他人已录入同一事项同一施行日期的版本，请刷新后核对。"


class EditionIndexView(SubstringIndexView):
    """Newest change first; a fixed number of queries."""

    def get_base_queryset(self) -> QuerySet[Edition]:
        return super().get_base_queryset().select_related("benchmark__agency", "instrument")

    def order_queryset(self, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        # The title comes from the newest draft; its content is not needed here.
        return super().order_queryset(queryset).select_related("benchmark__agency", "latest_revision").defer("latest_revision__content")


class _SavedAtOnce:
    """A day that someone else took while the form was open is told, not thrown."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)  # type: ignore[misc]
        except IntegrityError:
            form.add_error("in_force_from", TAKEN_MEANWHILE)
            self.produced_error_code, self.produced_error_message = "validation_error", TAKEN_MEANWHILE
            if self.view_name == "create":  # type: ignore[attr-defined]
                self.object = None
                form.instance.pk = None
            return self.form_invalid(form)  # type: ignore[attr-defined]


class EditionCreateView(_SavedAtOnce, CreateView):
    """``?benchmark=`` names the item the edition is for."""

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        said = self.request.GET.get("benchmark", "")
        if said.isdigit():
            found = policy_of(Benchmark).within(self.request.user).filter(pk=said).first()
            if found:
                initial["benchmark"] = found.pk
        return initial


class EditionEditView(_SavedAtOnce, EditView):
    """With the actions that are this app's own."""

    object: Any

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = [button for button in super().header_more_buttons if button is not None]
        for url_name, label, icon, shown in self._own_actions():
            if shown:
                url = reverse(f"{self.index_url_name.rpartition(':')[0]}:{url_name}", args=[self.object.pk])
                buttons.append(Button(label, url=url, icon_name=icon, priority=40))
        if self.live_object.live and policy_of(Suspension).user_has_permission(self.request.user, "add"):
            add = reverse(Suspension.snippet_viewset.get_url_name("add"))
            buttons.append(Button("暂停适用", url=f"{add}?benchmark={self.object.benchmark_id}", icon_name="time", priority=45))
        return buttons

    def _own_actions(self) -> list[tuple[str, str, str, bool]]:
        live: Edition = self.live_object
        policy, user = policy_of(Edition), self.request.user
        return [
            ("next_edition", "新建下一版本", "copy", live.live and policy.user_has_permission(user, "add")),
            ("withdraw", "撤回公开", "no-view", can_withdraw(live) and policy.user_has_permission(user, "withdraw")),
        ]


def can_withdraw(edition: Edition) -> bool:
    """Only what the public sees can be withdrawn, and once."""
    return edition.live and edition.published_at is not None and edition.withdrawn_at is None and edition.undone_at is None


class _OwnTaskState:
    """Wagtail takes any task's number; only one of this very edition is meant."""

    object: Any
    task_state_id: int

    def get_task_state(self) -> TaskState:
        found = TaskState.objects.filter(
            pk=self.task_state_id,
            workflow_state__base_content_type=self.object.get_base_content_type(),
            workflow_state__object_id=str(self.object.pk),
        )
        self.task_state_id = found.values_list("pk", flat=True).first() or 0
        return super().get_task_state()  # type: ignore[misc]


class EditionWorkflowActionView(_OwnTaskState, WorkflowActionView):
    """An approval publishes: what is unfinished goes back instead."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name == "approve":
            found = faults_of(self.task_state.revision.as_object())
            if found:
                for sentence in found:
                    messages.error(request, sentence)
                if request.headers.get("x-requested-with") == "XMLHttpRequest":
                    return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
                return redirect(self.redirect_url)
        return super().post(request, *args, **kwargs)


class EditionCollectWorkflowActionDataView(_OwnTaskState, CollectWorkflowActionDataView):
    pass


class EditionUnpublishView(UnpublishView):
    """Taking back an approval, which moves the law's clock: the edition before holds again."""

    page_title = "取消发布"
