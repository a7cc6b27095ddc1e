"""A random table written in a random layout reads back the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.rows import read_items
from tests.workbooks import writers
from tests.workbooks.acts import Act, Rows, item_merges

SCALES = (
    ("轻微", "一般", "较重", "严重", "特别严重"),
    ("一档", "二档", "三档", "四档", "五档"),
    ("A", "B", "C", "D", "E"),
    ("Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级", "Ⅴ级"),
    ("从轻", "一般", "从重", "情节严重", "情节特别严重"),
)
WORDS = st.sampled_from(
    "堆放运输销售储存使用安装拆除改建排放采集占用损毁伪造转让垃圾木材种子药品燃气车辆文物水泵电梯"
)
PHRASE = st.lists(WORDS, min_size=4, max_size=30).map("".join)
MONEY = st.integers(1, 90)


@st.composite
def acts(draw: st.DrawFn) -> tuple[Act, ...]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        scale = draw(st.sampled_from(SCALES))
        count = draw(st.integers(2, 5))
        tiers = tuple(
            (
                scale[index],
                f"擅自{draw(PHRASE)}达{index + 1}次的",
                f"处{draw(MONEY)}千元以上{draw(MONEY)}万元以下罚款",
            )
            for index in range(count)
        )
        name = f"违规{draw(PHRASE)}之{number}"
        made.append(
            Act(number + 1, f"22068100{number:04d}", name, f"《{draw(PHRASE)}条例》第{draw(MONEY)}条", tiers)
        )
    return tuple(made)


@st.composite
def layouts(draw: st.DrawFn) -> dict[str, object]:
    return {
        "order": draw(st.permutations(range(7))),
        "shift": (draw(st.integers(0, 3)), draw(st.integers(0, 4))),
        "style": draw(st.sampled_from(["merged", "blank", "repeated"])),
        "title": draw(st.booleans()),
        "note": draw(st.booleans()),
        "total": draw(st.booleans()),
        "break": draw(st.integers(0, 30)),
        "format": draw(st.sampled_from(["xlsx", "xls", "ods", "csv", "tsv", "gb", "html", "docx"])),
    }


HEADS = ["序号", "事项编码", "违法行为", "处罚依据", "裁量阶次", "适用情形", "裁量标准"]


def lay_out(made: tuple[Act, ...], plan: dict) -> tuple[Rows, list[writers.Range]]:
    down, right = plan["shift"]
    order = plan["order"]
    body: Rows = []
    starts: list[int] = []
    for act in made:
        for index, tier in enumerate(act.tiers):
            full = index == 0 or plan["style"] == "repeated"
            starts += [len(body)] if index == 0 else []
            body.append([*([act.seq, act.code, act.name, act.basis] if full else [""] * 4), *tier])
    rows: Rows = [[] for _ in range(down)]
    if plan["title"]:
        rows.append([*[""] * right, "某市行政处罚裁量权基准"])
    # A page is broken between items here; within one, the cells would have to be written again.
    cut = starts[plan["break"] % len(starts)]
    head: list[object] = list(HEADS)
    top = len(rows)
    page: Rows = [["", "", "第1页 共2页"], head]
    arranged: Rows = [head, *body[:cut], *(page if cut else []), *body[cut:]]
    merges = []
    if plan["style"] == "merged" and not cut:
        merges = [
            (t + top, order.index(c) + right, b + top, order.index(c) + right)
            for t, c, b, _ in item_merges(made)
        ]
    for row in arranged:
        if len(row) < 7:
            rows.append([*[""] * right, row[-1]])
        else:
            rows.append([*[""] * right, *(row[index] for index in order)])
    if plan["total"]:
        rows.append([*[""] * right, "合计", "", len(made)])
    if plan["note"]:
        rows.append([*[""] * right, "注：本表所称“以上”包含本数。"])
    return rows, merges


def write(folder: Path, rows: Rows, merges: list[writers.Range], form: str) -> Path:
    path = folder / "file.bin"
    width = max(map(len, rows))
    square = [[*row, *[""] * (width - len(row))] for row in rows]
    if form == "xlsx":
        writers.xlsx(path, {"Sheet1": rows}, {"Sheet1": merges})
    elif form == "xls":
        writers.xls(path, rows, merges)
    elif form == "ods":
        writers.ods(path, square, merges)
    elif form == "docx":
        writers.word(path, [square], merges=merges)
    elif form == "html":
        path.write_text(writers.web(square, merges), "utf-8")
    elif form == "tsv":
        path.write_bytes(writers.delimited(square, "\t").encode("utf-16"))
    else:
        path.write_bytes(writers.delimited(square).encode("gb18030" if form == "gb" else "utf-8"))
    return path


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(acts(), layouts())
def test_what_is_written_is_read(made: tuple[Act, ...], plan: dict) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows, merges = lay_out(made, plan)
        reading = read_items(write(Path(folder), rows, merges, plan["format"]))
    assert [item.text("violation") for item in reading.items] == [act.name for act in made]
    assert [item.text("code") for item in reading.items] == [act.code for act in made]
    assert [item.text("penalty_basis") for item in reading.items] == [act.basis for act in made]
    found = [
        tuple((tier.tier, tier.condition, tier.penalty) for tier in item.tiers) for item in reading.items
    ]
    assert found == [act.tiers for act in made]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=600),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08\x10\x00", b"<html><table>"]
    ),
)
def test_any_bytes_are_refused_or_read_never_a_crash(data: bytes, magic: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(magic + data)
        try:
            read_items(path)
        except FileRefused as refused:
            assert refused.problem.message and refused.problem.remedy
