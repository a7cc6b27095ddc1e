"""Results as CSV: UTF-8 with a byte order mark, RFC 4180, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from search.renderers.columns import COLUMNS, Cell, lines, row
from search.renderers.text import clean
from search.results import Result

MARK = "\ufeff"
#: What begins a formula in some spreadsheet, after NFKC, which folds the full-width and small forms into these.
_FORMULA = "=+-@"
#: Spreadsheets that skip these before they look for a formula are known; so are those that run what follows a tab.
_SKIPPED = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
INTERRUPTED = "【下载中断】以上内容不完整，请重新下载。"


class _Echo:
    """Gives back what the csv module writes."""

    def write(self, text: str) -> str:
        return text


def harmless(text: str) -> str:
    """The text as a cell. An apostrophe goes before what a spreadsheet could take for a formula; all else stays."""
    text = clean(text)
    shown = text.lstrip().lstrip(_SKIPPED).lstrip()
    first = unicodedata.normalize("NFKC", shown[:1])[:1]
    return f"'{text}" if text[:1] in ("\t", "\n") or (first and first in _FORMULA) else text


def render(results: Iterable[Result], on: date) -> Iterator[bytes]:
    """The file, a piece for each result.

    A failure on the way writes a last row that says so before it is raised:
    a server that ends the answer as if nothing had happened must not make a
    part look like the whole.
    """
    # Every text is quoted: a separator inside one opens no cell, whatever separator the reader's locale has.
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    yield (MARK + _row(writer, [column.label for column in COLUMNS])).encode()
    try:
        for result in results:
            yield "".join(_row(writer, row(line)) for line in lines(result, on)).encode()
    except Exception:
        yield _row(writer, [INTERRUPTED]).encode()
        raise


def _row(writer: object, cells: list[Cell]) -> str:
    return writer.writerow([_cell(cell) for cell in cells])  # type: ignore[attr-defined]


def _cell(value: Cell) -> Cell:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value
