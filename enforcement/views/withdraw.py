"""撤回公开: the public no longer sees an edition, the record and its legal effect stay."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from enforcement.forms.withdrawal import WithdrawalForm
from enforcement.models import Edition
from enforcement.views.edition import can_withdraw
from enforcement.withdrawal import CannotWithdraw, withdraw


class WithdrawView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for the reason, then withdraws."""

    model = Edition
    form_class = WithdrawalForm
    permission_required = "withdraw"
    template_name = "enforcement/admin/withdraw.html"
    page_title = "撤回公开"
    header_icon = "no-view"
    index_url_name = ""
    edit_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.edition = get_object_or_404(Edition.objects.select_related("benchmark__agency"), pk=kwargs["pk"])
        if not self.user_has_permission_for_instance("withdraw", self.edition):
            raise PermissionDenied
        if not can_withdraw(self.edition):
            messages.error(request, "该版本当前没有公开，不能撤回。")
            return redirect(self.edit_url)
        return super().dispatch(request, *args, **kwargs)

    @property
    def edit_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.edition.pk])

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "裁量权基准"},
            {"url": self.edit_url, "label": str(self.edition)},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        try:
            withdraw(self.edition, form.cleaned_data["reason"], self.request.user)  # type: ignore[arg-type]
        except CannotWithdraw as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, f"“{self.edition}”已撤回公开。")
        return redirect(self.edit_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(edition=self.edition, edit_url=self.edit_url, **kwargs)
