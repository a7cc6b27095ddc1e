"""检索词库: list, form, file."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from content.thesaurus.entry import ThesaurusEntry
from content.thesaurus.file_views import DownloadView, UploadView
from content.thesaurus.meaning import GAP, split_said
from enforcement.viewsets.base import CalmCreateView, CalmEditView, SubstringIndexView
from enforcement.viewsets.columns import SpokenColumn
from enforcement.viewsets.inspect import SpokenInspectView

TRY = "试一试"


def try_address(entry: ThesaurusEntry) -> str:
    """The public search for what the entry says first."""
    said = split_said(entry.said)
    return f"{reverse('search')}?{urlencode({'q': said[0].replace(GAP, '')})}" if said else reverse("search")


class _Trying:
    """After saving, the way to see what it did."""

    def get_success_buttons(self) -> list[Any]:
        button = messages.button(try_address(self.object), TRY, new_window=True)  # type: ignore[attr-defined]
        return [*super().get_success_buttons(), button]  # type: ignore[misc]


class EntryCreateView(_Trying, CalmCreateView):
    pass


class EntryEditView(_Trying, CalmEditView):
    object: Any

    @property
    def header_more_buttons(self) -> list[Button]:
        button = Button(TRY, url=try_address(self.live_object), icon_name="search", priority=5, attrs={"target": "_blank", "rel": "noopener"})
        return [*super().header_more_buttons, button]


class EntryIndexView(SubstringIndexView):
    """With the whole thesaurus as a file beside it."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = [button for button in super().header_more_buttons if button is not None]
        space = self.index_url_name.rpartition(":")[0]
        buttons.append(Button("下载全部", url=reverse(f"{space}:download"), icon_name="download", priority=50))
        if all(self.user_has_permission(action) for action in UploadView.permissions_required):
            buttons.append(Button("上传文件", url=reverse(f"{space}:upload"), icon_name="upload", priority=60))
        return buttons

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        return [*super().get_list_more_buttons(instance), Button(TRY, url=try_address(instance), icon_name="search", priority=15)]


def _domains_in_use() -> list[tuple[str, str]]:
    return [(name, name) for name in ThesaurusEntry.objects.exclude(domain="").order_by("domain").values_list("domain", flat=True).distinct()]


class EntryFilterSet(WagtailFilterSet):
    domain = django_filters.ChoiceFilter(label="领域", choices=_domains_in_use)
    supplied = django_filters.BooleanFilter(label="编辑自己写的", field_name="seed", lookup_expr="isnull")

    class Meta:
        model = ThesaurusEntry
        fields = ["domain", "active"]


class ThesaurusViewSet(SnippetViewSet):
    """Common to the whole city: who has the right on entries has it on all of them."""

    model = ThesaurusEntry
    icon = "list-ul"
    menu_label = "检索词库"
    menu_name = "thesaurus"
    menu_order = 160
    add_to_admin_menu = True
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    index_view_class = EntryIndexView
    add_view_class = EntryCreateView
    edit_view_class = EntryEditView
    inspect_view_class = SpokenInspectView
    list_display = [
        "said",
        Column("means", label="⇒ 法条和基准怎么写"),
        Column("domain", label="领域", sort_key="domain"),
        SpokenColumn("active", label="启用", sort_key="active"),
        SpokenColumn("updated_at", label="更新时间", sort_key="updated_at"),
    ]
    filterset_class = EntryFilterSet
    search_fields = ["said", "means", "domain", "note"]
    inspect_view_fields = ["said", "means", "domain", "active", "note", "created_at", "updated_at"]
    edit_handler = ObjectList(
        [
            HelpPanel("<p>左边的说法出现在问题里，检索就按右边的写法去找。保存后立即生效，不用重建索引。</p>"),
            MultiFieldPanel([FieldPanel("said"), FieldPanel("means")], heading="说法 ⇒ 含义"),
            FieldPanel("domain"),
            FieldPanel("note"),
            FieldPanel("active"),
        ]
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        index = {"index_url_name": self.get_url_name("list")}
        return [
            path("download/", DownloadView.as_view(), name="download"),
            path("upload/", UploadView.as_view(**index), name="upload"),
            *super().get_urlpatterns(),
        ]

    def register_chooser_viewset(self) -> None:
        """Nothing refers to an entry, so there is nothing to choose, and no address to guard."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return ThesaurusEntry.objects.all()
