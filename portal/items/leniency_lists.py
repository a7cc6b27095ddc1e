"""Leniency lists as the pages show them: what holds on a day, what a version changed, what a benchmark meets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from enforcement.leniency_differences import Differences, differences, said_by
from enforcement.models import (
    Edition,
    LeniencyKind,
    LeniencyLink,
    LeniencyList,
    LeniencyMatter,
    LeniencyVersion,
    LeniencyWording,
)
from portal.items.leniency import never_lenient
from portal.items.words_changed import Piece, changed_words

_CLAUSE = re.compile(r"[；;。\n，]")
_FIRST = re.compile("首次|初次|首违|第一次|首个")
#: In the order in which the overview tells them.
KINDS = tuple(LeniencyKind)


@dataclass(frozen=True, slots=True)
class ListLine:
    """A list on the overview, its version of the day, and how many matters that has."""

    list: LeniencyList
    version: LeniencyVersion
    total: int


def lists_on(on: date, now: datetime) -> list[tuple[str, list[ListLine]]]:
    """The lists with a version on the day, by kind, the city's before those of agencies."""
    versions = LeniencyVersion.objects.visible(on, now).select_related("list__agency").prefetch_related("wordings")
    lines = [ListLine(version.list, version, len(version.wordings.all())) for version in versions]
    lines.sort(key=lambda line: (line.list.agency_id is not None, line.list.agency.order if line.list.agency else 0, line.list.pk))
    groups = [(str(kind.label), [line for line in lines if line.list.kind == kind]) for kind in KINDS]
    return [group for group in groups if group[1]]


@dataclass(frozen=True, slots=True)
class WordChange:
    """One place of a matter, word by word."""

    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What a version changed against the one before it."""

    before: LeniencyVersion
    found: Differences
    changed: tuple[tuple[str, tuple[WordChange, ...]], ...]


def changes_of(version: LeniencyVersion, before: LeniencyVersion | None) -> VersionChanges | None:
    """None where there is no version before."""
    if before is None:
        return None
    found = differences(map(said_by, wordings_of(before)), map(said_by, wordings_of(version)))
    changed = tuple((said.act, tuple(WordChange(change.place, changed_words(change.before, change.after)) for change in changes)) for said, changes in found.changed)
    return VersionChanges(before, found, changed)


def wordings_of(version: LeniencyVersion) -> list[LeniencyWording]:
    """What a version says, in its own order, with agencies, provisions and addresses."""
    wordings = list(version.wordings.select_related("agency", "matter").prefetch_related("citations__law"))
    for wording in wordings:
        wording.version = version  # its list tells must from may
    return wordings


def history_of(of: LeniencyList, now: datetime) -> list[LeniencyVersion]:
    """The versions that the public may see, newest first."""
    return list(LeniencyVersion.objects.public(now).filter(list=of).select_related("list__agency", "instrument").order_by("-in_force_from"))


def how_first_is_counted(wording: LeniencyWording) -> tuple[str, ...]:
    """What the list itself says of a first act: its own column, else the clauses that speak of it; empty when it is silent."""
    if not wording.about_first:
        return ()
    if wording.window:
        return (wording.window,)
    clauses = (clause.strip() for clause in _CLAUSE.split(wording.conditions))
    return tuple(dict.fromkeys(clause for clause in clauses if _FIRST.search(clause)))


@dataclass(frozen=True, slots=True)
class Met:
    """A matter that speaks of the act of a benchmark, as its list has it on the day."""

    wording: LeniencyWording
    counted: tuple[str, ...]


def met_by(edition: Edition, on: date) -> tuple[Met, ...]:
    """The matters linked to a benchmark, those only offered left out; none for an act that is never spared."""
    if never_lenient(edition.act):
        return ()
    wordings = (
        LeniencyWording.objects.filter(matter__links__benchmark=edition.benchmark_id, matter__links__state__in=LeniencyLink.SHOWN, version__in=LeniencyVersion.objects.visible(on))
        .select_related("version__list__agency", "matter", "agency")
        .order_by("version__list__pk", "order")
    )
    return tuple(Met(wording, how_first_is_counted(wording)) for wording in wordings)


def benchmarks_of(matter: LeniencyMatter, on: date) -> Sequence[LeniencyLink]:
    """The public benchmarks of a matter on the day."""
    visible = Edition.objects.visible(on)
    links = list(matter.links.filter(state__in=LeniencyLink.SHOWN, benchmark__editions__in=visible).select_related("benchmark__agency").distinct())
    acts = dict(visible.filter(benchmark__in=[link.benchmark_id for link in links]).values_list("benchmark_id", "act"))
    for link in links:
        link.act = acts[link.benchmark_id]  # type: ignore[attr-defined]
    return links
