"""An index comes into use whole or not at all, is known by what it was made for, and loses nothing on the way: on a genuine node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from enforcement.models import Edition
from search import outbox
from search.clauses import Some, Term
from search.documents import Document, sources
from search.engines import kept_engines
from search.engines.base import EngineRequest, EngineUnavailable, QuestionRefused
from search.engines.elastic import ElasticEngine, mapping, versions, walking
from search.engines.elastic.client import client
from search.engines.embedded import MARK, EmbeddedEngine
from search.engines.refusing import Refuse, log_refusal
from search.find import find
from search.indexer import cursor_of, drain, rebuild, sweep
from search.models import Change, Rebuild
from tests.search.catalogue import benchmarks, fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elastic")]


def reword(code: str, remark: str) -> None:
    edition = Edition.objects.get(benchmark__code=code)
    edition.remark = remark
    edition.save_revision().publish()


def in_use() -> set[str]:
    return set(client().indices.get_alias(name=versions.aliases()))


def all_indices() -> set[str]:
    return set(client().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*", expand_wildcards="all"))


def newly_made() -> str:
    return next(name for name in all_indices() - in_use() if name.startswith(f"{versions.alias('benchmark')}-"))


def codes(text: str) -> list[str]:
    return [item.code for item in find(benchmarks(text=text)).items]


class Crossed(ElasticEngine):
    """The real engine; something else happens once, at a chosen moment."""

    def __init__(self, when: str, happens: Callable[[], object]) -> None:
        super().__init__()
        self.when, self.happens = when, happens
        self.written = 0

    def _at(self, moment: str) -> None:
        if self.when == moment:
            self.when = ""
            self.happens()

    def write(self, documents: Iterable[Document], gone: Iterable[str], refuse: Refuse = log_refusal) -> int:
        made = list(documents)
        self.written += 1
        self._at("documents made")
        return super().write(made, gone, refuse)

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        def crossed() -> Iterator[Document]:
            for number, document in enumerate(documents):
                if number == 1:
                    self._at("while reading")
                yield document
            self._at("all read")

        return super().rebuild(crossed(), refuse)


# --- into use whole, or not at all ---------------------------------------------------
def test_a_rebuild_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path)
    before, known = in_use(), all_indices()

    def fails() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        rebuild(Crossed("while reading", fails))
    assert (in_use(), all_indices()) == (before, known)
    assert Rebuild.objects.filter(engine="elastic").first().outcome.startswith("未完成")  # type: ignore[union-attr]
    assert rebuild(kept_engines()[0]).outcome == "一致"


def test_what_a_rebuild_left_is_cleared_away_by_the_next_look_into_the_outbox(tmp_path: Path) -> None:
    """It was killed, or its cluster was: nobody need rebuild again for that."""
    fill(tmp_path)
    rebuild(kept_engines()[0])
    kept = all_indices()
    folder = Path(settings.SEARCH_INDEX_DIR)
    folders = {path.name for path in folder.iterdir()}
    (folder / "20991231-235959-abcdef").mkdir()
    for source in sources():
        client().indices.create(index=f"{versions.alias(source.kind)}-20991231-235959-abcdef")
    for engine in kept_engines():
        cursor = cursor_of(engine)
        killed = Rebuild.objects.create(engine=engine.name, host=cursor.host, position=0)
        drain(engine)
        assert Rebuild.objects.filter(pk=killed.pk, finished_at=None).exists()  # it may be alive
        Rebuild.objects.filter(pk=killed.pk).update(alive_at=timezone.now() - timedelta(minutes=11))
        drain(engine)
        killed.refresh_from_db()
        assert killed.outcome == "未完成：中断；半成品已清除"
        assert Rebuild.objects.filter(engine=engine.name).first() == killed
    assert all_indices() == kept
    assert {path.name for path in folder.iterdir()} == folders


def test_what_a_killed_rebuild_left_is_cleared_away_and_the_index_before_is_kept(tmp_path: Path) -> None:
    fill(tmp_path)
    before = in_use()
    left = {f"{versions.alias(source.kind)}-20991231-235959-abcdef" for source in sources()}
    for name in left:
        client().indices.create(index=name)
    rebuild(kept_engines()[0])
    assert all_indices() == before | in_use()
    assert set(client().indices.get_alias(name=[versions.before(source.kind) for source in sources()])) == before


def test_an_index_that_lost_documents_on_the_way_is_never_used(tmp_path: Path) -> None:
    fill(tmp_path)
    before = in_use()
    # What is written to the name afterwards makes an index up.
    engine = Crossed("while reading", lambda: client().indices.delete(index=newly_made()))
    with pytest.raises(EngineUnavailable):
        rebuild(engine)
    assert in_use() == before
    assert find(benchmarks()).total == 7 and find(benchmarks()).notice is None


def test_what_was_never_built_is_not_made_up_by_writing(tmp_path: Path) -> None:
    fill(tmp_path)
    client().indices.delete(index=list(all_indices()))
    engine = kept_engines()[0]
    with pytest.raises(EngineUnavailable):
        engine.write((document for found in sources() for document in found.build(found.keys())), [])  # noqa: SIM118 - a source, not a dict
    assert all_indices() == set()
    assert not client().indices.exists(index=versions.alias("benchmark"))


def test_a_part_is_never_told_as_the_whole(tmp_path: Path) -> None:
    """A shard that nobody holds: by itself the cluster would answer with the rest."""
    fill(tmp_path)
    client().options(request_timeout=30).indices.create(
        index=f"{versions.alias('page')}-20200101-000000-000000",
        aliases={versions.alias("page"): {}},
        settings={"index.routing.allocation.require._name": "nobody", "number_of_replicas": 0},
        wait_for_active_shards=0,
    )
    engine = kept_engines()[0]
    for asks in (lambda: engine.search(EngineRequest()), engine.count, engine.keys, lambda: engine.score(Term("kind", "law"), "law-1")):
        with pytest.raises(EngineUnavailable):
            asks()
    results = find(benchmarks())
    assert results.total == 7 and "备用检索" in (results.notice or "")


# --- nothing is lost between two who write ---------------------------------------------
@pytest.mark.parametrize("when", ["while reading", "all read"])
def test_what_others_index_during_a_rebuild_is_indexed_again_after_it(tmp_path: Path, when: str) -> None:
    """It went into the old index; the outbox still has it, though it was read."""
    fill(tmp_path)

    def happens() -> None:
        reword("A002", "蓝底白字的")
        Edition.objects.get(benchmark__code="B001").unpublish()
        assert drain(ElasticEngine()) > 0

    rebuild(Crossed(when, happens))
    drain()
    assert codes("蓝底白字") == ["A002"]
    assert sweep() == (set(), set())


def test_changes_on_their_way_when_a_rebuild_ends_are_sent_again(tmp_path: Path) -> None:
    """Part of them may have gone to what is the old index by now."""
    fill(tmp_path)
    reword("A001", "红底黄字的")
    late = Crossed("documents made", lambda: rebuild(ElasticEngine()))
    drain(late)
    assert late.written == 2
    assert codes("红底黄字") == ["A001"] and sweep() == (set(), set())


def test_a_host_that_comes_late_does_not_put_old_words_back(tmp_path: Path) -> None:
    fill(tmp_path)
    reword("A001", "红底黄字的")

    def happens() -> None:  # another host takes the same change, and the next one too
        reword("A001", "蓝底白字的")
        drain(ElasticEngine())

    drain(Crossed("documents made", happens))
    assert (codes("蓝底白字"), codes("红底黄字")) == (["A001"], [])


# --- the lock ----------------------------------------------------------------------------
@pytest.mark.parametrize(("minutes", "free"), [(9, False), (11, True)])
def test_who_gives_no_sign_of_life_loses_the_lock(tmp_path: Path, minutes: int, free: bool) -> None:
    fill(tmp_path)
    held = Rebuild.objects.create(engine="elastic", host="", position=0)
    Rebuild.objects.filter(pk=held.pk).update(alive_at=timezone.now() - timedelta(minutes=minutes))
    if free:
        assert rebuild(kept_engines()[0]).outcome == "一致"
        held.refresh_from_db()
        assert held.outcome == "未完成：中断"
    else:
        with pytest.raises(EngineUnavailable, match="另一进程"):
            rebuild(kept_engines()[0])


def test_who_lost_the_lock_stops_before_anything_is_used(tmp_path: Path) -> None:
    fill(tmp_path)
    before, known = in_use(), all_indices()

    def taken_over() -> None:
        Rebuild.objects.filter(finished_at__isnull=True).update(finished_at=timezone.now(), outcome="未完成：中断")

    with pytest.raises(EngineUnavailable, match="接手"):
        rebuild(Crossed("while reading", taken_over))
    assert (in_use(), all_indices()) == (before, known)


def test_the_outbox_keeps_what_a_rebuild_at_work_will_need(tmp_path: Path) -> None:
    fill(tmp_path)
    begun = Rebuild.objects.create(engine="elastic", host="", position=outbox.newest())
    reword("A001", "红底黄字的")
    reword("A002", "蓝底白字的")
    for engine in kept_engines():
        drain(engine)
    assert Change.objects.filter(pk__gt=begun.position).count() > 1
    begun.delete()
    outbox.prune()
    assert Change.objects.count() == 1


# --- another release ------------------------------------------------------------------------
@pytest.fixture
def older_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that knows one field less."""
    fill(tmp_path)
    with monkeypatch.context() as then:
        then.setattr(mapping, "NUMBERS", tuple(name for name in mapping.NUMBERS if name != "tier_count"))
        rebuild(ElasticEngine())


