"""Publish, reject, take back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages

from enforcement.imports.importer import CannotPublish
from enforcement.imports.publish import publish
from enforcement.imports.undo import undo
from enforcement.models import ImportBatch
from enforcement.views.imports.base import BatchPage


class PublishView(BatchPage, View):
    """POST only. A batch with warnings asks that they were read (``confirm``)."""

    http_method_names = ["post"]
    permissions_required = ("publish",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.batch.counts.get("warnings") and not request.POST.get("confirm"):
            messages.error(request, "本批次有警告。请逐条核对，勾选“已核对全部警告”后再发布。")
            return redirect(self.review_url)
        try:
            batch = publish(self.batch, request.user)  # type: ignore[arg-type]
        except CannotPublish as refused:
            messages.error(request, str(refused))
        else:
            counts = batch.counts
            messages.success(request, f"批次{batch.pk}已发布：写入{counts.get('published', 0)}项，废止{counts.get('ended', 0)}项。")
        return redirect(self.review_url)


class RejectView(BatchPage, View):
    """POST only. Nothing of the batch becomes public; its file and report stay as evidence."""

    http_method_names = ["post"]
    permissions_required = ("publish", "add")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.may("publish") and self.batch.created_by_id != request.user.pk:
            raise PermissionDenied
        if reject(self.batch, request.user):
            messages.success(request, f"批次{self.batch.pk}未通过审核，没有发布任何内容。")
        else:
            messages.error(request, f"批次{self.batch.pk}已经处理过，不能退回。")
        return redirect(self.review_url)


@transaction.atomic
def reject(batch: ImportBatch, user: Any) -> bool:
    """Closes a pending batch; false when it is not pending any more."""
    waiting = ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PENDING)
    return bool(waiting.update(state=ImportBatch.State.REJECTED, decided_at=timezone.now(), decided_by=user))


class UndoView(BatchPage, TemplateView):
    """Says what taking back means, does it, and shows what stayed and why."""

    permissions_required = ("undo",)
    template_name = "enforcement/admin/imports/undo.html"
    page_title = "撤销批次"
    header_icon = "undo"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        undoable = self.batch.state == ImportBatch.State.PUBLISHED
        return super().get_context_data(batch=self.batch, review_url=self.review_url, undoable=undoable, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            refusals = undo(self.batch, request.user)  # type: ignore[arg-type]
        except CannotPublish as refused:
            messages.error(request, str(refused))
            return redirect(self.review_url)
        self.batch.refresh_from_db()
        messages.success(request, f"批次{self.batch.pk}已撤销：{self.batch.counts.get('undone', 0)}项恢复原状。")
        if not refusals:
            return redirect(self.review_url)
        messages.warning(request, f"{len(refusals)}项没有撤销，见下。")
        return self.render_to_response(self.get_context_data(refusals=refusals))
