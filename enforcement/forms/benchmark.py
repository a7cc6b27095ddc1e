"""The form of an identity: what was given once is never changed."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.db import transaction
from wagtail.admin.forms.models import WagtailAdminModelForm

from enforcement.models import Agency, Benchmark
from enforcement.permissions import policy_of


class BenchmarkForm(WagtailAdminModelForm):
    """The agency is chosen once, a code may come later but never changes, the address is given by the portal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("agency", None)
            if self.instance.code:
                self.fields.pop("code", None)
        elif self.for_user is not None:
            self.fields["agency"].queryset = policy_of(Agency).within(self.for_user).filter(abolished_on__isnull=True)

    def clean_code(self) -> str:
        return (self.cleaned_data["code"] or "").strip()

    @transaction.atomic
    def save(self, commit: bool = True) -> Benchmark:
        benchmark: Benchmark = self.instance
        if not benchmark.address:
            benchmark.address = free_address(benchmark)
        return super().save(commit)


def free_address(benchmark: Benchmark) -> str:
    """The code as an address, else the agency's and the next number; never one that was given before."""
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in benchmark.code).strip("-.")[:80]
    if kept and not Benchmark.objects.filter(address=kept).exists():
        return kept
    last = Benchmark.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    candidates = (f"{benchmark.agency.slug[:60]}-{number}" for number in count(last + 1))
    return next(address for address in candidates if not Benchmark.objects.filter(address=address).exists())
