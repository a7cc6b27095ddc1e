"""Headers in their many words, and tiers down rows, across columns and inside one cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.workbooks.acts import ACTS, METER, MODEL, SAND, Act, blank_rows, item_merges
from tests.workbooks.reading import read, same, tiers

#: Headers seen in the wild over (seq, violation, basis, tier, condition, penalty), and the field of the basis.
HEADS = {
    "model": (["序号", "违法行为", "法定依据", "裁量阶次", "适用条件", "具体标准"], "legal_basis"),
    "highway of one province": (
        ["序号", "违法种类", "法律依据", "违法程度", "情节与后果", "处罚幅度"],
        "legal_basis",
    ),
    "tier headed 违法情节": (
        ["序号", "行为", "处罚依据", "违法情节", "裁量事实", "处罚基准"],
        "penalty_basis",
    ),
    "both 违法情节 and 违法情形": (
        ["序号", "违法行为", "处罚法律条款", "违法情节", "违法情形", "处罚裁量基准"],
        "penalty_basis",
    ),
    "程度 beside 情节": (
        ["序号", "违法行为", "处罚依据", "违法程度", "违法情节", "建议处罚"],
        "penalty_basis",
    ),
    "档次": (["序号", "案由", "依据", "处罚档次", "情形描述", "裁量幅度"], "legal_basis"),
    "short": (["编号", "案由", "依据", "阶次", "情形", "幅度"], "legal_basis"),
    "required marks": (
        ["*序号", "违法行为（必填）", "法律依据：", "裁量 阶次*", "适用\n条件", "裁量标准（元）"],
        "legal_basis",
    ),
}


@pytest.mark.parametrize("name", HEADS)
def test_header_synonyms(tmp_path: Path, name: str) -> None:
    head, basis = HEADS[name]
    rows = [[row[0], *row[2:]] for row in blank_rows()]
    reading = read(tmp_path, [head, *rows], item_merges(columns=3))
    same(reading)
    assert [item.text(basis) for item in reading.items] == [act.basis for act in ACTS]


def test_tier_headed_as_circumstance_without_neighbour(tmp_path: Path) -> None:
    rows = [[row[0], row[2], row[3], row[4], row[6]] for row in blank_rows()]
    reading = read(tmp_path, [["序号", "违法行为", "法律依据", "违法情节", "处罚裁量标准"], *rows])
    assert [tier.tier for tier in reading.items[0].tiers] == ["轻微", "一般", "严重"]
    assert reading.items[0].tiers[0].penalty == SAND.tiers[0][2]
    assert "condition" not in reading.items[0].tiers[0].cells


def test_circumstance_headed_as_tier_asks(tmp_path: Path) -> None:
    head = ["序号", "违法行为", "法律依据", "违法情节", "处罚标准"]
    rows: list[Sequence[object]] = [
        [1, SAND.name, SAND.basis, "轻微", "警告"],
        ["", "", "", "倾倒一立方米以上不足五立方米的", "处二万元以上四万元以下罚款"],
        ["", "", "", "倾倒五立方米以上的", "处四万元以上五万元以下罚款"],
    ]
    reading = read(tmp_path, [head, *rows])
    question = next(problem for problem in reading.problems if problem.code == "AMBIGUOUS_HEADER")
    assert (question.severity, question.row, question.column) == ("warning", 1, "D")


def test_statutory_range_beside_the_tiers(tmp_path: Path) -> None:
    head = ["序号", "违法行为", "处罚依据", "处罚标准", "裁量情形", "裁量幅度"]
    rows: list[Sequence[object]] = []
    for act in ACTS:
        for number, (_, condition, penalty) in enumerate(act.tiers):
            rows.append(
                [
                    *([act.seq, act.name, act.basis, "一万元以上五万元以下罚款"] if not number else [""] * 4),
                    condition,
                    penalty,
                ]
            )
    reading = read(tmp_path, [head, *rows], item_merges(columns=4))
    assert {item.text("statutory_penalty") for item in reading.items} == {"一万元以上五万元以下罚款"}
    assert [tier.penalty for tier in reading.items[0].tiers] == [tier[2] for tier in SAND.tiers]


def test_two_standards_are_appended(tmp_path: Path) -> None:
    head = ["序号", "违法行为", "违法数量/归类", "补种标准", "处罚款标准", "行政处罚标准"]
    rows: list[Sequence[object]] = [
        [1, "盗伐林木", "不足一立方米", "补种一倍", "价值五倍罚款", "没收盗伐的林木"],
        ["", "", "一立方米以上", "补种五倍", "价值八倍罚款", "没收盗伐的林木"],
    ]
    item = read(tmp_path, [head, *rows], [(1, 0, 2, 0), (1, 1, 2, 1)]).items[0]
    assert tiers(item)[0] == ("不足一立方米", "不足一立方米", "价值五倍罚款\n没收盗伐的林木")
    assert item.text("remedial_measure") == "补种一倍\n补种五倍"


def test_no_identity_but_restarting_tiers(tmp_path: Path) -> None:
    rows = [list(tier) for act in ACTS for tier in act.tiers]
    reading = read(tmp_path, [["违法程度", "违法情节", "建议处罚"], *rows])
    assert [tiers(item) for item in reading.items] == [act.tiers for act in ACTS]


def test_sub_numbers_begin_new_items_when_tiers_restart(tmp_path: Path) -> None:
    head = ["序号", "行政处罚依据", "项", "裁量阶次", "违法行为表现情形", "行政处罚标准"]
    rows: list[Sequence[object]] = []
    for number, act in enumerate((SAND, METER)):
        for index, (label, condition, penalty) in enumerate(act.tiers):
            first = number == index == 0
            rows.append(
                [
                    1 if first else "",
                    SAND.basis if first else "",
                    f"1.{number + 1}" if not index else "",
                    label + "违法行为",
                    condition,
                    penalty,
                ]
            )
    reading = read(tmp_path, [head, *rows], [(1, 0, 6, 0), (1, 1, 6, 1), (1, 2, 3, 2), (4, 2, 6, 2)])
    assert [len(item.tiers) for item in reading.items] == [3, 3]
    assert [item.text("penalty_basis") for item in reading.items] == [SAND.basis, SAND.basis]
    assert reading.items[0].tiers[0].tier == "轻微违法行为"


def inline(act: Act, style: str) -> str:
    pieces = []
    for number, (label, condition, penalty) in enumerate(act.tiers, 1):
        han = "一二三四五"[number - 1]
        pieces.append(
            {
                "numbered": f"{number}、{label}：{condition}，{penalty}；",
                "lines": f"{label}：{condition}，{penalty}。\n",
                "boxed": f"【{label}】{condition}，{penalty}\n",
                "han": f"（{han}）{label}：{condition}，{penalty}。\n",
                "situation": f"{number}.{label}情形：{condition}，{penalty}。",
                "labels": f"{label}：适用条件：{condition}；处罚标准：{penalty}\n",
                "clauses": f"（{han}）情节{label}的，{condition}，{penalty}；",
                "embraced": f"{label}（{condition}）：{penalty}；\n",
                "head lines": f"{label}\n{condition}，{penalty}\n",
            }[style]
        )
    return "".join(pieces)


@pytest.mark.parametrize(
    "style", ["numbered", "lines", "boxed", "han", "situation", "labels", "embraced", "head lines"]
)
def test_all_tiers_in_one_cell(tmp_path: Path, style: str) -> None:
    head = ["序号", "违法行为", "处罚依据", "种类", "法定处罚标准", "具体情形及裁量标准", "承办处(科)室"]
    rows = [
        [act.seq, act.name, act.basis, "罚款", "五万元以下罚款", inline(act, style), "水政科"] for act in ACTS
    ]
    reading = read(tmp_path, [head, *rows])
    found = [
        tuple(
            (
                tier.tier.removesuffix("情形").removeprefix("情节").removesuffix("的"),
                tier.condition,
                tier.penalty.rstrip("。"),
            )
            for tier in item.tiers
        )
        for item in reading.items
    ]
    assert found == [act.tiers for act in ACTS]
    assert reading.items[0].text("handling_unit") == "水政科"
    assert reading.items[0].text("statutory_penalty") == "五万元以下罚款"
    assert reading.items[0].tiers[0].cells["penalty"] == "F"


def test_all_tiers_in_a_cell_headed_as_standard(tmp_path: Path) -> None:
    rows = [[act.seq, act.name, act.basis, inline(act, "lines")] for act in ACTS]
    reading = read(tmp_path, [["序号", "违法行为", "法律依据", "裁量标准"], *rows])
    assert [[tier.tier for tier in item.tiers] for item in reading.items] == [["轻微", "一般", "严重"]] * 3


def test_one_rich_column_is_a_table(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        ["处罚幅度、违法情节及处罚裁量标准"],
        *([inline(act, "lines")] for act in ACTS),
    ]
    assert [len(item.tiers) for item in read(tmp_path, rows).items] == [3, 3, 3]


def test_each_cell_holds_parallel_lines(tmp_path: Path) -> None:
    rows = [
        [act.seq, act.name, act.basis, *("\n".join(column) for column in zip(*act.tiers, strict=True))]
        for act in ACTS
    ]
    same(read(tmp_path, [HEADS["model"][0], *rows]))


ACROSS = {
    "conditions and standards under each tier": (
        [
            ["序号", "违法行为", "法律依据", "轻微", "", "一般", "", "严重", ""],
            ["", "", "", *["适用条件", "具体标准"] * 3],
        ],
        [(0, 3, 0, 4), (0, 5, 0, 6), (0, 7, 0, 8), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)],
        lambda act: [text for tier in act.tiers for text in tier[1:]],
    ),
    "three header rows": (
        [
            ["序号", "违法行为", "法律依据", "裁量基准", "", "", "", "", ""],
            ["", "", "", "轻微", "", "一般", "", "严重", ""],
            ["", "", "", *["适用情形", "处罚标准"] * 3],
        ],
        [(0, 3, 0, 8), (1, 3, 1, 4), (1, 5, 1, 6), (1, 7, 1, 8), (0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 2, 2)],
        lambda act: [text for tier in act.tiers for text in tier[1:]],
    ),
    "tiers under conditions and standards": (
        [
            ["序号", "违法行为", "法律依据", "适用条件", "", "", "裁量标准", "", ""],
            ["", "", "", *["轻微", "一般", "严重"] * 2],
        ],
        [(0, 3, 0, 5), (0, 6, 0, 8), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)],
        lambda act: [tier[1] for tier in act.tiers] + [tier[2] for tier in act.tiers],
    ),
    "one cell a tier": (
        [["序号", "违法行为", "法律依据", "裁量标准", "", ""], ["", "", "", "轻微", "一般", "严重"]],
        [(0, 3, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)],
        lambda act: [f"{tier[1]}，{tier[2]}" for tier in act.tiers],
    ),
    "heads in one row": (
        [
            [
                "序号",
                "违法行为",
                "法律依据",
                "轻微适用条件",
                "轻微处罚标准",
                "一般适用条件",
                "一般处罚标准",
                "严重适用条件",
                "严重处罚标准",
            ]
        ],
        [],
        lambda act: [text for tier in act.tiers for text in tier[1:]],
    ),
    "unmerged groups": (
        [
            ["序号", "违法行为", "法律依据", "轻微", "", "一般", "", "严重", ""],
            ["", "", "", *["适用条件", "具体标准"] * 3],
        ],
        [],
        lambda act: [text for tier in act.tiers for text in tier[1:]],
    ),
}


@pytest.mark.parametrize("name", ACROSS)
def test_tiers_across_columns(tmp_path: Path, name: str) -> None:
    head, merges, cells = ACROSS[name]
    rows = [[act.seq, act.name, act.basis, *cells(act)] for act in ACTS]
    reading = read(tmp_path, [*head, *rows], merges)
    same(reading)
    assert len(set(reading.items[0].tiers[2].cells.values())) >= 1


def test_a_tier_left_out_across_columns_is_not_offered(tmp_path: Path) -> None:
    head, merges, cells = ACROSS["conditions and standards under each tier"]
    row = [1, SAND.name, SAND.basis, *cells(SAND)]
    row[3] = row[4] = ""
    item = read(tmp_path, [*head, row], merges).items[0]
    assert tiers(item) == SAND.tiers[1:]


def test_group_head_over_the_tier_columns(tmp_path: Path) -> None:
    head = [
        ["序号", "违法行为", "处罚依据", "裁量基准", "", "", "实施主体"],
        ["", "", "", "违法程度", "违法情节", "裁量幅度", ""],
    ]
    rows = [[row[0], row[2], row[3], *row[4:], "市水利局" if row[0] else ""] for row in blank_rows()]
    for merges in ([(0, 3, 0, 5)], [(0, 3, 0, 5), *((0, c, 1, c) for c in (0, 1, 2, 6))], []):
        reading = read(tmp_path, [*head, *rows], merges)
        same(reading)
        assert {item.text("agency") for item in reading.items} == {"市水利局"}


def test_cells_merged_inside_an_item(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        [1, SAND.code, SAND.name, SAND.basis, "一般", "倾倒一立方米的", "处一万元罚款"],
        ["", "", "", "", "", "倾倒在禁采期内的", ""],
        ["", "", "", "", "严重", "倾倒五立方米的", "处五万元罚款"],
    ]
    reading = read(tmp_path, [MODEL, *rows], [*((1, c, 3, c) for c in range(4)), (1, 4, 2, 4), (1, 6, 2, 6)])
    assert tiers(reading.items[0]) == (
        ("一般", "倾倒一立方米的\n倾倒在禁采期内的", "处一万元罚款"),
        ("严重", "倾倒五立方米的", "处五万元罚款"),
    )


def test_one_cell_over_condition_and_standard(tmp_path: Path) -> None:
    rows = blank_rows((SAND,))
    rows[0][5:] = ["首次发现的，不予行政处罚", ""]
    rows[1][5:] = ["不予行政处罚", ""]
    item = read(tmp_path, [MODEL, *rows], [(1, 5, 1, 6), (2, 5, 2, 6)]).items[0]
    assert tiers(item)[:2] == (("轻微", "首次发现的", "不予行政处罚"), ("一般", "", "不予行政处罚"))