def test_an_index_of_another_release_is_made_anew_beside_it(older_index: None) -> None:
    older = in_use()
    assert find(benchmarks()).total == 7  # it still answers
    engine = ElasticEngine()
    assert engine.ready() and not engine.fits()
    drain(engine)
    assert engine.fits() and in_use().isdisjoint(older)
    assert find(benchmarks(filters={"tier_count": ("3",)})).total == 1
    assert sweep() == (set(), set())


def test_a_process_that_another_release_overtook_steps_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    running = ElasticEngine()
    assert running.fits()
    with monkeypatch.context() as then:
        then.setattr(mapping, "NUMBERS", tuple(name for name in mapping.NUMBERS if name != "tier_count"))
        rebuild(ElasticEngine())
    running._fits_until = 0.0
    newer = in_use()
    reword("A001", "红底黄字的")
    with pytest.raises(EngineUnavailable, match="另一版本"):
        drain(running)
    with pytest.raises(EngineUnavailable, match="另一版本"):
        running.write([], [])
    assert in_use() == newer and "另一版本" in cursor_of(running).last_error
    drain(ElasticEngine())
    assert codes("红底黄字") == ["A001"]


def test_the_index_on_this_host_is_known_by_its_mark_too(tmp_path: Path) -> None:
    fill(tmp_path)
    folder = Path(settings.SEARCH_INDEX_DIR)
    running = EmbeddedEngine()
    assert running.fits()
    for mark in folder.glob(f"*/{MARK}"):
        mark.write_text("another", encoding="ascii")
    with pytest.raises(EngineUnavailable, match="另一版本"):
        drain(running)
    started = EmbeddedEngine()
    assert started.ready() and not started.fits()
    drain(started)
    assert started.fits() and running.fits() and len(list(folder.glob(f"*/{MARK}"))) == 2


