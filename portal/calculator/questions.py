"""The questions that a benchmark's tiers ask, and nothing that they don't."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from enforcement.penalties.circumstances import Fact, parse_circumstance
from portal.calculator.quantities import Quantity, quantities


@dataclass(frozen=True, slots=True)
class Measured:
    """A condition: the answer to question number ``quantity`` lies in the range of ``fact``."""

    quantity: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition: the statement number ``statement`` is true."""

    statement: int


Condition = Measured | Stated


@dataclass(frozen=True, slots=True)
class Questions:
    """Numbers to fill in and statements to choose among.

    ``single`` says that the statements are whole circumstances, one of which
    comes nearest; otherwise any number of them may be true beside the figures.
    ``tiers`` holds, tier by tier, the alternatives under which it applies.
    """

    quantities: tuple[Quantity, ...]
    statements: tuple[str, ...]
    single: bool
    tiers: tuple[tuple[tuple[Condition, ...], ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether the tiers leave nothing to ask: one tier, or none with a circumstance."""
        return not self.quantities and len(self.statements) < 2


def questions(circumstances: Sequence[str]) -> Questions:
    """The questions of tiers with these circumstances, lightest first."""
    parsed = [parse_circumstance(text) for text in circumstances]
    measured = quantities(parsed) if len(parsed) > 1 else []
    if not measured:
        return _by_statement(circumstances)
    numbers = {(tier, place, id(fact)): number for number, quantity in enumerate(measured) for tier, place, fact in quantity.facts}
    statements: dict[str, int] = {}
    tiers = tuple(
        tuple(
            tuple(
                Measured(numbers[tier, place, id(fact)], fact)
                if (tier, place, id(fact)) in numbers
                else Stated(statements.setdefault(fact.text, len(statements)))
                for fact in facts
            )
            for place, facts in enumerate(alternatives)
        )
        for tier, alternatives in enumerate(parsed)
    )
    return Questions(tuple(measured), tuple(statements), False, tiers)


def _by_statement(circumstances: Sequence[str]) -> Questions:
    """Nothing to measure: each circumstance, whole as the text has it, is one choice."""
    statements: dict[str, int] = {}
    tiers = tuple(
        ((Stated(statements.setdefault(text.strip(), len(statements))),),) if text.strip() else () for text in circumstances
    )
    return Questions((), tuple(statements), True, tiers)
