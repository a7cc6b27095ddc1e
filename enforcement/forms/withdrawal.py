"""Why something is withdrawn from the public."""

from __future__ import annotations

from django import forms


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label="撤回理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="记入该版本的历史，将来答复公众询问时以此为准。",
    )  # fmt: skip