# --- no room ----------------------------------------------------------------------------------
def test_while_the_disk_is_full_changes_wait_and_say_why(tmp_path: Path) -> None:
    fill(tmp_path)
    engine = ElasticEngine()
    client().indices.put_settings(index=versions.aliases(), settings={"index.blocks.read_only_allow_delete": True})
    reword("A001", "红底黄字的")
    waiting = outbox.behind(cursor_of(engine))
    for _ in range(2):
        with pytest.raises(EngineUnavailable, match="磁盘"):
            drain(engine)
    assert outbox.behind(cursor_of(engine)) == waiting and "磁盘" in cursor_of(engine).last_error
    assert find(benchmarks()).notice is None  # it still answers
    client().indices.put_settings(index=versions.aliases(), settings={"index.blocks.read_only_allow_delete": None})
    assert drain(engine) == waiting
    assert codes("红底黄字") == ["A001"] and cursor_of(engine).last_error == ""


def test_a_reason_goes_when_the_engine_is_back_though_nothing_waits(tmp_path: Path) -> None:
    fill(tmp_path)
    engine = ElasticEngine()
    client().indices.put_settings(index=versions.aliases(), settings={"index.blocks.read_only_allow_delete": True})
    with pytest.raises(EngineUnavailable):
        drain(engine)
    client().indices.put_settings(index=versions.aliases(), settings={"index.blocks.read_only_allow_delete": None})
    assert drain(engine) == 0 and cursor_of(engine).last_error == ""


# --- long readings, odd questions ------------------------------------------------------------
@pytest.mark.parametrize("request_", [EngineRequest(sort="code"), EngineRequest(query=Term("kind", "benchmark"), sort="relevance")], ids=["code", "relevance"])
def test_a_reading_outlives_the_index_that_it_began_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request_: EngineRequest) -> None:
    fill(tmp_path)
    monkeypatch.setattr(walking, "PAGE", 2)
    engine = kept_engines()[0]
    whole = list(engine.walk(request_))
    reading = engine.walk(request_)
    begun = [next(reading), next(reading), next(reading)]
    first = in_use()
    for _ in range(2):
        rebuild(ElasticEngine())
    assert first.isdisjoint(all_indices())
    assert begun + list(reading) == whole and len(whole) > 4


def test_one_odd_question_does_not_take_the_cluster_from_everybody(tmp_path: Path) -> None:
    """More terms than it takes: that question alone goes to the index on this host."""
    from search.engines import current_engine

    fill(tmp_path)
    far_too_much = EngineRequest(query=Some(tuple(Term("body_words", f"w{number}") for number in range(70_000)), 1))
    with pytest.raises(QuestionRefused):
        kept_engines()[0].search(far_too_much)
    assert current_engine().search(far_too_much).stood_in
    assert not current_engine().search(EngineRequest()).stood_in
