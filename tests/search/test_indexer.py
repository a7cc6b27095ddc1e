"""The index is never trusted: outbox, drain, rebuild, sweep."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from enforcement.models import Agency, AgencyName, Edition, Law
from search import outbox
from search.documents import Document, key_of
from search.engines import current_engine
from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.engines.refusing import Refuse, log_refusal
from search.find import find
from search.indexer import cursor_of, drain, rebuild, sweep
from search.models import Change, Cursor, Rebuild
from tests.own_index import lose_index
from tests.search.catalogue import LINES, benchmarks, fill
from tests.street import Line, bring, make_city

pytestmark = pytest.mark.django_db


def have() -> set[str]:
    return current_engine().keys()


def want() -> set[str]:
    records: dict[str, Any] = {"benchmark": Edition, "agency": Agency, "law": Law}
    return {key_of(kind, pk) for kind, model in records.items() for pk in model.objects.values_list("pk", flat=True)}


def index_folder() -> Path:
    return Path(settings.SEARCH_INDEX_DIR)


def edit(code: str, remark: str) -> Edition:
    edition = Edition.objects.get(benchmark__code=code)
    edition.remark = remark
    edition.save_revision().publish()
    return edition


# --- outbox and drain ----------------------------------------------------------------
def test_a_change_is_noted_with_the_change_or_not_at_all(tmp_path: Path) -> None:
    fill(tmp_path)
    before = outbox.newest()
    with transaction.atomic():
        edit("A001", "改")
        assert outbox.newest() > before
        transaction.set_rollback(True)
    assert outbox.newest() == before


def test_draining_brings_the_index_up(tmp_path: Path) -> None:
    fill(tmp_path)
    assert have() == want()
    assert drain() == 0
    edit("A001", "蓝底白字的")
    assert find(benchmarks(text="蓝底白字")).total == 0
    assert drain() > 0
    assert [item.code for item in find(benchmarks(text="蓝底白字")).items] == ["A001"]


def test_what_is_taken_back_leaves_the_index(tmp_path: Path) -> None:
    fill(tmp_path)
    Edition.objects.get(benchmark__code="A001").unpublish()
    drain()
    assert find(benchmarks(text="渣土")).total == 0
    assert have() < want()


def test_changes_that_were_read_are_cleared_but_the_generation_stays(tmp_path: Path) -> None:
    fill(tmp_path)
    for number in range(3):
        edit("A001", f"第{number}次")
    generation = outbox.newest()
    drain()
    assert (outbox.newest(), Change.objects.count()) == (generation, 1)
    assert cursor_of(current_engine()).position == generation


def test_a_slower_host_keeps_its_changes(tmp_path: Path) -> None:
    fill(tmp_path)
    slow = Cursor.objects.create(engine="embedded", host="another host", position=outbox.newest())
    edit("A001", "改")
    waiting = Change.objects.filter(pk__gt=slow.position).count()
    drain()
    assert Change.objects.filter(pk__gt=slow.position).count() == waiting > 0
    changes, position = outbox.waiting(slow, 100)
    assert (sum(map(len, changes.values())) > 0, position) == (True, outbox.newest())


def test_more_than_one_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    monkeypatch.setattr("search.indexer.BATCH", 2)
    for code in ("A001", "A002", "B001", "B002"):
        edit(code, "蓝底白字的")
    drain()
    assert find(benchmarks(text="蓝底白字")).total == 4


def test_an_agencys_new_names_reach_its_benchmarks(tmp_path: Path) -> None:
    city = fill(tmp_path)
    AgencyName.objects.create(agency=city.water, name="碧波署")
    drain()
    assert {item.code for item in find(benchmarks(text="碧波署")).items} == {"A001", "A002", "A003"}
    AgencyName.objects.get(name="碧波署").delete()
    drain()
    assert find(benchmarks(text="碧波署")).total == 0


def test_a_place_in_the_tree_reaches_all_below(tmp_path: Path) -> None:
    city = fill(tmp_path)
    above = Agency.objects.create(name="云岭市综合局", slug="zhj", parent=city.water.parent)
    city.water.parent = above
    city.water.save()
    drain()
    assert find(benchmarks(filters={"agencies": ("zhj",)})).total == 3
    below = Agency.objects.create(name="水政监察大队", slug="szjc", parent=city.market)
    Edition.objects.get(benchmark__code="A001").benchmark.__class__.objects.filter(code="A001").update(agency=below)
    city.market.parent = above
    city.market.save()
    drain()
    assert find(benchmarks(filters={"agencies": ("zhj",)})).total == 7


def test_a_law_renamed_reaches_what_cites_it(tmp_path: Path) -> None:
    fill(tmp_path)
    law = Law.objects.get(name="中华人民共和国价格法")
    law.name = "中华人民共和国标价法"
    law.save()
    drain()
    assert [item.code for item in find(benchmarks(filters={"laws": (law.name,)})).items] == ["B003"]


def test_an_abolished_agency_leaves_the_index(tmp_path: Path) -> None:
    city = fill(tmp_path)
    city.market.abolished_on = "2026-01-01"
    city.market.save()
    drain()
    assert key_of("agency", city.market.pk) not in have()


# --- an engine that is away -------------------------------------------------------------
@pytest.mark.parametrize("damage", ["gone", pytest.param("garbled", marks=pytest.mark.embedded)])
def test_a_lost_index_is_made_anew_not_from_the_last_changes_alone(tmp_path: Path, damage: str) -> None:
    fill(tmp_path)
    if damage == "gone":
        lose_index()
    else:
        for path in index_folder().glob("*/meta.json"):
            path.write_text("{")
    with pytest.raises(EngineUnavailable):
        find(benchmarks())
    edit("A001", "蓝底白字的")
    assert drain() > 0
    assert have() == want()
    assert find(benchmarks(text="蓝底白字")).total == 1
    assert drain() == 0


@pytest.mark.embedded  # the cluster away: test_standby.py
def test_while_the_engine_is_away_nothing_is_lost(tmp_path: Path) -> None:
    fill(tmp_path)
    kept = index_folder().rename(tmp_path / "kept")
    index_folder().write_text("a file where the folder was")
    edit("A001", "蓝底白字的")
    waiting = outbox.behind(cursor_of(current_engine()))
    for _ in range(2):
        with pytest.raises(EngineUnavailable):
            drain()
    cursor = cursor_of(current_engine())
    assert cursor.last_error != ""
    assert outbox.behind(cursor) == waiting
    index_folder().unlink()
    kept.rename(index_folder())
    assert drain() == waiting
    assert cursor_of(current_engine()).last_error == ""
    assert find(benchmarks(text="蓝底白字")).total == 1


def test_first_start(tmp_path: Path) -> None:
    make_city()
    assert not current_engine().ready()
    bring(tmp_path, LINES)
    assert drain() > 0
    assert have() == want()


# --- rebuild and sweep ------------------------------------------------------------------
def test_a_rebuild_is_compared_with_the_database(tmp_path: Path) -> None:
    fill(tmp_path)
    run = rebuild()
    assert (run.documents, run.outcome) == (len(want()), "一致")
    assert run.finished_at is not None
    assert have() == want()
    assert Rebuild.objects.filter(version=run.version).exists()


class Crossed(EmbeddedEngine):
    """The real engine; something else happens at a chosen moment of its rebuild."""

    def __init__(self, when: str, happens: object) -> None:
        super().__init__()
        self.when, self.happens = when, happens

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        if self.when == "before the lock":
            self.happens()  # type: ignore[operator]

        def crossed() -> Iterator[Document]:
            for number, document in enumerate(documents):
                if number == 1 and self.when == "while reading":
                    self.happens()  # type: ignore[operator]
                yield document

        answer = super().rebuild(crossed(), refuse)
        if self.when == "after the switch":
            self.happens()  # type: ignore[operator]
        return answer


@pytest.mark.parametrize("drained", [True, False])
@pytest.mark.parametrize("when", ["before the lock", "while reading", "after the switch"])
def test_what_changes_during_a_rebuild_is_not_lost(tmp_path: Path, when: str, drained: bool) -> None:
    """A new item, a change and a withdrawal come in between; another process may even have drained (and cleared) them."""
    fill(tmp_path)

    def happens() -> None:
        bring(tmp_path, [Line("在堤防上种植高秆作物", code="A009", basis="《中华人民共和国防洪法》第五十五条", begins="2024-03-01")])
        edit("A002", "蓝底白字的")
        Edition.objects.get(benchmark__code="B001").unpublish()
        if drained and when != "while reading":  # then the lock is held: the other process waits
            drain(EmbeddedEngine())

    rebuild(Crossed(when, happens))
    drain()
    assert [item.code for item in find(benchmarks(text="A009")).items][:1] == ["A009"]
    assert [item.code for item in find(benchmarks(text="蓝底白字")).items] == ["A002"]
    hidden = key_of("benchmark", Edition.objects.get(benchmark__code="B001").pk)
    assert have() == want() - {hidden}
    assert sweep() == (set(), set())


def test_a_sweep_finds_orphans_and_gaps_and_hands_them_over(tmp_path: Path) -> None:
    fill(tmp_path)
    engine = current_engine()
    missing = key_of("benchmark", Edition.objects.get(benchmark__code="A001").pk)
    engine.write([Document(key="benchmark-9999", kind="benchmark", title="早已不在")], [missing])
    found = sweep()
    assert (found.orphans, found.gaps) == ({"benchmark-9999"}, {missing})
    assert drain() == 2
    assert have() == want()
    assert sweep() == (set(), set())


# --- commands ---------------------------------------------------------------------------
def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, no_color=True)
    return out.getvalue()


def test_search_rebuild(tmp_path: Path) -> None:
    fill(tmp_path)
    lose_index()
    assert f"{len(want())}个文档，一致" in run("search_rebuild")
    assert have() == want()


def test_search_prints_one_object_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    monkeypatch.setattr("sys.stdin", StringIO("乱倒垃圾罚多少钱\n\n%_'\"<script>\n卖过期食品\n\ud83d\n"))
    lines = [json.loads(line) for line in run("search", "--json", "--size", "2").splitlines()]
    assert [line["query"] for line in lines][:4] == ["乱倒垃圾罚多少钱", "", "%_'\"<script>", "卖过期食品"]
    assert len(lines) == 5
    for line in lines:
        assert set(line) == {"query", "total", "notice", "results"}
        assert len(line["results"]) <= 2
        for result in line["results"]:
            assert set(result) == {"kind", "code", "title", "url"}
    assert lines[0]["results"][0] == {"kind": "benchmark", "code": "A001", "title": LINES[0].act, "url": "/benchmarks/A001/"}


def test_search_without_an_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="检索暂不可用"):
        run("search", "垃圾")


def test_search_as_text(tmp_path: Path) -> None:
    fill(tmp_path)
    said = run("search", "超过保质期", "--size", "0")
    assert "共" in said and LINES[3].act in said
