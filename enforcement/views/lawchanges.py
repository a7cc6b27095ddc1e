"""法律变动: what waits to be adjusted because a law changed, and what an officer decides about it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from enforcement.forms.lawchange import LeaveForm
from enforcement.lawchanges import CannotDecide, State, Task, leave_as_it_is, take_up_again, work_list
from enforcement.lawchanges.decide import find_task
from enforcement.models import Benchmark, Edition, Suspension
from enforcement.permissions import READING, agencies_of, policy_of

NAMESPACE = "enforcement_lawchanges"
PER_PAGE = 50
DECIDE = "enforcement.add_lawreview"
#: What the list is narrowed by, as the address says it.
SHOWN = (("open", "待处理"), ("red", "已逾期"), ("amber", "即将到期"), ("suspended", "已暂停适用"), ("done", "已处理"), ("all", "全部"))


def _shown(task: Task, chosen: str) -> bool:
    match chosen:
        case "all":
            return True
        case "done":
            return not task.is_open
        case "suspended":
            return task.state == State.SUSPENDED
        case "red" | "amber":
            return task.light == chosen
        case _:
            return task.is_open


class _Reachable(WagtailAdminTemplateMixin, TemplateView):
    """For who may look at benchmarks; only those of their own agencies are ever read."""

    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_of(Benchmark).user_has_any_permission(request.user, READING):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def agencies(self) -> frozenset[int] | None:
        return agencies_of(self.request.user)


class TaskListView(_Reachable):
    """``?show=`` one state, ``?law=`` one law, ``?agency=`` one agency, ``?p=`` the page."""

    template_name = "enforcement/admin/lawchanges/list.html"
    page_title = "法律变动"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        everything = work_list(timezone.localdate(), self.agencies)
        said = self.request.GET
        chosen = said.get("show") if said.get("show") in dict(SHOWN) else "open"
        law, agency = said.get("law", ""), said.get("agency", "")
        tasks = [
            task for task in everything
            if (not law or str(task.resting.change.law.pk) == law) and (not agency or str(task.agency.pk) == agency)
        ]  # fmt: skip
        page = Paginator([task for task in tasks if _shown(task, chosen or "open")], PER_PAGE).get_page(said.get("p"))
        kept = {name: value for name, value in (("law", law), ("agency", agency)) if value}
        return super().get_context_data(
            page=page,
            rows=[(task, address_of(task)) for task in page],
            tabs=[
                {"label": label, "count": sum(_shown(task, key) for task in tasks), "chosen": key == chosen, "url": "?" + urlencode({**kept, "show": key})}
                for key, label in SHOWN
            ],
            laws=_counted((task.resting.change.law.pk, task.resting.change.law.display_name) for task in everything if task.is_open),
            agencies=_counted((task.agency.pk, task.agency.name) for task in everything if task.is_open),
            chosen=chosen, law=law, agency=agency, turn="?" + urlencode({**kept, "show": chosen or "open"}),
            **kwargs,
        )  # fmt: skip


def _counted(pairs: Any) -> list[tuple[str, str, int]]:
    return [(str(pk), name, count) for (pk, name), count in Counter(pairs).most_common()]


def address_of(task: Task) -> str:
    """The page of one task."""
    resting = task.resting
    return reverse(f"{NAMESPACE}:task", args=[resting.change.law.pk, resting.change.on.isoformat(), resting.kind, resting.key])


class TaskView(_Reachable):
    """One task: what changed, what can be done. A POST leaves the item as it is, or takes that back."""

    template_name = "enforcement/admin/lawchanges/task.html"
    page_title = "法律变动的处理"
    task: Task

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_of(Benchmark).user_has_any_permission(request.user, READING):
            raise PermissionDenied
        try:
            day = date.fromisoformat(kwargs["day"])
        except ValueError:
            raise Http404("没有这一变动") from None
        found = find_task(kwargs["law"], day, kwargs["kind"], kwargs["key"], self.agencies)
        if found is None:
            raise Http404("没有这一事项，或者不在您的机关范围内")
        self.task = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.task.resting.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = {"url": reverse(f"{NAMESPACE}:list"), "label": "法律变动"}
        return [*self.breadcrumbs_items, listing, {"url": "", "label": self.task.resting.code}]

    @property
    def may_decide(self) -> bool:
        return self.request.user.has_perm(DECIDE)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_decide:
            raise PermissionDenied
        form = LeaveForm(request.POST)
        back = "again" in request.POST
        if not back and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            with transaction.atomic():
                if back:
                    take_up_again(self.task, request.user)  # type: ignore[arg-type]
                else:
                    leave_as_it_is(self.task, form.cleaned_data["ground"], request.user)  # type: ignore[arg-type]
        except CannotDecide as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "已撤回认定，该项重新列入待处理。" if back else "已认定无需调整。")
        return redirect(address_of(self.task))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        resting = self.task.resting
        kwargs.setdefault("form", LeaveForm())
        return super().get_context_data(
            task=self.task, resting=resting, may_decide=self.may_decide, next_url=self._next(), suspend_url=self._suspend(), **kwargs
        )

    def _next(self) -> str:
        """Where the text is altered: for a benchmark its next edition."""
        model, key = self.task.resting.edit
        if model == "edition" and policy_of(Edition).user_has_permission(self.request.user, "add"):
            return reverse(f"{Edition.snippet_viewset.get_url_name('list').rpartition(':')[0]}:next_edition", args=[key])
        return ""

    def _suspend(self) -> str:
        if self.task.state != State.OPEN or self.task.resting.kind != "benchmark":
            return ""
        if not policy_of(Suspension).user_has_permission(self.request.user, "add"):
            return ""
        said = urlencode({"benchmark": self.task.resting.key, "law": self.task.resting.change.law.pk})
        return f"{reverse(Suspension.snippet_viewset.get_url_name('add'))}?{said}"
