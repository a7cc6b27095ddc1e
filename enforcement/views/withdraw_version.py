"""撤回公开 of a version of a leniency list."""

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
from enforcement.models import LeniencyVersion
from enforcement.withdrawal import CannotWithdraw, withdraw_version


class WithdrawVersionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Asks for the reason, which the list's address will tell, then withdraws."""

    model = LeniencyVersion
    form_class = WithdrawalForm
    permission_required = "withdraw"
    template_name = "enforcement/admin/withdraw_version.html"
    page_title = "撤回公开"
    header_icon = "no-view"
    index_url_name = ""
    inspect_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.version = get_object_or_404(LeniencyVersion.objects.select_related("list__agency"), pk=kwargs["pk"])
        if not self.user_has_permission_for_instance("withdraw", self.version):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def inspect_url(self) -> str:
        return reverse(self.inspect_url_name, args=[self.version.pk])

    def get_page_subtitle(self) -> str:
        return str(self.version)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(self.index_url_name), "label": "从宽清单"}
        return [*self.breadcrumbs_items, index, {"url": self.inspect_url, "label": str(self.version)}, {"url": "", "label": self.page_title}]

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        try:
            withdraw_version(self.version, form.cleaned_data["reason"], self.request.user)  # type: ignore[arg-type]
        except CannotWithdraw as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, f"“{self.version}”已撤回公开。")
        return redirect(self.inspect_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, inspect_url=self.inspect_url, **kwargs)
