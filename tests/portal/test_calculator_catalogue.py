"""The calculator over the whole sample: every tier of every item can be reached, and no limit is misread."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.http import QueryDict

from enforcement.penalties.measures import convert
from enforcement.sample.source import SourceItem, read_catalogue
from portal.calculator.answers import read_answers
from portal.calculator.outcome import Outcome, Verdict, outcome
from portal.calculator.questions import Condition, Measured, Questions, Stated, questions


@pytest.fixture(scope="module")
def catalogue() -> list[tuple[SourceItem, Questions]]:
    return [(item, questions([tier.condition for tier in item.tiers])) for _, items in read_catalogue() for item in items]


def answered(asked: Questions, figures: dict[int, Decimal], stated: set[int]) -> Outcome:
    """What the form gives for these answers."""
    data = QueryDict(mutable=True)
    for number in range(len(asked.quantities)):
        data[f"q{number + 1}"] = f"{figures[number]:f}" if number in figures else ""
    data.setlist("c", [str(each) for each in sorted(stated)])
    answers = read_answers(data, asked)
    assert not answers.problems, (asked, answers.problems)
    return outcome(asked, answers)


def inside(asked: Questions, facts: tuple[Condition, ...]) -> tuple[dict[int, Decimal], set[int]]:
    """Answers that meet one alternative: a figure in the middle of each range."""
    figures: dict[int, Decimal] = {}
    for condition in facts:
        if isinstance(condition, Measured):
            quantity, fact = asked.quantities[condition.quantity], condition.fact
            low = convert(fact.low.value, fact.low.unit, quantity.unit) if fact.low else Decimal(0)
            high = convert(fact.high.value, fact.high.unit, quantity.unit) if fact.high else low * 2 + 2
            tried = [low, high, (low + high) / 2] if not quantity.whole else [Decimal(each) for each in range(int(low), int(low) + 2)] + [high]
            figures[condition.quantity] = next(value for value in tried if fact.holds(value, quantity.unit))
    return figures, {condition.statement for condition in facts if isinstance(condition, Stated)}


def alternatives(catalogue: list[tuple[SourceItem, Questions]]) -> Iterator[tuple[SourceItem, Questions, int, tuple[Condition, ...]]]:
    for item, asked in catalogue:
        for tier, found in enumerate(asked.tiers):
            assert found, (item.act, tier)
            for facts in found:
                yield item, asked, tier, facts


def test_every_tier_is_reached_by_every_one_of_its_alternatives(catalogue: list[tuple[SourceItem, Questions]]) -> None:
    reached = 0
    for item, asked, tier, facts in alternatives(catalogue):
        result = answered(asked, *inside(asked, facts))
        assert result.verdict in (Verdict.ONE, Verdict.SEVERAL) and tier in result.tiers, (item.act, tier, facts, result)
        reached += 1
    assert reached > sum(len(item.tiers) for item, _ in catalogue) > 7_000


def test_most_items_ask_for_a_figure_and_each_asks_something(catalogue: list[tuple[SourceItem, Questions]]) -> None:
    assert sum(bool(asked.quantities) for _, asked in catalogue) > 1_500
    assert not [item.act for item, asked in catalogue if asked.is_empty]


def test_questions_are_made_of_the_tiers_own_words(catalogue: list[tuple[SourceItem, Questions]]) -> None:
    for item, asked in catalogue:
        text = "".join(tier.condition for tier in item.tiers)
        assert all(statement in text for statement in asked.statements), item.act
        for quantity in asked.quantities:
            assert quantity.name in text and all(limit in text for limit in quantity.limits), item.act


def test_one_figure_leads_to_one_tier_wherever_the_text_does(catalogue: list[tuple[SourceItem, Questions]]) -> None:
    """Where nothing but one figure is asked, its limits and what lies next to them give one tier, but for the few texts that overlap themselves."""
    seen, doubtful = 0, []
    for item, asked in catalogue:
        if len(asked.quantities) != 1 or asked.statements:
            continue
        seen += 1
        quantity = asked.quantities[0]
        ends = {convert(end.value, end.unit, quantity.unit) for _, _, fact in quantity.facts for end in (fact.low, fact.high) if end}
        for value in {value + step for value in ends for step in (-1, 0, 1) if value + step >= 0 and (not quantity.whole or value == int(value))}:
            if answered(asked, {0: Decimal(value)}, set()).verdict is Verdict.SEVERAL:
                doubtful.append(item.act)
    assert seen > 10 and len(set(doubtful)) <= 2, doubtful
