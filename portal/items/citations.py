"""A benchmark's legal basis as the page shows it: by use, each provision linked to its law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enforcement.models import EditionCitation, Law, LeniencyCitation
from enforcement.notation.citations import Citation, format_citation


@dataclass(frozen=True, slots=True)
class Provision:
    """One place in a law: ``place`` is 第一百二十四条第一款第（五）项."""

    law: Law
    place: str
    anchor: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """The provisions of one use (违反条款, 处罚依据)."""

    label: str
    provisions: tuple[Provision, ...]


def bases(citations: Iterable[EditionCitation | LeniencyCitation], on: date) -> list[Basis]:
    """The uses in the order of reasoning: what was violated, then what allows the penalty."""
    gathered: dict[str, list[Provision]] = {}
    for citation in citations:
        gathered.setdefault(citation.role, []).append(
            Provision(citation.law, place_of(citation), article_anchor(citation.article, citation.sub_article), citation.law.replaced(on))
        )
    order = (EditionCitation.Role.VIOLATED, EditionCitation.Role.PENALTY, EditionCitation.Role.BASIS)
    roles = [(str(role), str(role.label)) for role in (*order, LeniencyCitation.Role.EXEMPTION)]
    return [Basis(label, tuple(gathered[role])) for role, label in roles if role in gathered]


def place_of(citation: EditionCitation | LeniencyCitation) -> str:
    """The place in its law, without the law's name."""
    return format_citation(
        Citation("", citation.article, citation.sub_article or None, citation.paragraph or None, citation.item or None)
    )


def article_anchor(article: int, sub_article: int) -> str:
    """Where a law's page speaks of this article."""
    return f"t{article}-{sub_article}" if sub_article else f"t{article}"


def place_of_article(article: int, sub_article: int) -> str:
    """第一百二十四条, 第二十一条之一."""
    return format_citation(Citation("", article, sub_article or None))
