"""What the pages of a batch have in common."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from enforcement.models import ImportBatch
from enforcement.permissions import policy_of

NAMESPACE = "enforcement_imports"


def address(name: str, *args: Any) -> str:
    """The address of one of the import pages."""
    return reverse(f"{NAMESPACE}:{name}", args=args)


class BatchPage(WagtailAdminTemplateMixin):
    """A page about the batch that ``pk`` names; ``permissions_required`` on it, any of them."""

    permissions_required: tuple[str, ...] = ("view", "add", "publish", "undo")
    header_icon = "upload"
    batch: ImportBatch

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.batch = get_object_or_404(ImportBatch.objects.select_related("created_by", "decided_by", "undone_by"), pk=kwargs["pk"])
        if not self.may(*self.permissions_required):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, *actions: str) -> bool:
        """Whether the user has any of these rights on this very batch."""
        return policy_of(ImportBatch).user_has_any_permission_for_instance(self.request.user, actions, self.batch)

    @property
    def review_url(self) -> str:
        return address("review", self.batch.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*self.breadcrumbs_items, {"url": address("list"), "label": "导入"}]
        if self.page_title == "审核":
            return [*items, {"url": "", "label": str(self.batch)}]
        return [*items, {"url": self.review_url, "label": str(self.batch)}, {"url": "", "label": self.page_title}]
