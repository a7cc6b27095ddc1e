"""The calculator: a person tells the circumstances and sees which tier they come under."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.caching import NEVER, cache_rule
from portal.calculator.answers import Answers, read_answers
from portal.calculator.outcome import outcome
from portal.calculator.quantities import Quantity
from portal.calculator.questions import Questions, questions
from portal.items.opened import open_item


@dataclass(frozen=True, slots=True)
class FigureField:
    """A question for a number, as the form shows it."""

    name: str
    quantity: Quantity
    text: str
    error: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement to choose."""

    value: int
    text: str
    chosen: bool


# What someone tells of a violation of theirs is kept nowhere, neither here nor by a proxy.
@cache_rule(NEVER)
def calculator(request: HttpRequest, address: str) -> HttpResponse:
    """The questions, and below them, once answered, the tier; every state is an address."""
    opened = open_item(request, address)
    if isinstance(opened, HttpResponse):
        return opened
    tiers = opened.item.tiers
    asked = questions([tier.circumstance for tier in tiers])
    answers = read_answers(request.GET, asked)
    result = outcome(asked, answers) if answers.given and not answers.problems else None
    context = opened.context | {
        "questions": asked, "answers": answers, "fields": _fields(asked, answers), "choices": _choices(asked, answers), "result": result,
        # Only what the tiers that came out say: a hope that another tier gives would be a false one.
        "leniencies": [each for each in opened.item.leniencies if result and each.label in {tiers[place].label for place in result.tiers}],
        "shown": [(tiers[place], result.missing.get(place, ())) for place in result.tiers] if result else [],
    }  # fmt: skip
    return render(request, "portal/calculator.html", context)


def _fields(asked: Questions, answers: Answers) -> list[FigureField]:
    errors = {problem.field: problem.message for problem in answers.problems}
    return [
        FigureField(f"q{number}", quantity, text, errors.get(f"q{number}", ""))
        for number, (quantity, text) in enumerate(zip(asked.quantities, answers.texts, strict=True), 1)
    ]


def _choices(asked: Questions, answers: Answers) -> list[Choice]:
    return [Choice(number, text, number in answers.stated) for number, text in enumerate(asked.statements)]
