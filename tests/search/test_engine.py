"""What the engine finds, counts and orders, asked as the pages ask."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from enforcement.models import Edition
from search.clauses import Term
from search.documents import Document
from search.documents.base import day_number
from search.engines.base import EngineRequest, EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.find import find
from search.indexer import drain
from search.query import SearchQuery
from search.results import Results
from tests.search.catalogue import FOOD, LATER, benchmarks, fill
from tests.street import City, Line, bring

FOOD_LAW = "中华人民共和国食品安全法"


def documents(count: int) -> list[Document]:
    return [
        Document(key=f"benchmark-{n}", kind="benchmark", code=f"C{n:05}", title=f"倾倒垃圾 {n}", fine_max=n * 100, agencies=["slj"], tier_count=2, in_force_from=day_number(date(2024, 1, 1)))
        for n in range(count)
    ]  # fmt: skip


def codes(results: Results) -> list[str]:
    return [item.code for item in results.items]


class TestByItself:
    """The embedded engine without a database."""

    @pytest.fixture
    def engine(self, tmp_path: Path) -> EmbeddedEngine:
        return EmbeddedEngine(tmp_path / "index")

    def test_without_an_index_it_is_unavailable_and_never_empty(self, engine: EmbeddedEngine) -> None:
        assert not engine.ready()
        for ask in (engine.count, engine.keys, lambda: engine.search(EngineRequest())):
            with pytest.raises(EngineUnavailable):
                ask()

    def test_what_is_written_is_found_at_once_and_once(self, engine: EmbeddedEngine) -> None:
        assert engine.write(documents(3), []) == 3
        assert engine.write(documents(2), []) == 2
        assert (engine.count(), engine.keys()) == (3, {"benchmark-0", "benchmark-1", "benchmark-2"})
        answer = engine.search(EngineRequest(query=Term("title_words", "垃圾")))
        assert (answer.total, set(answer.keys)) == (3, engine.keys())

    def test_what_is_gone_is_gone(self, engine: EmbeddedEngine) -> None:
        engine.write(documents(3), [])
        engine.write([], ["benchmark-1", "benchmark-99"])
        assert engine.keys() == {"benchmark-0", "benchmark-2"}
        engine.write(documents(1), ["benchmark-0", "benchmark-2"])
        assert engine.keys() == {"benchmark-0"}

    def test_a_rebuild_replaces_all_and_keeps_the_version_before(self, engine: EmbeddedEngine) -> None:
        engine.write(documents(5), [])
        versions = {engine.rebuild(documents(2))[0] for _ in range(3)}
        assert (engine.count(), len(versions)) == (2, 3)
        assert len([path for path in engine.folder.iterdir() if path.is_dir()]) == 2

    def test_a_failing_rebuild_changes_nothing(self, engine: EmbeddedEngine) -> None:
        engine.write(documents(5), [])

        def broken() -> object:
            yield documents(1)[0]
            raise RuntimeError("the database went away")

        for work in (lambda: engine.rebuild(broken()), lambda: engine.write(broken(), ["benchmark-1"])):  # type: ignore[arg-type]
            with pytest.raises(RuntimeError, match="went away"):
                work()
            assert engine.count() == 5
        assert engine.rebuild(documents(3))[1] == 3

    def test_another_process_sees_it(self, engine: EmbeddedEngine) -> None:
        engine.write(documents(1), [])
        reader = EmbeddedEngine(engine.folder)
        assert reader.count() == 1
        engine.write(documents(4), [])
        assert reader.count() == 4
        engine.rebuild(documents(2))
        assert reader.count() == 2

    @pytest.mark.parametrize("opened_before", [False, True])
    def test_a_writer_killed_before_its_commit_bars_nobodys_way(self, engine: EmbeddedEngine, opened_before: bool) -> None:
        """It leaves files whose names the next writer would give to its own; that one may have had the index open all the time."""
        engine.write(documents(3), [])
        successor = EmbeddedEngine(engine.folder)
        if opened_before:
            successor.write(documents(4)[3:], [])
            assert successor.count() == 4
        committed = engine.folder / engine.version() / "meta.json"
        before = committed.read_bytes()
        engine.write(documents(1), [])
        committed.write_bytes(before)  # all but the last step of a commit
        assert successor.write(documents(1), []) == 1
        assert successor.write([], ["benchmark-1"]) == 0
        left = {"benchmark-0", "benchmark-2"} | ({"benchmark-3"} if opened_before else set())
        assert successor.keys() == EmbeddedEngine(engine.folder).keys() == left

    def test_who_writes_during_a_rebuild_waits_and_writes_to_the_new_index(self, engine: EmbeddedEngine) -> None:
        engine.write(documents(5), [])
        other = EmbeddedEngine(engine.folder)
        late = Document(key="benchmark-99", kind="benchmark", title="倾倒渣土")
        waits = threading.Thread(target=other.write, args=([late], ["benchmark-0"]))

        def crossed() -> Iterator[Document]:
            yield documents(1)[0]
            waits.start()
            waits.join(0.2)  # it cannot end while the lock is held
            assert waits.is_alive()
            yield documents(2)[1]

        engine.rebuild(crossed())
        waits.join()
        assert engine.keys() == {"benchmark-1", "benchmark-99"}

    @pytest.mark.parametrize("sort", ["relevance", "code", "fine", "newest"])
    def test_pages_do_not_overlap(self, engine: EmbeddedEngine, sort: str) -> None:
        engine.write(documents(45), [])
        pages = [engine.search(EngineRequest(query=Term("title_words", "垃圾"), sort=sort, offset=offset, size=20)).keys for offset in (0, 20, 40, 60)]
        assert [len(page) for page in pages] == [20, 20, 5, 0]
        assert len({key for page in pages for key in page}) == 45

    def test_order_by_a_field(self, engine: EmbeddedEngine) -> None:
        engine.write(documents(12), [])
        assert engine.search(EngineRequest(sort="code", size=3)).keys == ("benchmark-0", "benchmark-1", "benchmark-2")
        assert engine.search(EngineRequest(sort="fine", size=2)).keys == ("benchmark-11", "benchmark-10")

    def test_codes_are_sorted_as_written(self, engine: EmbeddedEngine) -> None:
        wanted = ["", "220681000101", "220681000102", "330206024000", "999999999999", "A-1", "a0", "B", "slj-1", "slj-9", "zzzzzzzzzzzz"]
        engine.write([Document(key=f"benchmark-{n}", kind="benchmark", code=code) for n, code in reversed(list(enumerate(wanted)))], [])
        assert engine.search(EngineRequest(sort="code")).keys == tuple(f"benchmark-{n}" for n in range(len(wanted)))

    @pytest.mark.parametrize("damage", ["folder gone", "version gone", "pointer gone", "pointer to nothing", "pointer garbled", "meta garbled", "meta gone", "segments gone"])
    def test_a_damaged_index_is_unavailable_and_can_be_rebuilt(self, engine: EmbeddedEngine, damage: str) -> None:
        engine.write(documents(5), [])
        version = engine.folder / (engine.folder / "current").read_text()
        match damage:
            case "folder gone":
                shutil.rmtree(engine.folder)
            case "version gone":
                shutil.rmtree(version)
            case "pointer gone":
                (engine.folder / "current").unlink()
            case "pointer to nothing":
                (engine.folder / "current").write_text("20200101-000000-abcdef")
            case "pointer garbled":
                (engine.folder / "current").write_bytes(b"\xff\xfe\x00")
            case "meta garbled":
                (version / "meta.json").write_text("{" * 40)
            case "meta gone":
                (version / "meta.json").unlink()
            case "segments gone":
                for path in version.iterdir():
                    if path.suffix in {".idx", ".pos", ".store", ".term", ".fast", ".fieldnorm"}:
                        path.unlink()
        fresh = EmbeddedEngine(engine.folder)
        assert not fresh.ready()
        with pytest.raises(EngineUnavailable):
            fresh.search(EngineRequest(query=Term("title_words", "垃圾")))
        assert fresh.rebuild(documents(3))[1] == 3
        assert fresh.count() == 3

    def test_a_folder_that_cannot_be_used(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a folder")
        engine = EmbeddedEngine(tmp_path / "file" / "index")
        assert not engine.ready()
        for work in (lambda: engine.write(documents(1), []), lambda: engine.rebuild(documents(1))):
            with pytest.raises(EngineUnavailable):
                work()


@pytest.mark.django_db
class TestThroughThePagesQuery:
    @pytest.fixture
    def city(self, tmp_path: Path) -> City:
        return fill(tmp_path)

    def test_facets_count_what_they_would_find(self, city: City) -> None:
        everything = find(benchmarks())
        for name in ("agencies", "laws", "tier_count", "domain"):
            for value in everything.facets[name]:
                assert find(benchmarks(filters={name: (value.value,)})).total == value.count

    def test_a_facet_does_not_narrow_itself(self, city: City) -> None:
        results = find(benchmarks(filters={"agencies": ("scjg",)}))
        counts = {value.value: value.count for value in results.facets["agencies"]}
        assert (results.total, counts["slj"], counts["scjg"]) == (4, 3, 4)
        assert {value.value: value.count for value in results.facets["laws"]}[FOOD_LAW] == 2
        assert {value.value for value in results.facets["laws"] if value.count} <= {FOOD_LAW, "中华人民共和国价格法", "吉林省道路交通安全条例"}

    def test_values_of_one_facet_widen_and_facets_narrow(self, city: City) -> None:
        assert find(benchmarks(filters={"agencies": ("scjg", "slj")})).total == 7
        assert find(benchmarks(filters={"agencies": ("scjg",), "laws": (FOOD_LAW,)})).total == 2
        assert find(benchmarks(filters={"agencies": ("slj",), "laws": (FOOD_LAW,)})).total == 0
        assert find(benchmarks(filters={"agencies": ("yunling",)})).total == 7

    def test_a_chosen_value_is_shown_even_where_nothing_is_left(self, city: City) -> None:
        results = find(benchmarks(text="渣土", filters={"agencies": ("scjg",)}))
        chosen = [value for value in results.facets["agencies"] if value.chosen]
        assert (results.total, [(value.value, value.count) for value in chosen]) == (0, [("scjg", 0)])

    def test_tiers_are_counted_as_numbers(self, city: City) -> None:
        assert codes(find(benchmarks(filters={"tier_count": ("3",)}))) == ["A003"]
        labels = {value.value: value.label for value in find(benchmarks()).facets["tier_count"]}
        assert labels == {"2": "2档", "3": "3档"}

    @pytest.mark.parametrize(
        ("fine", "found"),
        [
            ((None, None), {"A001", "A002", "A003", "B001", "B002", "B003", "B004"}),
            ((60_000, None), {"A002", "A003"}),
            ((100_000, None), {"A002", "A003"}),
            ((100_001, None), set()),
            ((None, 499), set()),
            ((None, 500), {"B003"}),
            ((None, 5_000), {"B001", "B002", "B003"}),
            ((5_001, 9_999), {"B001", "B002"}),
            ((0, None), {"A001", "A002", "A003", "B001", "B002", "B003"}),
            ((9_000, 100), set()),
        ],
    )
    def test_a_fine_filter_finds_ranges_that_touch_it(self, city: City, fine: tuple[int | None, int | None], found: set[str]) -> None:
        assert set(codes(find(benchmarks(fine=fine)))) == found

    def test_order(self, city: City) -> None:
        assert codes(find(benchmarks(sort="code"))) == ["A001", "A002", "A003", "B001", "B002", "B003", "B004"]
        fines = [item.record.fine_max or -1 for item in find(benchmarks(sort="fine")).items]
        assert fines == sorted(fines, reverse=True)

    def test_the_day_asked_about(self, city: City, tmp_path: Path) -> None:
        bring(tmp_path, [Line("销售超过保质期的食品", code="B001", agency=city.market.name, basis=FOOD, begins="2025-01-01", tiers=(("一般", "初次违法的", "处9千元罚款"), ("严重", "再次违法的", "处9万元罚款")))])
        drain()
        before, after = find(benchmarks(text="过期食品 保质期", on=date(2024, 12, 31))), find(benchmarks(text="过期食品 保质期", on=LATER))
        assert (codes(before)[0], codes(after)[0]) == ("B001", "B001")
        assert (before.items[0].record.fine_max, after.items[0].record.fine_max) == (50_000, 90_000)
        assert before.items[0].url.endswith("/B001/?on=2024-12-31")
        assert before.notice is not None and "2024年12月31日" in before.notice
        assert find(benchmarks(on=date(2023, 1, 1))).total == 0
        assert find(benchmarks(text="B001", on=LATER, fine=(90_000, None))).total == 1

    def test_a_code_is_found_however_it_is_typed(self, city: City) -> None:
        for typed in ("A001", "a001", "Ａ００１", " a001 "):
            assert codes(find(SearchQuery(text=typed)))[0] == "A001"

    def test_agencies_are_found_by_every_name(self, city: City) -> None:
        for name in ("市场监管局", "云岭市工商行政管理局", "市场监督管理局"):
            results = find(SearchQuery(text=name, filters={"kind": ("agency",)}))
            assert codes(results) == ["scjg"]
            assert results.items[0].url == "/agencies/scjg/"

    def test_what_the_database_hides_is_not_shown_though_indexed(self, city: City) -> None:
        Edition.objects.filter(benchmark__code="A001").update(live=False)
        assert "A001" not in codes(find(benchmarks(text="渣土")))

    def test_paging(self, city: City) -> None:
        first = find(benchmarks(sort="code", size=3))
        assert (first.total, first.pages, first.first, first.last, first.has_next) == (7, 3, 1, 3, True)
        last = find(benchmarks(sort="code", size=3, page=3))
        assert (len(last.items), last.first, last.last, last.has_next) == (1, 7, 7, False)
        beyond = find(benchmarks(sort="code", size=3, page=9))
        assert (beyond.total, beyond.items, beyond.first, beyond.last) == (7, (), 0, 0)

    def test_queries_do_not_grow_with_what_is_found(self, city: City, django_assert_max_num_queries: object) -> None:
        find(benchmarks())  # names and thesaurus are read once
        with django_assert_max_num_queries(9):  # type: ignore[operator]
            results = find(benchmarks())
            assert [str(tier) for item in results.items for tier in item.record.tiers.all()]


#: Question → what must stand among the first three.
RELEVANCE = {
    "乱倒垃圾罚多少钱": "A001", "河道倒渣土": "A001", "往河里倒垃圾": "A001", "渣土": "A001",
    "没批准就取水": "A002", "擅自取水": "A002", "水法第六十九条": "A002", "私自打井": "A003", "地下水": "A003",
    "卖过期食品": "B001", "保质期": "B001", "食品安全法124条": "B001", "餐具不消毒": "B002", "餐具没清洗干净": "B002",
    "没有明码标价": "B003", "价格法": "B003", "不标价": "B003", "电动车载人": "B004", "骑电动自行车带人": "B004", "道路交通安全条例": "B004",
    "A002": "A002", "b003": "B003", "销售超过保质期的食品": "B001",
}  # fmt: skip


@pytest.mark.django_db
def test_relevance(tmp_path: Path) -> None:
    fill(tmp_path)
    missed = {question: codes(find(benchmarks(text=question)))[:3] for question, code in RELEVANCE.items() if code not in codes(find(benchmarks(text=question)))[:3]}
    assert missed == {}
