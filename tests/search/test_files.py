"""Results as files: what a spreadsheet must not run, what XML must not hold, and memory that stays flat."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from enforcement.models import TierAmount
from search.engines.base import EngineUnavailable
from search.renderers import document_json, table_csv, table_xlsx
from search.renderers.amounts import amount_text, fine_ends
from search.renderers.columns import COLUMNS
from search.renderers.file_name import content_disposition
from search.renderers.stream import BLOCK_BYTES, in_blocks, packed
from search.renderers.table_csv import harmless
from search.renderers.text import clean
from search.results import Result

DAY = date(2025, 9, 3)
NAMES = [column.name for column in COLUMNS]


def result(title: str, code: str = "ju") -> Result:
    """Something of a kind that has no columns of its own."""
    return Result("agency", code, title, "/agencies/ju/", SimpleNamespace(pk=1), title, "")  # type: ignore[arg-type]


def read_csv(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


# --- formulas ------------------------------------------------------------------------
RUN = [
    "=1+1", "+1", "-1+cmd", "@SUM(A1)", "=HYPERLINK(\"http://evil.example\")", "=cmd|'/C calc'!A0", "\t=1", "\r=1", "\n=1", "\tx", "  =1", "\u3000=1", "\xa0=1",
    "＝1+1", "＋1", "－1", "＠SUM(A1)", "﹦1", "﹢1", "﹣1", "﹫x", "\u200b=1", "\ufeff=1", " \u200b ＝1", "\x00=1", "\x0b@x", "\r\n=1", "-", "—\u200b"[1:] + "=x",
]  # fmt: skip
HARMLESS = ["", "占道经营", "5万元以上", "A-1", "1-2", "a=b", "（-1）", "“=1”", "—", "–5", "'=1", "《价格法》第四十二条", "229981010001", "☎+1"]


@pytest.mark.parametrize("text", RUN)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    cell = harmless(text)
    assert cell[0] == "'" and cell[1:] == clean(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text(max_size=40))
def test_no_text_begins_a_formula_or_a_cell(text: str) -> None:
    [_, row] = read_csv(b"".join(table_csv.render([result(text)], DAY)))
    cell = row[NAMES.index("act")]
    assert len(row) == len(COLUMNS)
    assert cell in (clean(text), "'" + clean(text))
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠") and cell[:1] not in ("\t", "\r", "\n")


def test_a_table_is_by_the_book() -> None:
    content = b"".join(table_csv.render([result('引"号"，逗号\n换行；=1')], DAY))
    assert content.count(b"\r\n") == 2 and content.startswith("\ufeff\"类型\",".encode())
    assert '"引""号""，逗号\n换行；=1"'.encode() in content
    assert read_csv(content)[1][NAMES.index("as_of")] == "2025-09-03"


def test_an_empty_table_has_its_head() -> None:
    assert read_csv(b"".join(table_csv.render([], DAY))) == [[column.label for column in COLUMNS]]


# --- workbooks -----------------------------------------------------------------------
@pytest.mark.parametrize("text", ["=1+1", "http://evil.example/", "00123", "229981010001", "1e5", "TRUE", "2025-01-01", "甲\x0b\x00乙\ud800丙", "<b>&\"'</b>]]>", "{=1}", " 前后 ", "一\n二"])
def test_a_text_stays_a_text_in_a_workbook(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(table_xlsx.render([result(text, text)], DAY, "标\x0b题"))))
    [head, row] = book.active.iter_rows()
    cell = row[NAMES.index("act")]
    assert [each.value for each in head] == [column.label for column in COLUMNS]
    assert cell.data_type == "s" and cell.value == clean(text) and cell.hyperlink is None
    assert row[NAMES.index("as_of")].is_date and row[NAMES.index("as_of")].value.date() == DAY


def test_what_looks_like_an_escaped_character_is_none() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(table_xlsx.render([result("_x0041_")], DAY, ""))))
    assert book.get_sheet_by_index(0).to_python()[1][NAMES.index("act")] == "_x0041_"


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(table_xlsx.render([result("占" * 40_000)], DAY, ""))), read_only=True)
    [_, row] = book.active.iter_rows(values_only=True)
    assert len(row[NAMES.index("act")]) == 32_767 and row[NAMES.index("act")].endswith("……（全文见网址）")


def test_more_rows_than_a_sheet_holds_are_no_part_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_xlsx, "MOST_ROWS", 3)
    assert zipfile.is_zipfile(io.BytesIO(b"".join(table_xlsx.render([result("甲"), result("乙")], DAY, ""))))
    with pytest.raises(OverflowError):
        list(table_xlsx.render([result("甲"), result("乙"), result("丙")], DAY, ""))


def test_a_workbook_cut_off_is_none() -> None:
    pieces: list[bytes] = []
    stream = in_blocks(table_xlsx.render(failing(3), DAY, ""))
    with pytest.raises(EngineUnavailable):
        for piece in stream:
            pieces.append(piece)
    part = b"".join(pieces)
    assert part.startswith(b"PK") and not zipfile.is_zipfile(io.BytesIO(part))


# --- JSON ----------------------------------------------------------------------------
@pytest.mark.parametrize("titles", [[], ["甲"], ["甲", "</script>", "\x0b\u2028\"\\", "😀"]])
def test_a_document_is_valid_however_many_items(titles: list[str]) -> None:
    document = json.loads(b"".join(document_json.render(map(result, titles), DAY, len(titles), "/search/?q=甲")))
    assert [item["name"] for item in document["items"]] == titles
    assert document["total"] == len(titles) and document["as_of"] == "2025-09-03"


# --- failing on the way ----------------------------------------------------------------
def failing(after: int) -> Iterator[Result]:
    for number in range(after):
        yield result(f"第{number}项")
    raise EngineUnavailable("gone")


def test_a_table_cut_off_says_so_in_its_last_row() -> None:
    blocks: list[bytes] = []
    stream = in_blocks(table_csv.render(failing(3), DAY))
    with pytest.raises(EngineUnavailable):
        for block in stream:
            blocks.append(block)
    rows = read_csv(b"".join(blocks))
    assert len(rows) == 5 and "不完整" in rows[-1][0]


def test_packed_it_says_so_too_and_has_no_end() -> None:
    pieces: list[bytes] = []
    with pytest.raises(EngineUnavailable):
        for piece in packed(in_blocks(table_csv.render(failing(3), DAY))):
            pieces.append(piece)
    unpacker = zlib.decompressobj(wbits=31)
    rows = read_csv(unpacker.decompress(b"".join(pieces)))
    assert "不完整" in rows[-1][0] and not unpacker.eof


def test_a_document_cut_off_does_not_parse() -> None:
    blocks: list[bytes] = []
    with pytest.raises(EngineUnavailable):
        for block in in_blocks(document_json.render(failing(3), DAY, 9, "/search/")):
            blocks.append(block)
    with pytest.raises(json.JSONDecodeError):
        json.loads(b"".join(blocks))


# --- memory ----------------------------------------------------------------------------
def many(number: int) -> Iterator[Result]:
    yield from (result(f"第{each}种违法行为" * 20, f"X{each}") for each in range(number))


PIECES: dict[str, Callable[[int], Iterator[bytes]]] = {
    "csv": lambda number: table_csv.render(many(number), DAY),
    "json": lambda number: document_json.render(many(number), DAY, number, "/"),
    "xlsx": lambda number: table_xlsx.render(many(number), DAY, ""),
}


@pytest.mark.parametrize("kind", PIECES)
def test_memory_stays_flat(kind: str) -> None:
    """Ten times as many items take no more memory. Half a megabyte of slack for buffers."""

    def peak(number: int) -> int:
        tracemalloc.start()
        try:
            pieces = PIECES[kind](number)
            assert max(map(len, in_blocks(pieces))) < 2 * BLOCK_BYTES
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(50)  # what is imported on first use
    assert peak(3_000) < peak(300) + 500_000


def test_nothing_is_read_before_it_is_asked_for() -> None:
    taken = 0

    def counted() -> Iterator[Result]:
        nonlocal taken
        for each in many(10_000):
            taken += 1
            yield each

    stream = in_blocks(table_csv.render(counted(), DAY))
    next(stream)
    assert 0 < taken < 1_000


# --- names of files, amounts -------------------------------------------------------------
@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("", "目录_2025-09-03.csv"), ("占道 经营", "目录_占道 经营_2025-09-03.csv"), ("../../etc/passwd", "目录_etcpasswd_2025-09-03.csv"),
        ('a"b\r\nX-Evil: 1', "目录_abX-Evil 1_2025-09-03.csv"), ("甲\u202exslx", "目录_甲xslx_2025-09-03.csv"), ("占" * 200, f"目录_{'占' * 40}_2025-09-03.csv"),
        ("😀%2f..", "目录_😀2f_2025-09-03.csv"), ("...", "目录_2025-09-03.csv"),
    ],
)  # fmt: skip
def test_a_file_name_tells_what_was_asked_and_nothing_else(question: str, wanted: str) -> None:
    header = content_disposition("search", "目录", question, DAY, "csv")
    assert header.isascii() and header.isprintable()
    plain, _, full = header.partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="search-2025-09-03.csv"' and unquote(full) == wanted


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"minimum": 500, "maximum": 2000, "max_inclusive": False}, "罚款500元以上不满2000元"),
        ({"minimum": 10, "maximum": 20, "unit": "times", "base": "货值金额"}, "罚款货值金额的10倍以上20倍以下"),
        ({"minimum": 50, "maximum": 50, "per": "平方米"}, "罚款每平方米50元"),
        ({"maximum": 50000}, "罚款50000元以下"),
        ({"minimum": "0.5", "min_inclusive": False, "unit": "percent"}, "罚款超过0.5%"),
        ({"minimum": 5, "maximum": 15, "sanction": "detention", "unit": "day", "subject": "个人"}, "拘留（个人）5日以上15日以下"),
    ],
)
def test_an_amount_in_words(fields: dict[str, Any], wanted: str) -> None:
    assert amount_text(amount(**fields)) == wanted


def amount(**fields: Any) -> TierAmount:
    numbers: dict[str, Any] = {name: Decimal(str(fields.pop(name))) for name in ("minimum", "maximum") if name in fields}
    given: dict[str, Any] = {"unit": "yuan", **fields, **numbers}
    return TierAmount(**given)


def test_the_ends_of_a_tiers_fine() -> None:
    assert fine_ends([]) == (None, None)
    assert fine_ends([amount(minimum=50, per="平方米"), amount(minimum=2, unit="times")]) == (None, None)
    assert fine_ends([amount(maximum=900), amount(minimum=1000, maximum=2000)]) == (0, 2000)
    assert fine_ends([amount(minimum=100)]) == (100, None)
