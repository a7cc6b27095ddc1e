"""Puts the State's holidays and terms on record. What is there already is left alone: the city may have altered it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from enforcement.models import Agency, HolidayNotice, HolidaySpan, Policy

SEED = Path(__file__).parent / "seed"
WORKED = "调休上班"


@transaction.atomic
def load_holidays() -> list[int]:
    """Records the notices that are not on record; returns their years."""
    known = set(HolidayNotice.objects.values_list("year", flat=True))
    made = []
    for source in _rows("holidays", "year"):
        if source["year"] not in known:
            notice = HolidayNotice(**{name: source[name] for name in ("year", "document_no", "issued_on")})
            notice.spans = list(_spans(source))
            notice.full_clean()
            notice.save()
            notice.save_revision()
            made.append(notice.year)
    return made


def _spans(source: dict[str, Any]) -> Iterator[HolidaySpan]:
    said = [(HolidaySpan.Kind.REST, *rest) for rest in source["rest"]]
    said += [(HolidaySpan.Kind.WORK, WORKED, day, day) for day in source["work"]]
    for order, (kind, name, first, last) in enumerate(sorted(said, key=lambda each: each[2])):
        yield HolidaySpan(sort_order=order, kind=kind, name=name, first_day=first, last_day=last)


@transaction.atomic
def load_policies() -> tuple[list[Policy], list[str]]:
    """Records the rows that were not loaded before; returns them, and the names of agencies that are not on record.

    A row for an agency that this city has not registered waits for the next
    run. Raises ValidationError where a row clashes with one that the city
    wrote itself.
    """
    known = set(Policy.objects.exclude(code="").values_list("code", flat=True))
    made, missing = [], []
    for source in _rows("policies", "policy"):
        if source["code"] in known:
            continue
        named = source.pop("agency", None)
        agency = _agency(named) if named else None
        if named and agency is None:
            missing.append(named)
            continue
        policy = Policy(agency=agency, **source)
        policy.full_clean()
        policy.save()
        policy.save_revision()
        made.append(policy)
    return made, missing


def _agency(name: str) -> Agency | None:
    """The topmost agency of this name, whatever city's name stands before it."""
    return Agency.objects.filter(name__endswith=name, abolished_on__isnull=True).order_by("order", "pk").first()


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((SEED / f"{name}.toml").read_text(encoding="utf-8"))[key]
    return rows
