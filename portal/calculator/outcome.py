"""Which tiers the answers lead to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from enforcement.penalties.circumstances import End
from enforcement.penalties.measures import convert
from portal.calculator.answers import Answers
from portal.calculator.questions import Condition, Measured, Questions


class Verdict(Enum):
    """How plainly the answers point to a tier."""

    ONE = "one"
    SEVERAL = "several"
    NEAR = "near"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``tiers`` are places in the edition's order: those that fit, else those that come near.

    ``missing`` says, by tier, what it asks for beside what was answered. With
    NONE, ``tiers`` are the two between which a figure lies, if it lies between
    any.
    """

    verdict: Verdict
    tiers: tuple[int, ...]
    missing: dict[int, tuple[str, ...]]
    open_questions: bool


def outcome(asked: Questions, answers: Answers) -> Outcome:
    """The tiers all of whose conditions are met under one of their alternatives; where none, those against which nothing speaks."""
    fitting: list[int] = []
    near: dict[int, tuple[str, ...]] = {}
    for tier, alternatives in enumerate(asked.tiers):
        states = [_state(facts, asked, answers) for facts in alternatives]
        possible = [missing for missing in states if missing is not None]
        if () in possible:
            fitting.append(tier)
        elif possible:
            near[tier] = min(possible, key=len)
    unanswered = any(figure is None for figure in answers.figures)
    if fitting:
        verdict = Verdict.ONE if len(fitting) == 1 else Verdict.SEVERAL
        return Outcome(verdict, tuple(fitting), {}, unanswered)
    if near:
        return Outcome(Verdict.NEAR, tuple(near), near, unanswered)
    return Outcome(Verdict.NONE, _neighbours(asked, answers), {}, unanswered)


def _state(facts: tuple[Condition, ...], asked: Questions, answers: Answers) -> tuple[str, ...] | None:
    """What an alternative still asks for; None when a figure speaks against it, or nothing at all speaks for it."""
    missing: list[str] = []
    for condition in facts:
        if isinstance(condition, Measured):
            figure = answers.figures[condition.quantity]
            if figure is None:
                missing.append(condition.fact.text)
            elif not condition.fact.holds(figure, asked.quantities[condition.quantity].unit):
                return None
        elif condition.statement not in answers.stated:
            missing.append(asked.statements[condition.statement])
    return tuple(missing) if len(missing) < len(facts) else None


def _neighbours(asked: Questions, answers: Answers) -> tuple[int, ...]:
    """The tiers just below and just above a figure that falls between them."""
    found: set[int] = set()
    for number, quantity in enumerate(asked.quantities):
        figure = answers.figures[number]
        if figure is None:
            continue
        below = [(end, tier) for tier, _, fact in quantity.facts if (end := _in(fact.high, quantity.unit)) is not None and end <= figure]
        above = [(end, tier) for tier, _, fact in quantity.facts if (end := _in(fact.low, quantity.unit)) is not None and end >= figure]
        found |= {max(below)[1]} if below else set()
        found |= {min(above)[1]} if above else set()
    return tuple(sorted(found))


def _in(end: End | None, unit: str) -> Decimal | None:
    return None if end is None else convert(end.value, end.unit, unit)
