"""Faults of cells that no judgement can mend: lost digits, error values, formulas without a result."""

from __future__ import annotations

import re

from enforcement.spreadsheets.cells import EXACT_LIMIT
from enforcement.spreadsheets.furniture import fold
from enforcement.spreadsheets.layout import Table
from enforcement.spreadsheets.mapping import Column
from enforcement.spreadsheets.problems import Problem, Severity

_SCIENTIFIC = re.compile(r"[+]?\d(?:\.\d+)?[eE][+]?\d{1,2}")
_ERROR_VALUES = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"))


#: Fields without which an item is whole.
MINOR_FIELDS = frozenset(("seq", "sub_seq", "remark", "level", "time_limit"))


def is_spoilt(table: Table, row: int, column: Column, text: str) -> bool:
    """Whether a cell holds an error value or a formula that was never calculated."""
    return (row, column.index) in table.grid.sheet.faults or text in _ERROR_VALUES


def faults_of_row(table: Table, row: int) -> list[Problem]:
    """The errors that stop the item to which a row (0-based) belongs."""
    own = table.grid.own(row)
    faults = table.grid.sheet.faults
    problems: list[Problem] = []
    for column in table.mapping.columns:
        text = own.get(column.index, "")
        if faults or text[:1] == "#":
            problems += _value_fault(table, row, column, text)
        if column.field in table.mapping.list_type.code_fields and text:
            problems += _code_fault(table, row, column, text)
    return problems


def _value_fault(table: Table, row: int, column: Column, text: str) -> list[Problem]:
    if not is_spoilt(table, row, column, text):
        return []
    sheet = table.grid.sheet
    minor = column.field in MINOR_FIELDS
    severity: Severity = "warning" if minor else "error"
    end = "该栏未导入" if minor else "本项未导入"
    place = (sheet.name, row + 1, column.letter)
    if sheet.faults.get((row, column.index)) == "uncalculated":
        message = f"“{column.header}”是没有计算结果的公式，{end}。"
        remedy = "请用表格软件打开文件，重新计算并保存后上传，或粘贴为数值。"
        return [Problem(severity, "FORMULA_WITHOUT_VALUE", message, remedy, *place)]
    message = f"“{column.header}”是错误值{text}，{end}。"
    remedy = "请修正公式，或把正确的内容粘贴为数值后重新上传。"
    return [Problem(severity, "CELL_ERROR", message, remedy, *place, text or None)]


def _code_fault(table: Table, row: int, column: Column, text: str) -> list[Problem]:
    """A code that was a number of sixteen digits or more has lost its tail, however it shows."""
    value = table.grid.value(row, column.index)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    lost = number and abs(value) >= EXACT_LIMIT  # type: ignore[operator, arg-type]
    if not lost and ("e" not in text.lower() and "Ｅ" not in text or not _SCIENTIFIC.fullmatch(fold(text))):
        return []
    problem = Problem(
        "error", "CODE_SCIENTIFIC", f"编码“{text}”已变成科学计数法或超出15位，末尾数字已经丢失，本项未导入。",
        "请把编码列设为“文本”格式，按原始资料重新填写编码后上传。",
        table.grid.sheet.name, row + 1, column.letter, text,
    )  # fmt: skip
    return [problem]
