"""Forms of what the clock runs by: holidays, terms, suspensions."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from enforcement.forms.reference import OwnAgencyForm
from enforcement.models import Benchmark, Edition, HolidaySpan
from enforcement.permissions import policy_of
from enforcement.turns import take_policies


class HolidayNoticeForm(WagtailAdminModelForm):
    """No day is named twice, neither here nor in another year's notice."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        spans = self.formsets.get("spans") if hasattr(self, "formsets") else None
        if spans is None or not spans.is_valid():
            return cleaned
        taken: dict[date, str] = {}
        for other in HolidaySpan.objects.exclude(notice=self.instance.pk).select_related("notice"):
            taken |= dict.fromkeys(other.days(), f"{other.notice}的“{other}”")
        for form in spans.forms:
            said = form.cleaned_data
            if not said or said.get("DELETE") or not said.get("first_day") or not said.get("last_day"):
                continue
            span = HolidaySpan(**{name: said[name] for name in ("kind", "name", "first_day", "last_day")})
            for day in span.days():
                if day in taken:
                    form.add_error("first_day", f"{day:%Y-%m-%d}已在{taken[day]}中。")
                    self.add_error(None, f"{day:%Y-%m-%d}登记了两次。")
                    break
            taken |= dict.fromkeys(span.days(), f"“{span}”")
            if not any(abs(day.year - (cleaned.get("year") or day.year)) <= 1 for day in span.days()):
                form.add_error("first_day", "日期与通知的年份相差一年以上。")
                self.add_error("year", "年份与所列日期不符。")
        return cleaned


class PolicyForm(OwnAgencyForm):
    """Rows are compared one writer at a time: two saved at once would not see each other."""

    def _post_clean(self) -> None:
        take_policies()
        super()._post_clean()


class SuspensionForm(WagtailAdminModelForm):
    """The item is chosen once, among one's own; what began is not moved, it is lifted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("benchmark", "begins"):
                self.fields.pop(name, None)
        elif self.for_user is not None:
            self.fields["benchmark"].queryset = policy_of(Benchmark).within(self.for_user)

    def clean_ground(self) -> str:
        return (self.cleaned_data["ground"] or "").strip()

    def clean(self) -> dict[str, Any]:
        """It would touch nothing where no text holds on its first day: a later one is not meant by it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        benchmark, begins = cleaned.get("benchmark"), cleaned.get("begins")
        if benchmark and begins and not Edition.objects.in_force(begins).filter(benchmark=benchmark).exists():
            self.add_error("begins", "该事项这一天没有施行的版本，暂停不会涉及任何版本。现行版本施行之后才能暂停适用。")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.pk and self.for_user is not None:
            self.instance.recorded_by = self.for_user
        return super().save(commit)
