"""裁量权基准事项: the identity behind the editions."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column

from enforcement.forms.benchmark import BenchmarkForm
from enforcement.models import Agency, Benchmark, Edition
from enforcement.permissions import policy_of
from enforcement.signals import records_changed
from enforcement.viewsets.base import CalmCreateView, CalmEditView, ReachableViewSet


class BenchmarkCreateView(CalmCreateView):
    """An identity alone says nothing: its first edition is offered at once."""

    def get_success_url(self) -> str:
        policy = policy_of(Edition)
        if not policy.user_has_permission(self.request.user, "add"):
            return super().get_success_url()
        return f"{reverse(Edition.snippet_viewset.get_url_name('add'))}?benchmark={self.object.pk}"

    def get_success_message(self, instance: Any) -> str:
        return f"事项“{self.object}”已登记，请填写它的第一个版本。"


class BenchmarkEditView(CalmEditView):
    """What stands here stands in the public document of its editions."""

    def save_instance(self) -> Any:
        saved = super().save_instance()
        records_changed.send(Edition, kind="benchmark", keys=list(saved.editions.values_list("pk", flat=True)))
        return saved


class BenchmarkFilterSet(WagtailFilterSet):
    agency = django_filters.ModelChoiceFilter(label="实施机关", queryset=lambda request: policy_of(Agency).within(request.user))
    empty = django_filters.BooleanFilter(label="尚无版本", field_name="editions", lookup_expr="isnull")

    class Meta:
        model = Benchmark
        fields = ["action_type"]


class BenchmarkViewSet(ReachableViewSet):
    model = Benchmark
    icon = "tag"
    menu_label = "裁量权基准事项"
    menu_name = "benchmarks"
    edit_handler = ObjectList(
        [
            HelpPanel("<p>事项只是身份：机关、编码、网址标识，启用后不再更改，也不删除。内容写在它的各个版本里。</p>"),
            FieldPanel("agency", help_text="选定后不能更改。"),
            FieldPanel("code", help_text="与权责清单一致；没有编码可以留空，以后补填，填写后不能更改。"),
            FieldPanel("action_type"),
        ],
        base_form_class=BenchmarkForm,
    )
    list_display = ["__str__", Column("agency", label="实施机关", sort_key="agency__name"), "action_type", "address"]
    filterset_class = BenchmarkFilterSet
    search_fields = ["code", "address", "agency__name", "editions__act"]
    inspect_view_fields = ["agency", "code", "address", "action_type", "created_at", "editions"]
    add_view_class = BenchmarkCreateView
    edit_view_class = BenchmarkEditView

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("agency")
