"""What the viewsets of this app have in common: reach, search, no accidents."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from enforcement.permissions import READING, policy_of
from enforcement.views.guard import guarded
from enforcement.viewsets.chooser import ReachableChooserViewSet, matching
from enforcement.viewsets.inspect import SpokenInspectView


class _NoAutosave:
    """What is live as soon as it is saved must not save itself while someone types."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = self.autosave_enabled and self.draftstate_enabled  # type: ignore[has-type,attr-defined]


class CalmCreateView(_NoAutosave, CreateView):
    pass


class CalmEditView(_NoAutosave, EditView):
    pass


class SubstringIndexView(IndexView):
    """A list searched by any part of a name; several parts, split by spaces, must all be there."""

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(matching(self.search_query, list(self.search_fields))).distinct() if self.is_searching else queryset


class ReachableViewSet(SnippetViewSet):
    """A snippet whose every address is guarded, listed and searched by substring.

    ``common_good``: anyone in the back office may choose it (laws, documents),
    though not everyone may alter it.
    """

    search_backend_name = None
    chooser_viewset_class = ReachableChooserViewSet
    index_view_class = SubstringIndexView
    inspect_view_class = SpokenInspectView
    add_view_class = CalmCreateView
    edit_view_class = CalmEditView
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    common_good = False

    @property
    def chooser_search_fields(self) -> list[str]:
        return list(self.search_fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return policy_of(self.model).instances_user_has_any_permission_for(request.user, READING)

    def choosable(self, user: Any) -> QuerySet[Any]:
        """What this user may choose in a form."""
        return self.model._default_manager.all() if self.common_good else policy_of(self.model).within(user)

    def get_urlpatterns(self) -> list[URLPattern]:
        return guarded(super().get_urlpatterns(), self.model)
