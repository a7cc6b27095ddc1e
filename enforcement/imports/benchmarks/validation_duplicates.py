"""Items that a file holds twice, and what items of one provision say of each other."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from enforcement.spreadsheets.problems import Problem

if TYPE_CHECKING:
    from enforcement.imports.benchmarks.validation import CheckedItem

#: So many other items must agree before they are held against one.
_WITNESSES = 2


def mark_duplicates(items: Iterable[CheckedItem]) -> Iterator[Problem]:
    """Keeps the first of what stands twice and reports the second, by its row.

    A code that stands for other content is an error, and so are two items
    without codes that only their tiers tell apart. An exact repetition is
    dropped with a warning.
    """
    by_code: dict[str, CheckedItem] = {}
    by_content: dict[tuple[str, ...], CheckedItem] = {}
    for item in items:
        if not item.ok:
            continue
        if item.code:
            first = by_code.setdefault(item.code, item)
        else:
            first = by_content.setdefault(_subject(item), item)
        if first is item:
            continue
        item.ok = False
        yield _twice(item, first)


def _twice(item: CheckedItem, first: CheckedItem) -> Problem:
    raw, place = item.raw, _place(first, item.raw.sheet)
    cell = (raw.sheet, raw.row, raw.cells.get("violation"), item.violation)
    if (_subject(item), _tiers(item)) == (_subject(first), _tiers(first)):
        return Problem("warning", "DUPLICATE_ITEM", f"与{place}完全相同，只保留一项", "核对后删去重复的一项", *cell)
    if item.code:
        cell = (raw.sheet, raw.rows.get("code", raw.row), raw.cells.get("code"), item.code)
        message = f"编码与{place}重复，内容不同，本项未导入"
        return Problem("error", "DUPLICATE_CODE", message, "为本项改用正确的编码，编码不得重复使用", *cell)
    message = f"实施部门、法律依据和违法行为与{place}相同，裁量阶次不同，本项未导入"
    return Problem("error", "DUPLICATE_ITEM", message, "合并为一项，或者写明两项违法行为的区别，或者各自编码", *cell)


def _place(item: CheckedItem, sheet: str) -> str:
    where = f"第{item.raw.row}行" if item.raw.sheet == sheet else f"工作表“{item.raw.sheet}”第{item.raw.row}行"
    return f"{where}的事项"


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip("。;")


def _subject(item: CheckedItem) -> tuple[str, ...]:
    return _fold(item.agency), _fold(item.citation), _fold(item.violation)


def _tiers(item: CheckedItem) -> list[str]:
    return [_fold(part) for tier in item.tiers for part in (tier.label, tier.condition, tier.penalty)]


def sibling_maxima(items: Sequence[CheckedItem]) -> dict[int, Decimal]:
    """For an item by its index: the highest fine that all other items of the same list of acts share.

    The items of one paragraph (第四十六条第（三）项, 第（四）项…) have one penalty
    between them, so a file that quotes no clause still tells the statutory
    maximum. Only items with a single fine of yuan are heard, and only when at
    least two others agree.
    """
    groups: dict[tuple[str, int | None, int | None, int | None], dict[int, Decimal]] = defaultdict(dict)
    for index, item in enumerate(items):
        if len(item.citations) != 1 or item.citations[0].item is None or item.bands:
            continue
        cited = item.citations[0]
        sums = [amount for tier in item.tiers for amount in tier.amounts]
        plain = [amount for amount in sums if amount.is_fine and amount.unit == "yuan" and not amount.per and not amount.subject]
        highs = [amount.maximum for amount in plain if amount.maximum is not None and not amount.is_reversed]
        if highs and len(plain) == len([amount for amount in sums if amount.is_fine]):
            groups[(cited.law, cited.article, cited.sub_article, cited.paragraph)][index] = max(highs)
    found: dict[int, Decimal] = {}
    for highest in groups.values():
        for index in highest:
            others = {value for other, value in highest.items() if other != index}
            if len(others) == 1 and len(highest) > _WITNESSES:
                found[index] = others.pop()
    return found
