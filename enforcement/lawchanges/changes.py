"""Changes of law on record: a law replaced, or amended by a new version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from enforcement.models import Law, LawVersion


@dataclass(frozen=True, slots=True)
class Change:
    """``on`` is the first day of the new law. ``version`` is None where the whole law lost its force."""

    law: Law
    on: date
    version: LawVersion | None = None

    @property
    def is_replacement(self) -> bool:
        return self.version is None

    @property
    def said(self) -> str:
        """What happened, in words."""
        if self.version is not None:
            return f"《{self.law.display_name}》{self.version.label or '修改'}"
        if self.law.replaced_by:
            return f"《{self.law.display_name}》由《{self.law.replaced_by.display_name}》替代"
        return f"《{self.law.display_name}》失效"


def changes() -> list[Change]:
    """Every replacement and amendment on record, coming ones too, newest first: two queries.

    A law's first version is no amendment.
    """
    found = [Change(law, law.replaced_on) for law in Law.objects.filter(replaced_on__isnull=False).select_related("replaced_by") if law.replaced_on]
    seen: set[int] = set()
    for version in LawVersion.objects.select_related("law").order_by("law_id", "in_force_from"):
        if version.law_id in seen and version.in_force_from != version.law.replaced_on:
            found.append(Change(version.law, version.in_force_from, version))
        seen.add(version.law_id)
    return sorted(found, key=lambda change: (change.on, change.law.name), reverse=True)
