"""A record to be read, not altered."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignObjectRel
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.snippets.views.snippets import InspectView

from enforcement.viewsets.columns import spoken


class SpokenInspectView(InspectView):
    """Days, moments and blanks in words; rows that hang on the record under their own name."""

    def get_field_label(self, field_name: str, field: Any) -> str:
        if isinstance(field, ForeignObjectRel):
            return str(field.related_model._meta.verbose_name)
        return super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        return spoken(super().get_field_display_value(field_name, field))


def lines(rows: Any) -> SafeString:
    """One line a row."""
    return format_html_join("", "<div>{}</div>", ((row,) for row in rows))


class EditionInspectView(SpokenInspectView):
    def get_benchmark_display_value(self) -> str:
        benchmark = self.object.benchmark
        return f"{benchmark.agency}，{benchmark}"

    def get_citations_display_value(self) -> SafeString:
        return lines(f"{row.get_role_display()}：{row}" for row in self.object.citations.select_related("law"))

    def get_tiers_display_value(self) -> SafeString:
        return lines(f"{tier.label}：{tier.circumstance or '—'}：{tier.standard}" for tier in self.object.tiers.all())
