"""Tiers all in one cell or across columns, in each way of writing that officers have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from enforcement.spreadsheets.written_tiers import are_tier_words, split_body, split_tiers
from tests.workbooks.acts import ACTS
from tests.workbooks.reading import codes, read, same

Write = Callable[[int, str, str, str], str]
STYLES: dict[str, Write] = {
    "1、": lambda n, label, when, what: f"{n}、{label}：{when}，{what}",
    "1.": lambda n, label, when, what: f"{n}.{label}：{when}，{what}",
    "①": lambda n, label, when, what: f"{'①②③'[n - 1]}{label}：{when}，{what}",
    "（一）": lambda n, label, when, what: f"（{'一二三'[n - 1]}）{label}：{when}，{what}",
    "counted, with a comma": lambda n, label, when, what: f"（{n}）{label}，{when}，{what}",
    "【】": lambda n, label, when, what: f"【{label}】{when}，{what}",
    "colon twice": lambda n, label, when, what: f"【{label}】{when}：{what}",
    "semicolon between": lambda n, label, when, what: f"{label}：{when}；{what}",
    "full stop between": lambda n, label, when, what: f"{label}：{when}。{what}",
    "line between": lambda n, label, when, what: f"{label}：{when}\n{what}",
    "brackets": lambda n, label, when, what: f"{n}.{label}（{when}）：{what}",
    "labels": lambda n, label, when, what: f"{label}：适用条件：{when}；裁量标准：{what}",
    "labels on lines": lambda n, label, when, what: f"{n}、{label}\n适用条件：{when}\n裁量标准：{what}",
    "label behind a space": lambda n, label, when, what: f"[{label}]{when} 处罚：{what}",
    "bars": lambda n, label, when, what: f"{label}|{when}|{what}",
    "dashes": lambda n, label, when, what: f"{label}—{when}—{what}",
    "arrow": lambda n, label, when, what: f"{label}：{when} → {what}",
    "narrow marks": lambda n, label, when, what: f"{label}:{when},{what}",
}
HEAD = ["序号", "违法行为", "法律依据"]


@pytest.mark.parametrize("end", ["\n", "；", "；\n", "。"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("head", ["裁量基准", "裁量阶次、适用条件和裁量标准"])
def test_all_tiers_in_one_cell(tmp_path: Path, head: str, style: str, end: str) -> None:
    write = STYLES[style]
    rows: list[Sequence[object]] = [[*HEAD, head]]
    for act in ACTS:
        text = end.join(write(number, *tier) for number, tier in enumerate(act.tiers, 1))
        rows.append([act.seq, act.name, act.basis, text])
    reading = read(tmp_path, rows)
    for tier in (tier for item in reading.items for tier in item.tiers if end == "。"):
        # The full stop belongs to the penalty as written, except after the last tier here.
        tier.penalty = tier.penalty.rstrip("。")
    same(reading)


def test_what_several_tiers_share_or_the_law_says_of_crimes_is_no_circumstance() -> None:
    shared = "一般：首次的，造成危害的，处五日以下拘留\n严重：再次的，造成危害的，处十日以上拘留"
    assert [(found.condition, found.penalty) for found in split_tiers(shared)] == [
        ("首次的", "造成危害的，处五日以下拘留"),
        ("再次的", "造成危害的，处十日以上拘留"),
    ]
    assert split_body("情节严重的，尚不构成犯罪的，处十日拘留") == (
        "情节严重的",
        "尚不构成犯罪的，处十日拘留",
    )


def test_a_tier_word_inside_the_penalty_begins_no_tier() -> None:
    text = "情节轻微：及时改正的\n不予行政处罚\n情节严重：拒不改正的\n处一万元罚款；情节严重的，吊销许可证"
    assert [(found.tier, found.penalty) for found in split_tiers(text)] == [
        ("情节轻微", "不予行政处罚"),
        ("情节严重", "处一万元罚款；情节严重的，吊销许可证"),
    ]


@pytest.mark.parametrize("number", ["", "{}.", "（{}）", "{}、"])
def test_one_line_a_tier_in_every_cell(tmp_path: Path, number: str) -> None:
    rows: list[Sequence[object]] = [[*HEAD, "裁量阶次", "适用条件", "裁量标准"]]
    for act in ACTS:
        columns = zip(*act.tiers, strict=True)
        cells = ["\n".join(number.format(n) + text for n, text in enumerate(column, 1)) for column in columns]
        rows.append([act.seq, act.name, act.basis, *cells])
    same(read(tmp_path, rows))


def test_numbers_inside_a_line_stay() -> None:
    assert are_tier_words("1.轻微\n2.严重") and not are_tier_words("轻微\n首次的")


ACROSS: dict[str, list[list[str]]] = {
    "tier words, sub-heads": [["轻微", "", "一般", "", "严重", ""], ["适用条件", "裁量标准"] * 3],
    "near other heads": [["情节轻微", "", "情节较重", "", "情节严重", ""], ["适用情形", "处罚标准"] * 3],
    "one row": [
        ["轻微适用条件", "轻微裁量标准", "一般适用条件", "一般裁量标准", "严重适用条件", "严重裁量标准"]
    ],
    "word in brackets": [
        ["适用条件（A）", "裁量标准（A）", "适用条件（B）", "裁量标准（B）", "适用条件（C）", "裁量标准（C）"]
    ],
    "dash": [
        ["适用条件-轻微", "裁量标准-轻微", "适用条件-一般", "裁量标准-一般", "适用条件-严重", "裁量标准-严重"]
    ],
}


@pytest.mark.parametrize("layout", ACROSS)
def test_tiers_across_columns(tmp_path: Path, layout: str) -> None:
    head = ACROSS[layout]
    rows: list[Sequence[object]] = [[*(HEAD if n == 0 else [""] * 3), *line] for n, line in enumerate(head)]
    rows += [
        [act.seq, act.name, act.basis, *(part for tier in act.tiers for part in tier[1:])] for act in ACTS
    ]
    reading = read(tmp_path, rows)
    found = [[(tier.condition, tier.penalty) for tier in item.tiers] for item in reading.items]
    assert found == [[tier[1:] for tier in act.tiers] for act in ACTS]
    assert len({tier.tier for tier in reading.items[0].tiers}) == 3


@pytest.mark.parametrize(
    "head",
    [
        [[f"{name}{number}" for number in "一二三" for name in ("阶次", "适用条件", "裁量标准")]],
        [["第一档", "", "", "第二档", "", "", "第三档", "", ""], ["裁量阶次", "适用条件", "裁量标准"] * 3],
    ],
)
def test_numbered_groups_take_the_label_from_the_cell(tmp_path: Path, head: list[list[str]]) -> None:
    rows: list[Sequence[object]] = [[*(HEAD if n == 0 else [""] * 3), *line] for n, line in enumerate(head)]
    rows += [[act.seq, act.name, act.basis, *(part for tier in act.tiers for part in tier)] for act in ACTS]
    same(read(tmp_path, rows))


@pytest.mark.parametrize("nothing", ["", "/", "—", "无"])
def test_a_stroke_offers_no_tier(tmp_path: Path, nothing: str) -> None:
    head = ["", "", "", "轻微", "", "一般", "", "严重", ""]
    rows: list[Sequence[object]] = [[*HEAD, *head[3:]], ["", "", "", *["适用条件", "裁量标准"] * 3]]
    for act in ACTS:
        first, _, last = act.tiers
        rows.append([act.seq, act.name, act.basis, *first[1:], nothing, nothing, *last[1:]])
    reading = read(tmp_path, rows)
    assert [[tier.tier for tier in item.tiers] for item in reading.items] == [["轻微", "严重"]] * 3
    assert "UNMAPPED_COLUMN" not in codes(reading)
