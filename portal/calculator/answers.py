"""What a person answered, read from the address; every state of the calculator is one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from enforcement.notation.numerals import parse_number
from enforcement.notation.widths import half_width
from portal.calculator.questions import Questions

#: The answer "none of these".
NONE = "none"
_LARGEST = Decimal(10) ** 13


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that can't be used: the field it is about, and what to do."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Answers:
    """``figures`` by question, None where left open; ``stated`` the statements chosen; ``texts`` as typed, for the form."""

    given: bool
    figures: tuple[Decimal | None, ...]
    stated: frozenset[int]
    none_stated: bool
    texts: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_answers(data: QueryDict, asked: Questions) -> Answers:
    """Reads ``q1``, ``q2``… and ``c``. Figures in any notation: 3000, 3千, ３万元."""
    names = [f"q{number}" for number in range(1, len(asked.quantities) + 1)]
    texts = tuple(data.get(name, "").strip()[:40] for name in names)
    chosen = [value for value in data.getlist("c")[:100] if value]
    stated = frozenset(int(value) for value in chosen if value.isascii() and value.isdigit() and len(value) < 4 and int(value) < len(asked.statements))
    problems: list[Problem] = []
    figures: list[Decimal | None] = []
    for name, text, quantity in zip(names, texts, asked.quantities, strict=True):
        try:
            figures.append(_figure(text, quantity.unit, quantity.whole) if text else None)
        except ValueError as error:
            figures.append(None)
            problems.append(Problem(name, f"{quantity.question.rstrip('？')}：{error}"))
    if asked.single and len(stated) > 1:
        stated = frozenset(sorted(stated)[:1])
    given = "c" in data or any(name in data for name in names)
    if given and not problems and not any(texts) and not stated and NONE not in chosen:
        first = names[0] if names else "c0"
        problems.append(Problem(first, "请选择一种情形" if asked.single else "请至少回答一个问题"))
    return Answers(given, tuple(figures), stated, NONE in chosen and not stated, texts, tuple(problems))


def _figure(text: str, unit: str, whole: bool) -> Decimal:
    """A figure from 0 on; ValueError, in Chinese, says what is wrong."""
    plain = half_width(text).replace(" ", "").removesuffix(unit)
    try:
        value = parse_number(plain)
    except ValueError:
        raise ValueError("请填数字，例如3000或3万" if unit == "元" else "请填数字，例如3") from None
    if plain.endswith("%"):
        value *= 100
    if value > _LARGEST:
        raise ValueError("数字过大")
    if whole and value != value.to_integral_value():
        raise ValueError("请填整数")
    return value
