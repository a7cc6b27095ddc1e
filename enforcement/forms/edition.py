"""The form of an edition: a draft may be unfinished, what is published may not."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from enforcement.forms.publication import faults, same_day, taken
from enforcement.models import Benchmark
from enforcement.permissions import policy_of


class EditionForm(WagtailAdminModelForm):
    """Whether a draft is saved or more is asked of it, Wagtail says by ``is_deferred_validation``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # An edition never moves to another benchmark: its history and address would lie.
            self.fields.pop("benchmark", None)
        elif self.for_user is not None and "benchmark" in self.fields:
            self.fields["benchmark"].queryset = policy_of(Benchmark).within(self.for_user)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "benchmark" in cleaned:
            self.instance.benchmark = cleaned["benchmark"]
        self._clean_end(cleaned)
        self._clean_day(cleaned)
        if not self.is_deferred_validation:
            self._clean_completeness(cleaned)
        return cleaned

    def _clean_end(self, cleaned: dict[str, Any]) -> None:
        """A rule ends only by a document, and not before it began."""
        if self.errors.keys() & {"ended_on", "ended_by", "in_force_from"}:
            return
        begins, ends, by = (cleaned.get(name) for name in ("in_force_from", "ended_on", "ended_by"))
        if ends and not by:
            self.add_error("ended_by", "填写了废止日期，请同时选择废止文件。")
        if by and not ends:
            self.add_error("ended_on", "选择了废止文件，请同时填写废止日期。")
        if ends and begins and ends < begins:
            self.add_error("ended_on", "废止日期不能早于施行日期。")

    def _clean_day(self, cleaned: dict[str, Any]) -> None:
        other = same_day(self.instance, cleaned.get("in_force_from"))
        if other is not None:
            self.add_error("in_force_from", taken(other))

    def _clean_completeness(self, cleaned: dict[str, Any]) -> None:
        kept = {name: [form for form in formset.forms if not _dropped(formset, form)] for name, formset in self.formsets.items()}
        found = faults(
            act=cleaned.get("act") or "", in_force_from=cleaned.get("in_force_from"), instrument=cleaned.get("instrument"),
            standards=[form.cleaned_data.get("standard") or "" for form in kept["tiers"]],
            citations=sum(1 for form in kept["citations"] if form.cleaned_data.get("law")),
        )  # fmt: skip
        for field, sentence in found:
            if field not in self.errors:
                self.add_error(field, sentence)


def _dropped(formset: Any, form: Any) -> bool:
    """Whether a row of an inline panel is deleted, empty or wrong in itself (then it says so itself)."""
    if not hasattr(form, "cleaned_data"):
        formset.is_valid()
    return formset._should_delete_form(form) or not getattr(form, "cleaned_data", None)
