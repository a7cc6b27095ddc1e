"""法律法规: common to all agencies."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList

from enforcement.forms.reference import LawForm
from enforcement.models import Law
from enforcement.viewsets.base import ReachableViewSet
from enforcement.viewsets.columns import SpokenColumn

_VERSION = [FieldPanel("label"), FieldPanel("document_no"), FieldPanel("promulgated_on"), FieldPanel("in_force_from")]


class LawViewSet(ReachableViewSet):
    model = Law
    icon = "openquote"
    menu_label = "法律法规"
    menu_name = "laws"
    common_good = True
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name", help_text="不含版本的全称，例如“中华人民共和国道路交通安全法”。"),
                    FieldPanel("slug"), FieldPanel("short_name"), FieldPanel("kind"), FieldPanel("issuer"),
                    FieldPanel("verified", help_text="导入时自动登记的，核对名称、效力级别和版本后勾选。"),
                ],
                heading="名称与效力",
            ),
            InlinePanel("versions", panels=_VERSION, heading="版本", label="版本"),
            InlinePanel("aliases", panels=[FieldPanel("name")], heading="别称", label="别称", help_text="导入和检索按别称也能找到。"),
            MultiFieldPanel([FieldPanel("replaced_by"), FieldPanel("replaced_on")], heading="失效与替代"),
        ],
        base_form_class=LawForm,
    )  # fmt: skip
    list_display = [
        "name", "kind", SpokenColumn("verified", label="已核定", sort_key="verified"),
        SpokenColumn("replaced_on", label="失效日期", sort_key="replaced_on"),
    ]  # fmt: skip
    list_filter = ["kind", "verified"]
    search_fields = ["name", "short_name", "aliases__name"]
    inspect_view_fields = ["name", "short_name", "slug", "kind", "issuer", "verified", "versions", "aliases", "replaced_by", "replaced_on"]
