"""A busy day at the office: several people bring, publish, take back, correct, withdraw at random, all at once."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from enforcement.imports.publish import CannotPublish, publish
from enforcement.imports.undo import undo
from enforcement.models import BatchItem, Edition, ImportBatch
from enforcement.withdrawal import CannotWithdraw, withdraw
from search import outbox
from tests.concurrency.invariants import faults
from tests.concurrency.together import together
from tests.enforcement.back_office import Office, form_of, make_office, url
from tests.street import MILDER, TIERS, Line, waiting

#: Few items, so that people meet.
ITEMS = 8
FIRST = date(2024, 1, 1)


@dataclass
class Outcome:
    """``done``: how often each thing came about or was refused. ``faults``: what must never be; empty when all is well."""

    seed: int
    done: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Person:
    """Somebody with a chance of their own. Each deed is a method; a refusal with a reason is a proper end of it."""

    def __init__(self, office: Office, folder: Path, seed: str) -> None:
        self.office, self.folder, self.chance = office, folder, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.wrong: list[str] = []

    def busy_until(self, end: float) -> Person:
        deeds: list[Callable[[], None]] = [self.bring, self.bring, self.decide, self.decide, self.take_back, self.edit, self.withdraw]
        while time.monotonic() < end:
            deed = self.chance.choice(deeds)
            try:
                deed()
                self.done[deed.__name__] += 1
            except (CannotPublish, CannotWithdraw) as refused:
                self.done[f"{deed.__name__} refused"] += 1
                if "出错" in str(refused):
                    self.wrong.append(f"{deed.__name__}: {refused} ({refused.__cause__})")
        return self

    def bring(self) -> None:
        chosen = self.chance.sample(range(ITEMS), self.chance.randint(1, ITEMS))
        begins = (FIRST + timedelta(days=30 * self.chance.randrange(12))).isoformat()
        lines = [Line(f"第{n}种违法行为", tiers=self.chance.choice((TIERS, MILDER)), code=f"R{n}", begins=begins) for n in chosen]
        waiting(self.folder, lines, correction=self.chance.random() < 0.3)

    def decide(self) -> None:
        self._generation_moves(lambda: publish(self._batch(ImportBatch.State.PENDING), None))

    def take_back(self) -> None:
        self._generation_moves(lambda: undo(self._batch(ImportBatch.State.PUBLISHED), None))

    def edit(self) -> None:
        edition = self._edition()
        sent = {**form_of(edition, remark=f"编辑{self.chance.random()}"), self.chance.choice(("action-publish", "action-save")): "1"}
        response = self.office.client("superuser").post(url("edit", edition.pk), sent)
        if response.status_code not in (200, 302):
            self.wrong.append(f"edit: {response.status_code}")

    def withdraw(self) -> None:
        if self.chance.random() < 0.2:
            withdraw(self._edition(), "内容有误", None)

    def _generation_moves(self, deed: Callable[[], ImportBatch | object]) -> None:
        before = outbox.newest()
        deed()
        if outbox.newest() < before:
            self.wrong.append("the generation went back")

    def _batch(self, state: str) -> ImportBatch:
        found = list(ImportBatch.objects.filter(state=state))
        if not found:
            raise CannotPublish("nothing there")
        return self.chance.choice(found)

    def _edition(self) -> Edition:
        found = list(Edition.objects.filter(live=True, undone_at=None).order_by("?")[:1])
        if not found:
            raise CannotWithdraw("nothing there")
        return found[0]


def live(folder: Path, *, seed: int, seconds: float, people: int = 4) -> Outcome:
    """A day of so many seconds in an empty database; everybody goes home before the record is looked at."""
    office, outcome = make_office(), Outcome(seed)
    staff = [Person(office, folder, f"{seed}/{number}") for number in range(people)]
    end = time.monotonic() + seconds
    answers = together([lambda person=person: person.busy_until(end) for person in staff], patience=seconds + 60)  # type: ignore[misc]
    outcome.faults += [f"{type(answer).__name__}: {answer}" for answer in answers if isinstance(answer, BaseException)]
    for person in staff:
        outcome.done += person.done
        outcome.faults += person.wrong
    outcome.faults += faults() + _half_done()
    return outcome


def _half_done() -> list[str]:
    """Batches are whole: what one wrote bears its name, and what was taken back is gone."""
    found = []
    for batch in ImportBatch.objects.all():
        written = Edition.objects.filter(batch=batch)
        made = batch.items.filter(action__in=(BatchItem.Action.CREATE, BatchItem.Action.CHANGE)).count()
        if batch.state in (ImportBatch.State.PUBLISHED, ImportBatch.State.UNDONE):
            if written.count() != made:
                found.append(f"batch {batch.pk}: {made} items written, {written.count()} editions")
        elif written.exists():
            found.append(f"batch {batch.pk} wrote something and is {batch.state}")
    return found
