"""The same table in every format, told by content; what must be refused is refused with its own reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from enforcement.spreadsheets import limits
from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.rows import Reading, read_items
from tests.workbooks import writers
from tests.workbooks.acts import ACTS, MODEL, blank_rows, item_merges, repeated_rows

BLANK = [MODEL, *blank_rows()]
FULL = [MODEL, *repeated_rows()]


def content(reading: Reading) -> list[object]:
    return [
        (
            item.text("violation"),
            item.text("legal_basis"),
            tuple((tier.tier, tier.condition, tier.penalty) for tier in item.tiers),
        )
        for item in reading.items
    ]


EXPECTED = [act.expected() for act in ACTS]


def refusal(path: Path) -> str:
    with pytest.raises(FileRefused) as refused:
        read_items(path)
    problem = refused.value.problem
    assert problem.severity == "error" and problem.sheet is None
    assert any("\u4e00" <= c <= "\u9fff" for c in problem.message) and problem.remedy
    return problem.code


def write_xlsx(path: Path) -> None:
    writers.xlsx(path, {"裁量基准": BLANK}, {"裁量基准": item_merges()})


def write_docx(path: Path) -> None:
    writers.word(path, [BLANK], ["水行政处罚裁量权基准"], item_merges())


TEXT = writers.delimited(FULL)
WRITERS = {
    "xlsx": write_xlsx,
    "xls": lambda path: writers.xls(path, BLANK, item_merges()),
    "ods": lambda path: writers.ods(path, BLANK, item_merges()),
    "docx": write_docx,
    "html": lambda path: path.write_text(writers.web(BLANK, item_merges()), "utf-8"),
    "html in gb18030": lambda path: path.write_bytes(writers.web(BLANK, item_merges()).encode("gb18030")),
    "html with doctype": lambda path: path.write_text(
        "<!DOCTYPE html>\n" + writers.web(BLANK, item_merges()), "utf-8"
    ),
    "csv utf-8": lambda path: path.write_text(TEXT, "utf-8"),
    "csv utf-8 with mark": lambda path: path.write_text(TEXT, "utf-8-sig"),
    "csv gb18030": lambda path: path.write_bytes(TEXT.encode("gb18030")),
    "csv utf-16": lambda path: path.write_bytes(TEXT.encode("utf-16")),
    "csv utf-16 big endian with mark": lambda path: path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be")),
    "tsv utf-16 without mark": lambda path: path.write_bytes(
        writers.delimited(FULL, "\t").encode("utf-16-le")
    ),
    "semicolons": lambda path: path.write_text(writers.delimited(FULL, ";"), "utf-8"),
    "bars": lambda path: path.write_text(writers.delimited(FULL, "|", "\n"), "utf-8"),
    "blank continuation csv": lambda path: path.write_text(writers.delimited(BLANK), "utf-8"),
    "excel hint": lambda path: path.write_text("sep=;\r\n" + writers.delimited(FULL, ";"), "utf-8"),
}


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".csv", ".dat"])
@pytest.mark.parametrize("name", WRITERS)
def test_every_format_under_every_name(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"上报{suffix}"
    built = tmp_path / "built.bin"
    # Some writers insist on their own suffix, so the file is renamed afterwards.
    WRITERS[name](built)
    built.rename(path)
    reading = read_items(path)
    assert content(reading) == EXPECTED
    assert [item.text("code") for item in reading.items] == [act.code for act in ACTS]
    assert not [problem for problem in reading.problems if problem.severity == "error"]


def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows: list[Sequence[object]] = [["标题"], [], MODEL, *blank_rows()]
    path.write_text(writers.delimited(rows), "utf-8")
    items = read_items(path).items
    assert [item.row for item in items] == [4, 7, 10]
    assert [tier.row for tier in items[1].tiers] == [7, 8, 9]
    assert items[0].cells["violation"] == "C" and items[0].tiers[0].cells == {
        "tier": "E",
        "condition": "F",
        "penalty": "G",
    }


def test_characters_outside_gbk_survive(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.replace("倾倒渣土", "倾倒渣土（𠮷家堡、㙍头）").encode("gb18030"))
    assert "𠮷家堡、㙍头" in read_items(path).items[0].text("violation")


def test_text_cut_inside_a_character_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.rstrip().encode("utf-8")[:-1])
    assert refusal(path) == "CORRUPT_FILE"


def test_one_bad_byte_in_utf8_is_never_read_as_gb18030(tmp_path: Path) -> None:
    data = bytearray(TEXT.encode("utf-8"))
    place = data.index("处".encode()) + 1
    data[place : place + 1] = b""
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(data))
    assert refusal(path) in ("CORRUPT_FILE", "UNKNOWN_ENCODING")


def test_replacement_characters_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT.replace("渣土", "\ufffd\ufffd"), "utf-8")
    assert refusal(path) == "UNKNOWN_ENCODING"


def test_open_quote_at_the_end_is_a_cut_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT + '9,x,"没有结束', "utf-8")
    assert refusal(path) == "CORRUPT_FILE"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("name", ["xlsx", "ods", "docx"])
def test_truncated_containers(tmp_path: Path, name: str, share: float) -> None:
    path = tmp_path / "a"
    WRITERS[name](path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert refusal(path) == "CORRUPT_FILE"


def test_truncated_biff(tmp_path: Path) -> None:
    path = tmp_path / "a"
    WRITERS["xls"](path)
    data = path.read_bytes()
    path.write_bytes(data[:3000])
    assert refusal(path) == "CORRUPT_FILE"


def test_damaged_member(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as container:
        place = container.getinfo("xl/worksheets/sheet1.xml").header_offset + 120
    data[place : place + 4] = b"\x00\xff\x00\xff"
    path.write_bytes(bytes(data))
    assert refusal(path) == "CORRUPT_FILE"


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + stream.encode("utf-16-le") + b"\x00" * 400


FOREIGN = {
    "password on xlsx": (compound("EncryptedPackage"), "ENCRYPTED"),
    "old word": (compound("WordDocument"), "UNSUPPORTED_FORMAT"),
    "pdf": (b"%PDF-1.7 ...", "UNSUPPORTED_FORMAT"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "UNSUPPORTED_FORMAT"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "UNSUPPORTED_FORMAT"),
    "excel 2003 xml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
        "UNSUPPORTED_FORMAT",
    ),
    "empty": (b"", "EMPTY_FILE"),
    "commas only": (b",,,\r\n,,,\r\n", "EMPTY_FILE"),
    "prose": ("今天开会讨论了裁量基准。".encode(), "NO_TABLE"),
    "html entity": (
        b'<!DOCTYPE html [<!ENTITY a "b">]><html><table><tr><td>&a;</td></tr></table></html>',
        "UNSAFE_XML",
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_not_read_says_why(tmp_path: Path, name: str) -> None:
    data, code = FOREIGN[name]
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert refusal(path) == code


def biff_with_password() -> bytes:
    """A bare BIFF8 stream whose second record is FILEPASS."""
    begin = b"\x09\x08\x10\x00" + b"\x00\x06\x05\x00\xbb\x0d\xcc\x07\x41\x00\x00\x00\x06\x00\x00\x00"
    password = b"\x2f\x00\x06\x00" + b"\x00\x00\x11\x22\x33\x44"
    return begin + password + b"\x0a\x00\x00\x00"


def test_biff_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(biff_with_password())
    assert refusal(path) == "ENCRYPTED"


def repack(path: Path, change: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path) as container:
        members = {name: container.read(name) for name in container.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in (members | change).items():
            container.writestr(name, data)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/app.xml"]
)
def test_declarations_in_any_part(tmp_path: Path, part: str) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path)
    with zipfile.ZipFile(path) as container:
        data = container.read(part)
    repack(path, {part: data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)})
    assert refusal(path) == "UNSAFE_XML"


def test_declaration_in_word_and_ods(tmp_path: Path) -> None:
    for name, part in (("docx", "word/document.xml"), ("ods", "content.xml")):
        path = tmp_path / name
        WRITERS[name](path)
        with zipfile.ZipFile(path) as container:
            data = container.read(part)
        repack(path, {part: data.replace(b"?>", b"?><!DOCTYPE x>", 1)})
        assert refusal(path) == "UNSAFE_XML"


def test_zip_bomb_is_judged_by_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path)
    repack(path, {"xl/media/a.xml": bytes(200 << 20)})
    assert refusal(path) == "EXPANSION_LIMIT"


def test_a_directory_that_lies_is_found_while_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path)
    repack(path, {"xl/worksheets/sheet2.xml": bytes(30 << 20)})
    data = bytearray(path.read_bytes())
    place = data.rindex(b"xl/worksheets/sheet2.xml") - 46
    data[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert refusal(path) in ("EXPANSION_LIMIT", "CORRUPT_FILE")


def test_archives_within_archives_are_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as outer:
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as container:
            container.writestr("b", bytes(1 << 20))
        outer.writestr("inner.zip", inner.getvalue())
    assert refusal(path) == "UNSUPPORTED_FORMAT"


def test_file_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    assert refusal(path) == "TOO_LARGE"


def test_a_stray_value_far_away_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    writers.xlsx(
        path, {"裁量基准": BLANK}, touch=lambda book, made: made["裁量基准"].write(1048575, 16383, "x")
    )
    assert refusal(path) == "TOO_LARGE"


def test_a_stray_value_below_does_not_hurt(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    writers.xlsx(
        path,
        {"裁量基准": BLANK},
        {"裁量基准": item_merges()},
        lambda book, made: made["裁量基准"].write(600_000, 0, " "),
    )
    assert content(read_items(path)) == EXPECTED


def test_hundreds_of_thousands_of_formatted_blank_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    writers.xlsx(path, {"裁量基准": BLANK}, {"裁量基准": item_merges()})
    with zipfile.ZipFile(path) as container:
        sheet = container.read("xl/worksheets/sheet1.xml")
    blank = b"".join(
        b'<row r="%d" ht="15" customHeight="1"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>' % (n, n, n)
        for n in range(20, 300_000)
    )
    repack(path, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", blank + b"</sheetData>")})
    assert content(read_items(path)) == EXPECTED
