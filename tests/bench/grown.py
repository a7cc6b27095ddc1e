"""A catalogue of any size: the imported one again and again, each time in other words.

Rows go straight into the tables, so that a hundred thousand items take a
minute, not a night. Parsed amounts and revisions are left out: neither search
nor list reads them. Everything else is as an import leaves it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from django.db import connection, models, transaction

from enforcement.bulk import insert_rows, reserve_keys
from enforcement.models import Benchmark, Edition, EditionCitation, Tier

#: Words said otherwise: the same act in another office's language. Both ways, so that no word dies out.
OTHERWISE = (
    ("擅自", "私自"), ("销售", "出售"), ("未取得", "没有取得"), ("未按规定", "不按照规定"), ("使用", "采用"), ("超过", "超出"), ("不符合", "达不到"),
    ("未建立", "没有建立"), ("经营", "贩卖"), ("提供", "给予"), ("拒绝", "拒不接受"), ("倾倒", "倒弃"), ("堆放", "堆积"), ("单位", "企业"), ("个人", "自然人"),
)  # fmt: skip
PLACES = ("集镇", "开发区", "景区", "车站周边", "学校周边", "集贸市场", "河道沿线", "住宅小区", "工业园区", "林区", "村屯", "水源地", "商业街", "医院周边", "公路沿线")
TIMES = ("节假日", "夜间", "汛期", "防火期", "采暖期", "旅游季", "春耕期", "大型活动期间")
_WHOLE_NUMBER = re.compile(r"\d+")
#: Rows a pass writes at once stay in memory; one pass is the size of the imported catalogue.
_IDENTITY = ("agency", "code", "address", "action_type", "created_at")


class _Model(NamedTuple):
    """Columns to copy, and the rows as they stand."""

    model: type[models.Model]
    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def grow(total: int) -> int:
    """Copies what is there until there are ``total`` items; returns how many were made. SQLite only, without the index."""
    assert connection.vendor == "sqlite", "keys are foretold"
    have = Benchmark.objects.count()
    benchmarks = _read(Benchmark, _IDENTITY)
    originals = Edition.objects.visible().filter(benchmark__in=Benchmark.objects.exclude(address__startswith="G")).order_by("pk")
    editions = _read(Edition, _columns(Edition), originals)
    kept = set(originals.values_list("pk", flat=True))
    tiers, citations = _by_edition(Tier, kept), _by_edition(EditionCitation, kept)
    by_key = dict(zip(Benchmark.objects.values_list("pk", flat=True).order_by("pk"), benchmarks.rows, strict=True))
    made, turn = 0, have // max(len(kept), 1)
    keys = list(originals.values_list("pk", flat=True))
    while have + made < total:
        turn += 1
        chosen = range(min(len(keys), total - have - made))
        with transaction.atomic():
            _one_turn(turn, chosen, keys, editions, by_key, tiers, citations)
        made += len(chosen)
    return made


def _one_turn(
    turn: int, chosen: range, keys: list[int], editions: _Model, by_key: dict[int, tuple[Any, ...]],
    tiers: dict[int, list[dict[str, Any]]], citations: dict[int, list[dict[str, Any]]],
) -> None:  # fmt: skip
    new_benchmarks = list(reserve_keys(Benchmark, len(chosen)))
    new_editions = list(reserve_keys(Edition, len(chosen)))
    say = _wording(turn)
    own = editions.names.index("benchmark")
    acts, texts = editions.names.index("act"), {editions.names.index(name) for name in ("basis_text", "statutory_penalty", "remark")}
    identities, rows = [], []
    new_tiers, new_citations = [], []
    for place in chosen:
        row = editions.rows[place]
        agency, _, _, action, created = by_key[row[own]]
        number = new_benchmarks[place]
        identities.append((agency, f"9{number:011d}", f"G{number}", action, created))
        values = [say(value, False) if at in texts else value for at, value in enumerate(row)]
        values[own], values[acts] = number, say(row[acts], True)
        rows.append(values)
        edition = new_editions[place]
        new_tiers += [{**tier, "edition": edition, "circumstance": say(tier["circumstance"], False), "standard": say(tier["standard"], False)} for tier in tiers[keys[place]]]
        new_citations += [{**cited, "edition": edition} for cited in citations[keys[place]]]
    insert_rows(Benchmark, _IDENTITY, identities)
    insert_rows(Edition, editions.names, rows)
    for model, found in ((Tier, new_tiers), (EditionCitation, new_citations)):
        insert_rows(model, _columns(model), ([row[name] for name in _columns(model)] for row in found))


def _wording(turn: int) -> Callable[[str, bool], str]:
    """How this copy speaks: some words otherwise, sums and measures shifted, acts at a place and time of their own."""
    random = Random(turn)
    words = [pair if random.random() < 0.5 else pair[::-1] for pair in random.sample(OTHERWISE, 8)]
    where, when, shift = random.choice(PLACES), random.choice(TIMES), random.randint(1, 9)

    def say(text: str, act: bool) -> str:
        for word, other in words:
            text = text.replace(word, other)
        if act:
            return f"{when}在{where}{text}" if turn % 3 else f"{text}（{where}）"
        return _WHOLE_NUMBER.sub(lambda number: str(int(number[0]) + shift), text)

    return say


def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(column.name for column in model._meta.concrete_fields if not column.primary_key and column.name not in _LEFT_OUT)


#: A copy has no revision of its own, and nobody holds it locked.
_LEFT_OUT = ("latest_revision", "live_revision", "locked_by")


def _read(model: type[models.Model], names: tuple[str, ...], rows: models.QuerySet[Any] | None = None) -> _Model:
    found = model._default_manager.order_by("pk") if rows is None else rows
    return _Model(model, names, list(found.values_list(*names)))


def _by_edition(model: type[models.Model], editions: set[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(model):
        if row["edition"] in editions:
            found[row["edition"]].append(row)
    return found


def _rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    yield from model._default_manager.order_by("edition", "sort_order").values(*_columns(model)).iterator(chunk_size=5_000)
