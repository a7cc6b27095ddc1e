"""从宽清单 in the back office: versions to read and withdraw, matters to look up, links to decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column

from enforcement.models import LeniencyLink, LeniencyMatter, LeniencyVersion
from enforcement.permissions import policy_of
from enforcement.views.guard import guarded
from enforcement.views.withdraw_version import WithdrawVersionView
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn
from enforcement.viewsets.inspect import SpokenInspectView, lines


class VersionInspectView(SpokenInspectView):
    def get_wordings_display_value(self) -> SafeString:
        return lines(f"{wording.act}（{wording.agency}）：{wording.conditions or '—'}" for wording in self.object.wordings.select_related("agency"))


class LeniencyVersionViewSet(ReachableViewSet):
    """Versions come by import: none is typed in or altered here."""

    model = LeniencyVersion
    icon = "list-ul"
    menu_label = "从宽清单"
    menu_name = "leniency"
    inspect_view_class = VersionInspectView
    list_display = [
        "title", Column("issuer", label="发布机关", accessor="list.issuer"), Column("kind", label="类别", accessor="list.get_kind_display"),
        SpokenColumn("in_force_from", label="施行日期", sort_key="in_force_from"), SpokenColumn("in_force_until", label="失效日期", sort_key="in_force_until"),
        SpokenColumn("withdrawn_at", label="撤回时间"), SpokenColumn("undone_at", label="批次撤销时间"),
    ]  # fmt: skip
    search_fields = ["title", "list__name", "list__agency__name", "wordings__act"]
    inspect_view_fields = [
        "list", "title", "instrument", "in_force_from", "in_force_until", "published_at", "withdrawn_at", "withdrawn_reason", "batch", "undone_at", "wordings",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("list__agency")

    def get_urlpatterns(self) -> list[URLPattern]:
        view = self.construct_view(
            WithdrawVersionView, index_url_name=self.get_url_name("list"), inspect_url_name=self.get_url_name("inspect"), permission_policy=self.permission_policy
        )
        return [*super().get_urlpatterns(), *guarded([path("withdraw/<str:pk>/", view, name="withdraw")], self.model)]


class LeniencyMatterViewSet(ReachableViewSet):
    """Matters by their newest words: to be found and chosen."""

    model = LeniencyMatter
    icon = "tag"
    menu_label = "从宽事项"
    menu_name = "leniency-matters"
    list_display = ["__str__", Column("list", label="清单"), "code", "address"]
    search_fields = ["code", "address", "list__name", "wordings__act", "wordings__agency__name"]
    inspect_view_fields = ["list", "code", "address", "created_at", "links"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("list__agency")


class LinkForm(WagtailAdminModelForm):
    """A benchmark within reach; which two are meant does not change afterwards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("matter", "benchmark"):
                self.fields[name].disabled = True
        self.fields["state"].widget = forms.RadioSelect(choices=[choice for choice in LeniencyLink.State.choices if choice[0] in ("confirmed", "rejected")])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        benchmark = cleaned.get("benchmark")
        if benchmark and self.for_user and not policy_of(type(benchmark)).within(self.for_user).filter(pk=benchmark.pk).exists():
            raise ValidationError({"benchmark": "这一基准不属于您所在的机关或者其下级。"})
        if cleaned.get("state") not in ("confirmed", "rejected"):
            raise ValidationError({"state": "请选择“已确认”或者“不对应”。"})
        return cleaned


class LeniencyLinkViewSet(ReachableViewSet):
    model = LeniencyLink
    icon = "link"
    menu_label = "清单与基准对应"
    menu_name = "leniency-links"
    edit_handler = ObjectList(
        [
            HelpPanel("<p>“自动对应”和“已确认”的，基准页面会说明首次违法等情形可以怎样处理；“待确认”的不公开。</p>"),
            FieldPanel("matter"), FieldPanel("benchmark"), FieldPanel("state"),
        ],
        base_form_class=LinkForm,
    )  # fmt: skip
    list_display = ["matter", Column("benchmark", label="基准"), Column("agency", label="实施机关", accessor="benchmark.agency"), Column("state", label="状态", accessor="get_state_display", sort_key="state")]
    list_filter = ["state"]
    search_fields = ["matter__wordings__act", "matter__address", "benchmark__code", "benchmark__address", "benchmark__editions__act"]
    inspect_view_fields = ["matter", "benchmark", "state"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("matter", "benchmark__agency")
