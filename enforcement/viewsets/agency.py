"""执法主体."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList

from enforcement.forms.reference import AgencyForm
from enforcement.models import Agency
from enforcement.permissions import WHOLE_CITY
from enforcement.viewsets.base import ReachableViewSet

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
            MultiFieldPanel([_city("name"), _city("short_name"), _city("slug"), _city("kind"), _city("subject_type"), _city("parent"), _city("order")], heading="名称与归属"),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("duty", "address", "phone", "complaint_phone", "office_hours")], heading="职责与联系"
            ),
            InlinePanel("other_names", panels=_NAMES, heading="别称与曾用名", label="名称", help_text="导入和检索按这些名称也能找到本机关。"),
            MultiFieldPanel([_city("abolished_on"), _city("successor")], heading="撤销", help_text="被撤销的机关保留，不删除。"),
        ],
        base_form_class=AgencyForm,
    )
    list_display = ["name", "parent", "kind", "abolished_on"]
    list_filter = ["kind", "subject_type"]
    search_fields = ["name", "short_name", "other_names__name"]
    inspect_view_fields = [
        "name", "short_name", "slug", "parent", "kind", "subject_type", "duty", "address", "phone", "complaint_phone",
        "office_hours", "abolished_on", "successor",
    ]  # fmt: skip
