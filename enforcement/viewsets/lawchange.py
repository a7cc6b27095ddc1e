"""法律变动: the work list after a change of law."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from enforcement.models import Benchmark
from enforcement.permissions import READING, policy_of
from enforcement.views.lawchanges import NAMESPACE, TaskListView, TaskView


class LawChangeMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy_of(Benchmark).user_has_any_permission(request.user, READING)


class LawChangeViewSet(ViewSet):
    """Its tasks follow from other records, so there is a list and a decision, and no form of a record."""

    name = NAMESPACE
    url_prefix = "law-changes"
    icon = "tasks"
    menu_label = "法律变动"
    menu_name = "law-changes"
    menu_icon = "tasks"

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        return LawChangeMenuItem

    @cached_property
    def menu_url(self) -> Any:
        return reverse_lazy(f"{NAMESPACE}:list")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", TaskListView.as_view(), name="list"),
            path("<int:law>/<str:day>/<slug:kind>/<int:key>/", TaskView.as_view(), name="task"),
        ]
