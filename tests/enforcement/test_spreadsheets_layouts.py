"""Tables as officers lay them out: each golden workbook with exactly what must come out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from enforcement.spreadsheets.items import RawItem
from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.rows import Reading, read_items
from tests.workbooks import writers
from tests.workbooks.acts import ACTS, DIKE, METER, MODEL, SAND, Act, blank_rows, item_merges, repeated_rows
from tests.workbooks.writers import Range


def read(
    tmp_path: Path, rows: list[list[object]], merges: list[Range] | None = None, name: str = "Sheet1"
) -> Reading:
    return read_items(writers.xlsx(tmp_path / "a.xlsx", {name: rows}, {name: merges or []}))


def tiers(item: RawItem) -> tuple[tuple[str, str, str], ...]:
    return tuple((tier.tier, tier.condition, tier.penalty) for tier in item.tiers)


def same(reading: Reading, acts: tuple = ACTS) -> None:
    assert [item.text("violation") for item in reading.items] == [act.name for act in acts]
    assert [tiers(item) for item in reading.items] == [act.tiers for act in acts]
    assert not [problem for problem in reading.problems if problem.severity == "error"]


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


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
    rows: list[list[object]] = [
        [1, SAND.name, SAND.basis, "轻微", "警告"],
        ["", "", "", "倾倒一立方米以上不足五立方米的", "处二万元以上四万元以下罚款"],
        ["", "", "", "倾倒五立方米以上的", "处四万元以上五万元以下罚款"],
    ]
    reading = read(tmp_path, [head, *rows])
    question = next(problem for problem in reading.problems if problem.code == "AMBIGUOUS_HEADER")
    assert (question.severity, question.row, question.column) == ("warning", 1, "D")


def test_statutory_range_beside_the_tiers(tmp_path: Path) -> None:
    head = ["序号", "违法行为", "处罚依据", "处罚标准", "裁量情形", "裁量幅度"]
    rows: list[list[object]] = []
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
    rows: list[list[object]] = [
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
    rows: list[list[object]] = []
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
    rows: list[list[object]] = [
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


def test_table_anywhere_with_columns_in_any_order(tmp_path: Path) -> None:
    order = [6, 4, 2, 0, 5, 3, 1]
    rows = [["", "", "", *(row[index] for index in order)] for row in [MODEL, *blank_rows()]]
    reading = read(tmp_path, [[], [], ["", "", "", "水行政处罚裁量基准"], [], *rows])
    same(reading)
    assert reading.items[0].row == 6 and reading.items[0].cells["violation"] == "F"
    assert reading.items[0].tiers[1].cells == {"tier": "E", "condition": "H", "penalty": "D"}


def test_blank_columns_and_rows_between(tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for row in [MODEL, *blank_rows()]:
        rows += [[row[0], row[1], "", row[2], row[3], "", *row[4:]], []]
    same(read(tmp_path, rows))


def test_page_breaks(tmp_path: Path) -> None:
    body = blank_rows()
    broken = [
        *body[:4],
        ["第1页 共2页"],
        ["水行政处罚裁量基准（续）"],
        MODEL,
        [2, METER.code, METER.name, METER.basis, *METER.tiers[1]],
        *body[5:],
    ]
    for footer in ("第1页 共2页", "第 1 页", "— 1 —", "1/2"):
        broken[4] = [footer]
        reading = read(tmp_path, [["水行政处罚裁量基准"], MODEL, *broken])
        same(reading)
        assert reading.items[1].row == 6


def test_column_numbers_under_the_header(tmp_path: Path) -> None:
    same(read(tmp_path, [MODEL, [1, 2, 3, 4, 5, 6, 7], *blank_rows()]))


def test_furniture_is_never_an_item(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["附件2"],
        ["市水利局行政处罚裁量权基准"],
        ["填报单位（盖章）：市水利局", "", "", "", "", "2024年9月3日"],
        MODEL,
        *blank_rows(),
        ["小计", "", "3项"],
        ["合计", "", "3"],
        ["注：1.本表“以上”包含本数。"],
        ["2.本表由市水利局负责解释。"],
        ["填报人：张某", "", "审核人：李某", "", "联系电话：0439-0000000"],
        ["单位（公章）："],
    ]
    reading = read(tmp_path, rows, [(0, 0, 0, 6), (1, 0, 1, 6)])
    same(reading)
    assert reading.dated == "2024年9月3日"
    assert {(item.text("agency"), item.agency_source) for item in reading.items} == {("市水利局", "file")}


def test_titles_give_document_number_and_date(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["关于印发水行政处罚裁量权基准的通知"],
        ["临水发〔2024〕12号，自2024年10月1日起施行"],
        MODEL,
        *blank_rows(),
    ]
    reading = read(tmp_path, rows)
    assert (reading.document_no, reading.effective_from) == ("临水发〔2024〕12号", "2024年10月1日")


def test_banners_carry_the_agency_or_the_field(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        MODEL,
        ["一、市农业农村局（1项）"],
        *blank_rows((SAND,)),
        ["二、市水利局（2项）"],
        ["（一）水资源管理"],
        *blank_rows((METER,)),
        ["（二）防洪"],
        *blank_rows((DIKE,)),
    ]
    reading = read(tmp_path, rows, [(1, 0, 1, 6)])
    same(reading)
    assert [(item.text("agency"), item.text("domain"), item.agency_source) for item in reading.items] == [
        ("市农业农村局", "", "banner"),
        ("市水利局", "水资源管理", "banner"),
        ("市水利局", "防洪", "banner"),
    ]


@pytest.mark.parametrize(
    "name", ["市水利局", "1.市水利局", "市水利局（12项）", "03-市水利局", "市水利局裁量基准"]
)
def test_the_sheet_names_the_agency(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, [MODEL, *blank_rows()], name=name)
    assert {(item.text("agency"), item.agency_source) for item in reading.items} == {("市水利局", "sheet")}


def test_a_missing_agency_is_not_guessed_from_neighbours(tmp_path: Path) -> None:
    rows = [[*row, ("市水利局" if row[0] in (1, 3) else "")] for row in blank_rows()]
    reading = read(tmp_path, [[*MODEL, "实施部门"], *rows], name="市水利局")
    assert [item.text("agency") for item in reading.items] == ["市水利局", "", "市水利局"]
    assert reading.items[1].cells["agency"] == "H"


def test_an_agency_said_once_for_many_items(tmp_path: Path) -> None:
    rows = [[*row, ("市水利局" if row[0] == 1 else "")] for row in blank_rows()]
    reading = read(tmp_path, [[*MODEL, "实施部门"], *rows])
    assert {item.text("agency") for item in reading.items} == {"市水利局"}


def test_merges_over_several_items(tmp_path: Path) -> None:
    rows = [
        [*row, ("市水利局" if row[0] == 1 else ""), ("水务" if row[0] == 1 else "")] for row in blank_rows()
    ]
    reading = read(
        tmp_path, [[*MODEL, "实施部门", "执法领域"], *rows], [*item_merges(), (1, 7, 9, 7), (1, 8, 9, 8)]
    )
    assert {(item.text("agency"), item.text("domain")) for item in reading.items} == {("市水利局", "水务")}


@pytest.mark.parametrize("mark", ["同上", "〃", "″", "--〃--"])
def test_ditto_marks(tmp_path: Path, mark: str) -> None:
    rows: list[list[object]] = []
    for act in ACTS:
        for number, tier in enumerate(act.tiers):
            rows.append(
                [act.seq, act.code, act.name, act.basis, *tier] if not number else [mark] * 4 + list(tier)
            )
    same(read(tmp_path, [MODEL, *rows]))


def test_all_columns_repeated(tmp_path: Path) -> None:
    same(read(tmp_path, [MODEL, *repeated_rows()]))
    numbered = [[number, *row[1:]] for number, row in enumerate(repeated_rows(), 1)]
    same(read(tmp_path, [MODEL, *numbered]))


def test_rows_sorted_by_tier_come_together(tmp_path: Path) -> None:
    rows = [row for tier in range(3) for row in repeated_rows()[tier::3]]
    same(read(tmp_path, [MODEL[1:], *(row[1:] for row in rows)]))


def test_cells_merged_inside_an_item(tmp_path: Path) -> None:
    rows: list[list[object]] = [
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


def test_a_missing_act_or_condition_stays_missing(tmp_path: Path) -> None:
    rows = blank_rows()
    rows[3][2] = " \u3000 "
    rows[7][5] = ""
    reading = read(tmp_path, [MODEL, *rows])
    assert [item.text("violation") for item in reading.items] == [SAND.name, "", DIKE.name]
    assert reading.items[2].tiers[1].condition == "" and reading.items[2].tiers[1].row == 9


def test_duplicate_items_stay_two(tmp_path: Path) -> None:
    reading = read(tmp_path, [MODEL, *blank_rows((SAND,)), *blank_rows((SAND,))[0:3]])
    assert len(reading.items) >= 1
    other = [[9, SAND.code, "另一行为", METER.basis, *METER.tiers[0]]]
    reading = read(tmp_path, [MODEL, *blank_rows((SAND,)), *other])
    assert [item.text("code") for item in reading.items] == [SAND.code, SAND.code]


def test_stacked_tables_with_other_columns(tmp_path: Path) -> None:
    second = [[row[2], row[0], row[4], row[6], row[5], row[3]] for row in blank_rows((DIKE,))]
    rows: list[list[object]] = [
        ["一、市农业农村局"],
        MODEL,
        *blank_rows((SAND, METER)),
        [],
        ["二、市水利局"],
        ["违法行为", "序号", "违法程度", "处罚幅度", "违法情形", "处罚依据"],
        *second,
    ]
    reading = read(tmp_path, rows)
    same(reading)
    assert [item.text("agency") for item in reading.items] == ["市农业农村局", "市农业农村局", "市水利局"]
    assert reading.items[2].cells["violation"] == "A"


def test_notes_sheets_and_example_rows(tmp_path: Path) -> None:
    example: list[object] = ["示例", "000000000000", "某违法行为", "《某法》第一条", "轻微", "首次的", "警告"]
    path = writers.xlsx(
        tmp_path / "a.xlsx",
        {
            "目录": [["目  录"], ["市水利局"]],
            "填表说明": [["一、请按模板填写"], ["示例："], MODEL, example],
            "市水利局": [MODEL, example, ["", "", "", "", "严重", "再次的", "罚款"], *blank_rows()],
            "Sheet3": [],
        },
    )
    reading = read_items(path)
    same(reading)
    assert {"EXAMPLE_ROW", "NOTES_SHEET_SKIPPED"} <= set(codes(reading))


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    rows = [[*row, "甲"] for row in blank_rows()]
    reading = read(tmp_path, [[*MODEL, "内部流转编号甲"], *rows])
    problem = next(problem for problem in reading.problems if problem.code == "UNMAPPED_COLUMN")
    assert (problem.row, problem.column) == (1, "H")
    assert not any("甲" in str(value) for item in reading.items for value in item.values.values())


def test_other_lists_are_not_read_as_benchmarks(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["市水利局首违不罚清单"],
        ["序号", "违法行为", "违反条款", "免罚条件", "实施部门"],
        [1, SAND.name, SAND.basis, "首次且改正的", "市水利局"],
    ]
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, rows)
    assert refused.value.problem.code == "NO_TABLE" and "首违不罚" in refused.value.problem.message


def test_decisions_are_not_read_as_benchmarks(tmp_path: Path) -> None:
    head = [
        "序号",
        "行政相对人名称",
        "处罚决定书文号",
        "违法行为",
        "处罚依据",
        "处罚内容",
        "裁量阶次",
        "处罚决定日期",
    ]
    with pytest.raises(FileRefused):
        read(
            tmp_path,
            [
                head,
                [1, "某公司", "水罚〔2024〕1号", SAND.name, SAND.basis, "罚款一万元", "一般", "2024-01-01"],
            ],
        )


def test_word_tables_go_on_over_pages(tmp_path: Path) -> None:
    body = blank_rows()
    first, second = [MODEL, *body[:4]], body[4:]
    same(read_items(writers.word(tmp_path / "a.docx", [first, second])))
    again = [MODEL, [2, METER.code, METER.name, METER.basis, *METER.tiers[1]], *body[5:]]
    same(read_items(writers.word(tmp_path / "b.docx", [first, again])))


def test_word_paragraphs_name_the_agency(tmp_path: Path) -> None:
    path = writers.word(
        tmp_path / "a.docx", [[MODEL, *blank_rows()]], ["市水利局行政处罚裁量权基准", "自2024年10月1日起施行"]
    )
    reading = read_items(path)
    assert {item.text("agency") for item in reading.items} == {"市水利局"}
    assert reading.effective_from == "2024年10月1日"
