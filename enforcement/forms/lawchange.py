"""Why an item stays as it is although its law changed."""

from __future__ import annotations

from django import forms


class LeaveForm(forms.Form):
    ground = forms.CharField(
        label="无需调整的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如“修改不涉及所引条文”。记入本项，可以撤回。",
    )  # fmt: skip
