"""Leniency lists from a file to the record, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from enforcement.imports.publish import publish
from enforcement.imports.undo import undo
from enforcement.models import (
    BatchItem,
    LeniencyLink,
    LeniencyList,
    LeniencyMatter,
    LeniencyVersion,
    LeniencyWording,
)
from enforcement.models.leniency import Effect
from enforcement.withdrawal import withdraw_version
from tests.enforcement.leniency_lists import (
    AUTUMN,
    DIG,
    DIKE,
    HEAD,
    SPRING,
    STALL,
    TITLE,
    acts,
    bring,
    planned,
    sheet,
    waiting,
    write,
)
from tests.street import BASIS, MARKET, WATER, City, Line, make_city
from tests.street import bring as bring_benchmarks
from tests.workbooks import writers

pytestmark = pytest.mark.django_db
NAME = "首违不罚事项清单"


@pytest.fixture
def city() -> City:
    return make_city()


def test_a_list_is_published_whole_and_known_again(city: City, tmp_path: Path) -> None:
    path = write(tmp_path, DIG, STALL)
    batch = bring(path, effective_from=SPRING)
    assert acts(SPRING) == {NAME: [DIG[0], STALL[0]]}
    assert batch.kind == "leniency" and batch.counts["matters"] == 2
    again = planned(path, effective_from=SPRING)
    assert [entry.action for entry in again.entries] == ["same"]
    publish(waiting(path, effective_from=SPRING), None)
    assert LeniencyVersion.objects.count() == 1


def test_another_day_makes_a_version_and_matters_keep_their_addresses(city: City, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG, STALL), effective_from=SPRING)
    before = dict(LeniencyWording.objects.values_list("act", "matter__address"))
    reworded = (DIG[0], DIG[1], "两年内首次违法，当日改正", DIG[3])
    batch = bring(write(tmp_path, DIKE, reworded), effective_from=AUTUMN)
    assert batch.items.get().action == "change"
    assert acts(SPRING) == {NAME: [DIG[0], STALL[0]]} and acts(AUTUMN) == {NAME: [DIKE[0], DIG[0]]}
    assert LeniencyWording.objects.get(version__in_force_from=AUTUMN, act=DIG[0]).matter.address == before[DIG[0]]
    assert LeniencyMatter.objects.count() == 3
    assert LeniencyVersion.objects.get(in_force_from=SPRING).in_force_until == AUTUMN
    assert [refusal.reason for refusal in undo(batch, None)] == []
    assert acts(AUTUMN) == {NAME: [DIG[0], STALL[0]]}


def test_a_correction_takes_the_place_and_undo_gives_it_back(city: City, tmp_path: Path) -> None:
    first = bring(write(tmp_path, DIG), effective_from=SPRING)
    assert planned(write(tmp_path, DIKE), effective_from=SPRING).entries[0].held_because.startswith("自2025年3月1日起已有内容不同的版本")
    mended = bring(write(tmp_path, DIKE), effective_from=AUTUMN, correction=True)
    assert acts(SPRING) == {NAME: [DIKE[0]]} == acts(AUTUMN)
    assert [refusal.reason for refusal in undo(first, None)] == ["发布后已被更正"]
    assert not undo(mended, None)
    assert acts(SPRING) == {NAME: [DIG[0]]}


def test_what_was_published_meanwhile_is_not_overwritten(city: City, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG), effective_from=SPRING)
    slow = waiting(write(tmp_path, DIG, STALL), effective_from=AUTUMN)
    bring(write(tmp_path, DIKE), effective_from=AUTUMN)
    publish(slow, None)
    assert slow.items.get().action == "held" and acts(AUTUMN) == {NAME: [DIKE[0]]}


def test_an_empty_list_is_lawful(city: City, tmp_path: Path) -> None:
    for rows in ([], [["本清单暂无事项"]], [[1, "无"]]):
        assert [entry.row["matters"] for entry in planned(writers.xlsx(tmp_path / "e.xlsx", {"清单": [*sheet(), *rows]})).entries] == [[]]
    bring(write(tmp_path), effective_from=SPRING)
    assert acts(SPRING) == {NAME: []}
    bring(write(tmp_path, DIG), effective_from=AUTUMN)
    assert acts(SPRING) == {NAME: []} and acts(AUTUMN) == {NAME: [DIG[0]]}


def test_a_faulty_row_never_takes_a_matter_off_a_list(city: City, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG, STALL), effective_from=SPRING)
    entry = planned(write(tmp_path, DIG, ("", *STALL[1:])), effective_from=AUTUMN).entries[0]
    assert entry.action == "held" and "从清单中消失" in entry.held_because
    # A list that is new goes on with what can be read; one of which nothing can be read is not an empty one.
    new = planned(write(tmp_path, DIG, ("", *STALL[1:]), title="云岭市轻微不罚事项清单"))
    assert [len(entry.row["matters"]) for entry in new.entries] == [1] and new.has_errors
    assert planned(write(tmp_path, ("", *STALL[1:]), title="云岭市轻微不罚事项清单")).entries == []


def test_problems_are_told_by_cell(city: City, tmp_path: Path) -> None:
    found = planned(write(tmp_path, ("拨打13912345678举报", *DIG[1:]), ("擅自排水", "见有关规定", "", WATER), ("擅自筑坝", BASIS, "首次", "")))
    told = {(problem.code, f"{problem.column}{problem.row}") for problem in found.problems if problem.row and problem.row > 2}
    assert {("PERSONAL_DATA", "B3"), ("CITATION_WITHOUT_ARTICLE", "C4"), ("MISSING_CONDITION", "D4"), ("MISSING_AGENCY", "E5")} <= told
    assert "13912345678" not in str([problem.as_dict() for problem in found.problems])


FOUR = ("不予处罚事项清单", "从轻处罚事项清单", "减轻处罚事项清单", "免予行政强制事项清单")


def four_stacked() -> list[list[object]]:
    rows: list[list[object]] = [["云岭市水利局包容审慎监管“四张清单”"], ["单位：云岭市水利局（公章）"]]
    for number, (name, word) in enumerate(zip(FOUR, ("不予处罚", "从轻处罚", "减轻处罚", "免予行政强制"), strict=True)):
        rows += [[f"{'一二三四'[number]}、{name}"], ["序号", "行政强制事项" if number == 3 else "行政处罚事项", "实施机关", f"{word}适用条件", "法律依据", "备注"]]
        if number != 2:
            rows.append([1, f"擅自取水（{word}）", WATER, "主动改正的", BASIS, ""])
    return rows


def names(path: Path) -> list[tuple[str, str, int]]:
    return [(entry.row["name"], entry.row["agency"], len(entry.row["matters"])) for entry in planned(path).entries]


STACKED = list(zip(FOUR, [WATER] * 4, [1, 1, 0, 1], strict=True))


def test_four_lists_stacked_in_one_sheet_one_of_them_empty(city: City, tmp_path: Path) -> None:
    assert names(writers.xlsx(tmp_path / "a.xlsx", {"四张清单": four_stacked()})) == STACKED
    assert names(writers.xls(tmp_path / "a.xls", four_stacked())) == STACKED


def test_the_same_head_over_every_list(city: City, tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for name, matters in (("不予处罚事项清单", [DIG]), ("从轻处罚事项清单", []), ("减轻处罚事项清单", [DIKE, DIG])):
        rows += sheet(*matters, title=name)
    assert [(name, count) for name, _, count in names(writers.xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}))] == [
        ("不予处罚事项清单", 1), ("从轻处罚事项清单", 0), ("减轻处罚事项清单", 2),
    ]  # fmt: skip


def test_a_sheet_a_list(city: City, tmp_path: Path) -> None:
    sheets = {name: sheet(DIG, title=f"云岭市{name}（2025年版）") for name in FOUR} | {"填表说明": [["说明"]]}
    assert [name for name, _, _ in names(writers.xlsx(tmp_path / "a.xlsx", sheets))] == list(FOUR)
    untitled = {name: sheet(DIG)[1:] for name in FOUR}
    assert [name for name, _, _ in names(writers.xlsx(tmp_path / "b.xlsx", untitled))] == list(FOUR)


def delimited(path: Path, rows: list[list[object]]) -> Path:
    path.write_bytes(writers.delimited(rows).encode("gb18030"))
    return path


def test_text_and_word_files(city: City, tmp_path: Path) -> None:
    rows = sheet(DIG, STALL)
    for path in (delimited(tmp_path / "a.csv", rows), writers.word(tmp_path / "a.docx", [rows[1:]], [TITLE])):
        assert names(path) == [(NAME, "", 2)]


def test_must_and_may_are_told_row_by_row(city: City, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["云岭市轻微不罚、首违免罚清单"],
        ["序号", "事项名称", "实施依据", "免罚情形", "适用条件", "实施主体"],
        [1, "擅自取水", BASIS, "轻微不罚", "违法行为轻微并及时改正，没有造成危害后果", WATER],
        [2, "擅自排水", BASIS, "首违免罚", "首次违法且及时改正", WATER],
        [3, "擅自筑坝", BASIS, "", "及时改正", WATER],
    ]
    bring(writers.xlsx(tmp_path / "a.xlsx", {"清单": rows}), effective_from=SPRING)
    effects = [wording.effect for wording in LeniencyWording.objects.select_related("version__list").order_by("order")]
    assert effects == [Effect.MUST_NOT_PUNISH, Effect.MAY_NOT_PUNISH, Effect.NOT_PUNISHED_AS_STATED]
    assert [effect.discretionary for effect in effects] == [False, True, False]
    assert "不等于不处罚" in Effect.MAY_SPARE_COERCION.sentence and "可以不予" in Effect.MAY_NOT_PUNISH.sentence


def test_a_benchmark_meets_its_matter_only_where_provision_and_act_agree(city: City, tmp_path: Path) -> None:
    bring_benchmarks(tmp_path, [Line("擅自取水", code="A1"), Line("擅自在堤防上种植高秆作物", code="A2"), Line("未按规定公示价格", code="B1", agency=MARKET)])
    bring(write(tmp_path, DIG, DIKE, STALL), effective_from=SPRING)
    found = dict(LeniencyLink.objects.values_list("benchmark__code", "state"))
    assert found == {"A1": "matched", "A2": "offered", "B1": "offered"}
    LeniencyLink.objects.filter(benchmark__code="A2").update(state="rejected")
    bring(write(tmp_path, DIG, DIKE), effective_from=AUTUMN)
    assert dict(LeniencyLink.objects.values_list("benchmark__code", "state"))["A2"] == "rejected"


def test_a_withdrawn_version_is_gone_and_the_one_before_does_not_come_back(city: City, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG), effective_from=SPRING)
    batch = bring(write(tmp_path, STALL), effective_from=AUTUMN)
    withdraw_version(LeniencyVersion.objects.get(in_force_from=AUTUMN), "清单有误", None)
    assert acts(AUTUMN) == {} and acts(SPRING) == {NAME: [DIG[0]]}
    assert [refusal.reason for refusal in undo(batch, None)] == ["发布后已被撤回"]


def test_lists_of_other_names_are_others(city: City, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG), effective_from=SPRING)
    other = planned(write(tmp_path, DIKE, title="云岭市水利领域首违不罚清单"), effective_from=SPRING)
    assert [entry.action for entry in other.entries] == ["create"] and "NEAR_MATCH" in [problem.code for problem in other.problems]
    bring(write(tmp_path, DIKE, title=f"{WATER}首违不罚事项清单"), effective_from=SPRING)
    assert set(LeniencyList.objects.values_list("address", flat=True)) == {"first-violation", "slj-first-violation"}
    assert TITLE.endswith(NAME) and HEAD
    assert set(BatchItem.objects.values_list("agency__name", flat=True)) == {None, WATER}
