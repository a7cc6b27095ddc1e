"""Leniency lists as officers write them, and the way from file to record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from enforcement.imports.options import ImportOptions
from enforcement.imports.plan import Plan
from enforcement.imports.prepare import plan, prepare
from enforcement.imports.publish import publish
from enforcement.models import ImportBatch, LeniencyVersion
from tests.street import BASIS, MARKET, WATER
from tests.workbooks import writers

SPRING, AUTUMN = date(2025, 3, 1), date(2025, 9, 1)
HEAD = ["序号", "违法行为", "处罚依据", "适用条件", "实施机关"]
TITLE = "云岭市首违不罚事项清单"
DIG = ("擅自取水", BASIS, "一年内首次违法，当日改正，没有造成危害后果", WATER)
DIKE = ("在堤防上种植高秆作物", BASIS, "初次违法且及时改正的", WATER)
STALL = ("未按规定公示价格", "《云岭市价格条例》第八条", "首次被发现，三日内改正", MARKET)

Matter = tuple[str, str, str, str]


def sheet(*matters: Matter, title: str = TITLE, head: Sequence[str] = HEAD) -> list[list[object]]:
    """One list as a sheet: its title, the head, the rows."""
    return [[title], list(head), *([number, *matter] for number, matter in enumerate(matters, 1))]


def write(folder: Path, *matters: Matter, title: str = TITLE) -> Path:
    """A workbook with one list."""
    return writers.xlsx(folder / f"{uuid4().hex}.xlsx", {"清单": sheet(*matters, title=title)})


def planned(path: Path, **options: Any) -> Plan:
    """What a file would do, its kind not said."""
    return plan(path, ImportOptions(**{"kind": "", "create_agencies": True, **options}))


def waiting(path: Path, **options: Any) -> ImportBatch:
    """A batch made of this file."""
    return prepare(path, path.name, None, ImportOptions(**{"kind": "", "create_agencies": True, **options}))[0]


def bring(path: Path, **options: Any) -> ImportBatch:
    """The same, published."""
    return publish(waiting(path, **options), None)


def acts(on: date, **lists: Any) -> dict[str, list[str]]:
    """What is visible on a day: name of the list → its acts."""
    versions = LeniencyVersion.objects.visible(on).filter(**lists).select_related("list").prefetch_related("wordings")
    return {str(version.list): [wording.act for wording in version.wordings.all()] for version in versions}
