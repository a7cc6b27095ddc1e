"""What is done with one decision: decided on, taken off, looked at."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from enforcement.forms.record import DecisionForm, LookForm, RecordWithdrawalForm
from enforcement.models import Ground, Record
from enforcement.records.decide import CannotDecide, decide, held_original
from enforcement.records.look import look, may_look
from enforcement.records.withdraw import CannotWithdrawRecord, withdraw_record


class RecordAction(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView[Form]):
    """A form about one record; reads it, asks for the right on it, and leads back."""

    model = Record
    permission_required = "publish"
    template_name = "enforcement/admin/record_action.html"
    index_url_name = ""
    inspect_url_name = ""
    header_icon = "doc-full"
    lead = ""
    button = ""
    serious = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.record = get_object_or_404(Record.objects.select_related("agency", "batch"), pk=kwargs["pk"])
        if not self.user_has_permission_for_instance(self.permission_required, self.record):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def back_url(self) -> str:
        return reverse(self.inspect_url_name, args=[self.record.pk])

    def get_page_subtitle(self) -> str:
        return str(self.record)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "执法决定"},
            {"url": self.back_url, "label": str(self.record)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(record=self.record, back_url=self.back_url, lead=self.lead, button=self.button, serious=self.serious, **kwargs)


class DecideView(RecordAction):
    """公开或者不公开. What is held is decided by another person than the one who uploaded it."""

    form_class = DecisionForm
    page_title = "公开决定"
    lead = "决定公开的，立即公开；决定不公开的，各处都看不到。决定、依据、决定人和时间都留存。"
    button = "作出决定"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"record": self.record, "original": held_original(self.record)}

    def form_valid(self, form: Form) -> HttpResponse:
        assert isinstance(form, DecisionForm)
        try:
            made = decide(self.record, Ground(form.cleaned_data["ground"]), form.cleaned_data["note"], self.request.user, texts=form.texts)  # type: ignore[arg-type]
        except CannotDecide as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"“{self.record}”：{made}。")
        return redirect(self.back_url)


class WithdrawRecordView(RecordAction):
    """撤下: the page goes on to say when and why, without the content."""

    form_class = RecordWithdrawalForm
    permission_required = "withdraw"
    page_title = "撤下"
    lead = "撤下后，页面、检索、订阅、下载和数据接口都不再有这一决定；原网址只说明何时、因何撤下。撤下后不能恢复。"
    button = "确认撤下"
    serious = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        said = form.cleaned_data
        try:
            withdraw_record(self.record, Record.Cause(said["cause"]), said["cause_on"], said["reason"], self.request.user)  # type: ignore[arg-type]
        except CannotWithdrawRecord as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, f"“{self.record}”已撤下。")
        return redirect(self.back_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=self.record.is_visible(timezone.now()), **kwargs)


class LookView(RecordAction):
    """查看原文: asked with a purpose, written down, then shown once; never kept by a browser (the back office is not cached)."""

    form_class = LookForm
    permission_required = "view"
    page_title = "查看原文"
    lead = "原文未经脱敏，只供办理本案查看，不得复制、外传。"
    button = "记录并查看"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look(request.user, get_object_or_404(Record, pk=kwargs["pk"])):  # type: ignore[arg-type]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        original = look(self.record, self.request.user, form.cleaned_data["purpose"])  # type: ignore[arg-type]
        texts = sorted(original.texts.items()) if original else []
        response = self.render_to_response(self.get_context_data(form=form, texts=texts, looked=True))
        response.headers["Cache-Control"] = "no-store"
        return response
