"""执法主体."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from enforcement.forms.reference import AgencyForm
from enforcement.models import Agency
from enforcement.permissions import WHOLE_CITY
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn

_NAMES = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("until")]


def _city(name: str) -> FieldPanel:
    """Place in the tree and identity: the whole city's business, hidden from the agency itself."""
    return FieldPanel(name, permission=WHOLE_CITY)


class AgencyViewSet(ReachableViewSet):
    model = Agency
    icon = "group"
    menu_label = "执法主体"
    menu_name = "agencies"
    edit_handler = ObjectList(
        [
            MultiFieldPanel([_city(name) for name in ("name", "short_name", "slug", "kind", "subject_type", "parent", "order")], heading="名称与归属"),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("duty", "address", "phone", "complaint_phone", "office_hours")], heading="职责与联系"
            ),
            InlinePanel("other_names", panels=_NAMES, heading="别称与曾用名", label="名称", help_text="导入和检索按这些名称也能找到本机关。"),
            MultiFieldPanel([_city("abolished_on"), _city("successor")], heading="撤销", help_text="被撤销的机关保留，不删除。"),
        ],
        base_form_class=AgencyForm,
    )
    list_display = ["name", Column("parent", label="上级"), "kind", SpokenColumn("abolished_on", label="撤销日期", sort_key="abolished_on")]
    list_filter = ["kind", "subject_type"]
    search_fields = ["name", "short_name", "other_names__name"]
    inspect_view_fields = [
        "name", "short_name", "slug", "parent", "kind", "subject_type", "duty", "address", "phone", "complaint_phone",
        "office_hours", "abolished_on", "successor",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("parent")
