"""How long a record stays before the public, and what follows when the time is over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from enforcement.clock import Case, NoRule, Rules, display_period, read_rules
from enforcement.models import Agency, PartyKind, Record
from enforcement.models.policy import Party, Purpose, RecordKind, Severity
from enforcement.records.log import write_record_log
from enforcement.signals import records_changed

LOG_END = "enforcement.display_ended"
CHUNK = 1_000


@dataclass(slots=True)
class Terms:
    """The policy table, asked for many records; the agencies' lines are read once."""

    rules: Rules
    lines: dict[int, tuple[int, ...]]

    @classmethod
    def read(cls) -> Terms:
        parents = dict(Agency.objects.values_list("pk", "parent_id"))
        return cls(read_rules(), {pk: tuple(_upwards(pk, parents)) for pk in parents})

    def last_day(self, kind: str, agency_id: int, party_kind: str, severity: Severity, decided_on: date, published_on: date) -> date | None:
        """The last day of display; None where the table sets no limit or is silent."""
        party = Party.ORGANISATION if party_kind == PartyKind.ORGANISATION else Party.PERSON
        case = Case(RecordKind(kind), self.lines.get(agency_id, ()), "", party, severity)
        try:
            return display_period(self.rules, Purpose.DISCLOSURE, case, decided_on, published_on, published_on).last_day
        except NoRule:
            return None


def _upwards(pk: int, parents: dict[int, int | None]) -> Iterable[int]:
    seen: list[int] = []
    above: int | None = pk
    while above is not None and above not in seen:
        seen.append(above)
        above = parents.get(above)
    return seen


def end_displays(now: datetime | None = None, user: User | None = None) -> int:
    """Marks what nobody may see any more since its time is over, and tells the floors above; returns how many.

    Pages, lists and files ask the day itself (``RecordQuerySet.visible``): a
    record is out of sight at midnight, whenever this runs.
    """
    now = now or timezone.now()
    today, ended = timezone.localdate(now), 0
    over = Record.objects.filter(state=Record.State.PUBLISHED, displayed_until__lt=today).order_by("pk")
    while True:
        with transaction.atomic():
            records = list(over.select_for_update(no_key=True)[:CHUNK])
            if not records:
                return ended
            Record.objects.filter(pk__in=[record.pk for record in records]).update(state=Record.State.ENDED, ended_at=now)
            write_record_log(records, LOG_END, user, now)
            tell(records)
        ended += len(records)


def tell(records: Iterable[Record]) -> None:
    """Tells the floors above that these records changed."""
    by_kind: dict[str, list[int]] = {}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record.pk)
    for kind, keys in by_kind.items():
        records_changed.send(Record, kind=kind, keys=sorted(keys))
