"""The columns of a downloaded table, declared once: header, meaning, value. One row a tier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from enforcement.models import Edition, Tier
from search.renderers.amounts import amount_text, fine_ends, number
from search.renderers.record import BENCHMARK, absolute, citation_record
from search.results import Result

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is made of. ``edition`` and ``tier`` are None for what is not a benchmark or has no tiers."""

    result: Result
    edition: Edition | None
    tier: Tier | None
    on: date


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the name in JSON and in the data dictionary, ``label`` the header.

    ``source`` is the model and field whose meaning the data dictionary
    tells; where there is none, ``meaning`` tells it. ``width`` is in
    characters, for spreadsheets.
    """

    name: str
    label: str
    value: Callable[[Line], Cell]
    source: tuple[str, str] | None = None
    meaning: str = ""
    width: int = 14


def lines(result: Result, on: date) -> Iterator[Line]:
    """A line for each tier; one line for what has none."""
    edition: Any = result.record if result.kind == BENCHMARK else None
    tiers = list(edition.tiers.all()) if edition is not None else []
    for tier in tiers or [None]:
        yield Line(result, edition, tier, on)


def row(line: Line) -> list[Cell]:
    """The cells of a line, in the order of COLUMNS."""
    return [column.value(line) for column in COLUMNS]


def _edition(read: Callable[[Edition], Cell]) -> Callable[[Line], Cell]:
    return lambda line: read(line.edition) if line.edition is not None else None


def _tier(read: Callable[[Tier], Cell]) -> Callable[[Line], Cell]:
    return lambda line: read(line.tier) if line.tier is not None else None


def _laws(edition: Edition) -> str:
    return "；".join(dict.fromkeys(citation_record(row)["text"] for row in edition.citations.all()))


def _amounts(tier: Tier) -> str:
    return "；".join(amount_text(amount) for amount in tier.amounts.all())


def _published(edition: Edition) -> date | None:
    return timezone.localdate(edition.published_at) if edition.published_at else None


COLUMNS: tuple[Column, ...] = (
    Column("kind", "类型", lambda line: line.result.kind, meaning="记录的类型：benchmark 裁量权基准，leniency 从宽清单，agency 执法主体。", width=10),
    Column("code", "事项编码", lambda line: line.result.code, ("Benchmark", "code")),
    Column("act", "违法行为", lambda line: line.result.title, ("Edition", "act"), width=40),
    Column("agency", "实施机关", _edition(lambda edition: edition.benchmark.agency.name), ("Benchmark", "agency"), width=24),
    Column("action_type", "职权类型", _edition(lambda edition: edition.benchmark.get_action_type_display()), ("Benchmark", "action_type")),
    Column("domain", "执法领域", _edition(lambda edition: edition.domain), ("Edition", "domain")),
    Column("laws", "法律依据", _edition(_laws), meaning="引用的条文，多条以“；”分隔；JSON中逐条给出法律、条、款、项和用途。", width=40),
    Column("statutory_penalty", "法定处罚", _edition(lambda edition: edition.statutory_penalty), ("Edition", "statutory_penalty"), width=40),
    Column("tier_rank", "阶次序号", _tier(lambda tier: tier.rank), ("Tier", "rank"), width=9),
    Column("tier", "裁量阶次", _tier(lambda tier: tier.label), ("Tier", "label")),
    Column("circumstance", "适用条件", _tier(lambda tier: tier.circumstance), ("Tier", "circumstance"), width=40),
    Column("standard", "具体标准", _tier(lambda tier: tier.standard), ("Tier", "standard"), width=40),
    Column("fine_min", "罚款下限（元）", _tier(lambda tier: number(fine_ends(tier.amounts.all())[0])), meaning="本阶次罚款金额的下限，元；由具体标准读出，按倍数、比例或者每单位计算的不计入。"),
    Column("fine_max", "罚款上限（元）", _tier(lambda tier: number(fine_ends(tier.amounts.all())[1])), meaning="本阶次罚款金额的上限，元；没有上限或者不按金额计算的为空。"),
    Column("amounts", "裁量幅度", _tier(_amounts), meaning="由具体标准读出的全部幅度（罚款、拘留、暂扣等），以原文为准；JSON中逐项给出。", width=30),
    Column("instrument", "制定文件", _edition(lambda edition: edition.instrument.title if edition.instrument else ""), ("Edition", "instrument"), width=30),
    Column("document_no", "发文字号", _edition(lambda edition: edition.instrument.document_no if edition.instrument else ""), ("Instrument", "document_no")),
    Column("in_force_from", "施行日期", _edition(lambda edition: edition.in_force_from), ("Edition", "in_force_from")),
    Column("in_force_until", "失效日期", _edition(lambda edition: edition.in_force_until), ("Edition", "in_force_until")),
    Column("suspended_from", "暂停适用自", lambda line: line.result.suspension.begins if line.result.suspension else None, ("Suspension", "begins")),
    Column("suspended_ground", "暂停适用原因", lambda line: line.result.suspension.ground if line.result.suspension else "", ("Suspension", "ground"), width=30),
    Column("published_at", "公开日期", _edition(_published), ("Edition", "published_at")),
    Column("url", "网址", lambda line: absolute(line.result.url), meaning="本平台上这一事项的固定网址。", width=40),
    Column("as_of", "数据日期", lambda line: line.on, meaning="下载内容所反映的日期：这一天有效的版本。"),
)
