"""Forms of what benchmarks refer to: agencies, documents, laws, officers."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from enforcement.models import Agency
from enforcement.permissions import policy_of


class AddressedForm(WagtailAdminModelForm):
    """A public address is given once and never reused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("slug", None)


class OwnAgencyForm(WagtailAdminModelForm):
    """Only agencies within reach can be chosen. ``agency_field`` may stay empty where the model says so."""

    agency_field = "agency"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and self.agency_field in self.fields:
            self.fields[self.agency_field].queryset = policy_of(Agency).within(self.for_user)


class InstrumentForm(OwnAgencyForm):
    agency_field = "issuer"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        begins, until = cleaned.get("in_force_from"), cleaned.get("valid_until")
        if begins and until and until < begins:
            self.add_error("valid_until", "有效期不能早于施行日期。")
        if not self.errors and not cleaned.get("issuer") and not (cleaned.get("issuer_name") or "").strip():
            self.add_error("issuer_name", "请选择制定机关；制定机关不在本平台的，请填写名称。")
        if self.instance.pk and cleaned.get("superior") == self.instance:
            self.add_error("superior", "上级基准不能是本文件。")
        return cleaned


class AgencyForm(AddressedForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("successor") and not cleaned.get("abolished_on"):
            self.add_error("abolished_on", "选择了承继机关，请同时填写撤销日期。")
        return cleaned


class LawForm(AddressedForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("replaced_by") and not cleaned.get("replaced_on"):
            self.add_error("replaced_on", "选择了替代的法律法规，请同时填写失效日期。")
        if self.instance.pk and cleaned.get("replaced_by") == self.instance:
            self.add_error("replaced_by", "法律法规不能被自身替代。")
        return cleaned


__all__ = ["AddressedForm", "AgencyForm", "InstrumentForm", "LawForm", "OwnAgencyForm"]
