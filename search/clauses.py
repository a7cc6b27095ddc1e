"""What a document must have to answer, as a tree that every engine can compile.

Segmentation, synonyms, pinyin and typos are resolved before: leaves are exact
terms of the index, so that two engines given the same tree find the same.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """Documents with this term in this field, scored by how rare it is (BM25) times ``weight``."""

    field: str
    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents with these terms one behind the other in this field."""

    field: str
    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Best:
    """Any of these; the best one counts, and of each other one the share ``tie``."""

    clauses: tuple[Clause, ...]
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Some:
    """At least so many of these; the scores of all that are there add up."""

    clauses: tuple[Clause, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Also:
    """All of ``needed``; each of ``more`` that is there adds its score, and none has to be."""

    needed: tuple[Clause, ...]
    more: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Flat:
    """As the clause matches, but with this score, however rare its terms are."""

    clause: Clause
    score: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """The clause's score times a factor."""

    clause: Clause
    weight: float


@dataclass(frozen=True, slots=True)
class Named:
    """A part that has a reason to be told to whoever asks why a result stands where it stands."""

    reason: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


Clause = Term | Phrase | Best | Some | Also | Flat | Weighed | Named | Nothing


def named_parts(clause: Clause) -> list[Named]:
    """Every named part of a tree, from left to right; parts within a named part are not looked for."""
    match clause:
        case Named():
            return [clause]
        case Best(clauses) | Some(clauses):
            return [part for child in clauses for part in named_parts(child)]
        case Also(needed, more):
            return [part for child in (*needed, *more) for part in named_parts(child)]
        case Flat(child) | Weighed(child):
            return named_parts(child)
        case _:
            return []


def size_of(clause: Clause) -> int:
    """How many terms a tree asks for: what it costs, more or less."""
    match clause:
        case Phrase(_, terms):
            return len(terms)
        case Best(clauses) | Some(clauses):
            return sum(map(size_of, clauses))
        case Also(needed, more):
            return sum(map(size_of, (*needed, *more)))
        case Flat(child) | Weighed(child) | Named(_, child):
            return size_of(child)
        case _:
            return 1 if isinstance(clause, Term) else 0
