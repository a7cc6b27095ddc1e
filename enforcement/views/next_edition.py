"""新建下一版本: what is in force, copied into a draft to be changed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from enforcement.fingerprints import TEXTS
from enforcement.models import Benchmark, Edition, EditionCitation, Tier


def waiting_draft(benchmark: Benchmark) -> Edition | None:
    """A draft of this benchmark that was never public: one next edition at a time is enough."""
    return benchmark.editions.filter(live=False, published_at__isnull=True, undone_at__isnull=True).order_by("-pk").first()


def source_of(edition: Edition) -> Edition:
    """The edition in force today of the same benchmark, else the one in hand."""
    today = timezone.localdate()
    return Edition.objects.in_force(today).filter(benchmark_id=edition.benchmark_id).order_by("-in_force_from").first() or edition


@transaction.atomic
def draft_next(edition: Edition, user: Any) -> Edition:
    """Copies text, tiers and citations of the edition in force into a new draft, without day and document."""
    source = source_of(edition)
    draft = Edition(benchmark_id=source.benchmark_id, live=False, has_unpublished_changes=True)
    for name in TEXTS:
        setattr(draft, name, getattr(source, name))
    draft.tiers = [
        Tier(sort_order=order, label=tier.label, circumstance=tier.circumstance, standard=tier.standard)
        for order, tier in enumerate(source.tiers.all())
    ]
    draft.citations = [
        EditionCitation(
            sort_order=order, role=row.role, law_id=row.law_id, article=row.article,
            sub_article=row.sub_article, paragraph=row.paragraph, item=row.item,
        )
        for order, row in enumerate(source.citations.all())
    ]  # fmt: skip
    draft.save()
    revision = draft.save_revision(user=user, clean=False, log_action=False)
    log(instance=draft, action="wagtail.create", user=user, revision=revision, content_changed=True)
    return draft


class NextEditionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Says what will be copied, then makes the draft and opens it."""

    model = Edition
    permission_required = "add"
    template_name = "enforcement/admin/next_edition.html"
    page_title = "新建下一版本"
    header_icon = "copy"
    index_url_name = ""
    edit_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.edition = get_object_or_404(Edition.objects.select_related("benchmark__agency"), pk=kwargs["pk"])
        if not self.user_has_permission_for_instance("add", self.edition):
            raise PermissionDenied
        draft = waiting_draft(self.edition.benchmark)
        if draft is not None:
            messages.warning(request, "该事项已有一份尚未发布的版本，请在其中修改。")
            return redirect(self.edit_url(draft))
        return super().dispatch(request, *args, **kwargs)

    def edit_url(self, edition: Edition) -> str:
        return reverse(self.edit_url_name, args=[edition.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        draft = draft_next(self.edition, request.user)
        messages.success(request, "已复制现行版本为草稿，请修改内容，并填写施行日期和制定文件。")
        return redirect(self.edit_url(draft))

    def get_page_subtitle(self) -> str:
        return str(self.edition)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": "裁量权基准"},
            {"url": self.edit_url(self.edition), "label": str(self.edition)},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = source_of(self.edition)
        return super().get_context_data(source=source, edit_url=self.edit_url(self.edition), **kwargs)
