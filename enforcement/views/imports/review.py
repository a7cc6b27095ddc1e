"""The review of a batch: what is wrong, what would change, and the decision."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.views.generic import TemplateView

from enforcement.imports.options import ImportOptions
from enforcement.kinds import get
from enforcement.models import BatchItem, ImportBatch, Instrument
from enforcement.views.imports.base import BatchPage, address
from enforcement.views.imports.items import REVIEWED
from enforcement.views.imports.problems import by_sheet

PER_PAGE = 20
#: Problems shown on the page; the CSV has them all.
PROBLEMS_SHOWN = 200
Action = BatchItem.Action
#: What needs eyes comes first.
ORDER = (Action.HELD, Action.END, Action.CHANGE, Action.CORRECT, Action.CREATE, Action.SAME)


class ReviewView(BatchPage, TemplateView):
    """``?action=`` shows one kind of change, ``?p=`` the page."""

    template_name = "enforcement/admin/imports/review.html"
    page_title = "审核"

    def get_page_subtitle(self) -> str:
        return str(self.batch)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.batch
        pending = batch.state == ImportBatch.State.PENDING
        tabs = self._tabs()
        chosen = self.request.GET.get("action", "")
        if chosen not in {tab["action"] for tab in tabs}:
            chosen = tabs[0]["action"] if tabs else ""
        page = Paginator(self._items(chosen), PER_PAGE).get_page(self.request.GET.get("p"))
        options = ImportOptions.from_json(batch.options)
        return super().get_context_data(
            batch=batch,
            options=options,
            instrument=Instrument.objects.filter(pk=options.instrument).first() if options.instrument else None,
            problems=by_sheet(batch.report[:PROBLEMS_SHOWN]),
            problems_left=max(0, len(batch.report) - PROBLEMS_SHOWN),
            has_warnings=bool(batch.counts.get("warnings")),
            tabs=tabs,
            chosen=chosen,
            page=page,
            kind=get(batch.kind).label,
            items=REVIEWED[batch.kind](list(page)),
            item_template=f"enforcement/admin/imports/items/{batch.kind}.html",
            pending=pending,
            may_publish=pending and bool(tabs) and self.may("publish"),
            may_reject=pending and (self.may("publish") or batch.created_by_id == self.request.user.pk),
            may_undo=batch.state == ImportBatch.State.PUBLISHED and self.may("undo"),
            may_download=self.may("add", "publish"),
            urls={name: address(name, batch.pk) for name in ("publish", "reject", "undo", "file", "problems")},
            **kwargs,
        )

    def _tabs(self) -> list[dict[str, Any]]:
        counted = dict(self.batch.items.order_by().values_list("action").annotate(Count("pk")))
        return [{"action": action.value, "label": action.label, "count": counted[action]} for action in ORDER if action in counted]

    def _items(self, action: str) -> QuerySet[BatchItem]:
        return self.batch.items.filter(action=action)
