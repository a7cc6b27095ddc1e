"""What is asked about a decision: publish or withhold, take off, look at what stands before redaction."""

from __future__ import annotations

from typing import Any

from django import forms

from enforcement.models import WITHHOLDING, Ground, Record, RecordOriginal
from enforcement.records.decide import State

#: Texts that a second person may have to settle, in the order of the page.
SETTLED = ("party_name", "act", "facts", "basis_text", "content", "licence_affected", "legal_representative", "certificate", "source_agency", "remark")
_LONG = frozenset(("facts", "basis_text", "content", "remark"))


class DecisionForm(forms.Form):
    """The ground says the decision. For what is held, the proposed texts stand in fields, to be compared and mended."""

    ground = forms.ChoiceField(label="决定和依据", choices=[])
    note = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="内部留存，不公开。")

    def __init__(self, *args: Any, record: Record, original: RecordOriginal | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        publishing = [(str(ground), f"公开：{ground.label}") for ground in Ground if ground not in WITHHOLDING]
        withholding = [(str(ground), f"不公开：{ground.label}") for ground in WITHHOLDING]
        self.fields["ground"].choices = [("", "——"), *publishing, *withholding]  # type: ignore[attr-defined]
        self.settled: list[str] = []
        if record.state == State.HELD and original is not None:
            for name in SETTLED:
                proposed = str(original.proposed.get(name, ""))
                if proposed and proposed != getattr(record, name):
                    self._ask(name, proposed)

    def _ask(self, name: str, proposed: str) -> None:
        field = next(each for each in Record._meta.concrete_fields if each.name == name)
        widget = forms.Textarea(attrs={"rows": 5 if name in _LONG else 2})
        self.fields[name] = forms.CharField(
            label=f"公开的“{field.verbose_name}”", initial=proposed, required=False, widget=widget, max_length=getattr(field, "max_length", None),
            help_text="逐字核对：不得有当事人以外的人、证件号码、住址、病情等个人信息。",
        )  # fmt: skip
        self.settled.append(name)

    @property
    def texts(self) -> dict[str, str]:
        """The words of the held columns as settled."""
        return {name: self.cleaned_data[name] for name in self.settled}


class RecordWithdrawalForm(forms.Form):
    cause = forms.ChoiceField(label="事由", choices=[("", "——"), *Record.Cause.choices[1:]])
    cause_on = forms.DateField(
        label="事由发生日", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="复议决定、判决或者自行纠正决定的日期，撤下期限自次日起算。"
    )
    reason = forms.CharField(
        label="公开的说明", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="原网址将公开这一说明，不得写当事人的姓名、名称和其他个人信息。"
    )


class LookForm(forms.Form):
    purpose = forms.CharField(label="用途", max_length=200, help_text="例如“复核脱敏”“答复复议机关”。查看人、时间和用途将被记录。")
