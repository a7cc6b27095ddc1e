"""导入: batches from upload to publication, or back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from enforcement.models import ImportBatch
from enforcement.permissions import READING, policy_of
from enforcement.views.guard import guarded
from enforcement.views.imports.base import NAMESPACE
from enforcement.views.imports.decide import PublishView, RejectView, UndoView
from enforcement.views.imports.file import FileView
from enforcement.views.imports.listing import BatchIndexView
from enforcement.views.imports.problems import ProblemsView
from enforcement.views.imports.review import ReviewView
from enforcement.views.imports.upload import UploadView


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy_of(ImportBatch).user_has_any_permission(request.user, READING)


class ImportViewSet(ViewSet):
    """A batch is not typed into: it has its own pages instead of a form."""

    model = ImportBatch
    name = NAMESPACE
    url_prefix = "imports"
    icon = "upload"
    menu_label = "导入"
    menu_name = "imports"
    menu_icon = "upload"

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        return ImportMenuItem

    @cached_property
    def menu_url(self) -> Any:
        return reverse_lazy(f"{NAMESPACE}:list")

    def get_urlpatterns(self) -> list[URLPattern]:
        listing = {"index_url_name": f"{NAMESPACE}:list", "index_results_url_name": f"{NAMESPACE}:list_results"}
        return guarded(
            [
                path("", BatchIndexView.as_view(**listing), name="list"),
                path("results/", BatchIndexView.as_view(**listing, results_only=True), name="list_results"),
                path("upload/", UploadView.as_view(), name="upload"),
                path("<int:pk>/", ReviewView.as_view(), name="review"),
                path("<int:pk>/publish/", PublishView.as_view(), name="publish"),
                path("<int:pk>/reject/", RejectView.as_view(), name="reject"),
                path("<int:pk>/undo/", UndoView.as_view(), name="undo"),
                path("<int:pk>/file/", FileView.as_view(), name="file"),
                path("<int:pk>/problems.csv", ProblemsView.as_view(), name="problems"),
            ],
            self.model,
        )
