"""Which benchmark is a matter about? The same agency, provision and act; what is only near is offered to an officer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils import timezone

from enforcement.bulk import insert_many
from enforcement.fingerprints import fold
from enforcement.models import Edition, EditionCitation, LeniencyLink, LeniencyMatter, LeniencyWording

State = LeniencyLink.State
#: Acts under one provision that are so alike are offered.
NEAR = 0.72
#: Offers made for one matter.
MOST = 3
_MARKS = re.compile(r"[\W_]+")


def link_matters(matters: Iterable[LeniencyMatter]) -> int:
    """Links matters by the newest wording of each; returns how many links are new.

    What an officer confirmed or rejected stays, and so do earlier offers. A
    match by machine that no longer holds goes back to being offered.
    """
    newest: dict[int, LeniencyWording] = {}
    wordings = LeniencyWording.objects.filter(matter__in=[matter.pk for matter in matters], version__undone_at__isnull=True)
    for wording in wordings.order_by("version__in_force_from", "version_id").prefetch_related("citations"):
        newest[wording.matter_id] = wording
    candidates = _candidates({wording.agency_id for wording in newest.values()})
    known = {(matter, benchmark): (pk, state) for pk, matter, benchmark, state in LeniencyLink.objects.filter(matter__in=newest).values_list("pk", "matter_id", "benchmark_id", "state")}
    made: list[LeniencyLink] = []
    for matter, wording in newest.items():
        found = _judge(wording, candidates[wording.agency_id])
        for benchmark, state in found.items():
            if (matter, benchmark) not in known:
                made.append(LeniencyLink(matter_id=matter, benchmark_id=benchmark, state=state))
        lapsed = [pk for (of, benchmark), (pk, state) in known.items() if of == matter and state == State.MATCHED and found.get(benchmark) != State.MATCHED]
        LeniencyLink.objects.filter(pk__in=lapsed).update(state=State.OFFERED)
    insert_many(made)
    return len(made)


class _Candidate:
    """A benchmark's act and provisions, ready to compare."""

    __slots__ = ("act", "benchmark", "places")

    def __init__(self, benchmark: int, act: str) -> None:
        self.benchmark, self.act = benchmark, bare(act)
        self.places: set[tuple[int, int, int]] = set()


def bare(act: str) -> str:
    """The words of an act without marks."""
    return _MARKS.sub("", fold(act))


def _candidates(agencies: set[int]) -> dict[int, list[_Candidate]]:
    """The benchmarks of these agencies as they read today or will."""
    found: dict[int, list[_Candidate]] = defaultdict(list)
    by_edition: dict[int, _Candidate] = {}
    today = timezone.localdate()
    editions = Edition.objects.approved().filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=today), benchmark__agency__in=agencies)
    for pk, benchmark, agency, act in editions.values_list("pk", "benchmark_id", "benchmark__agency_id", "act"):
        by_edition[pk] = _Candidate(benchmark, act)
        found[agency].append(by_edition[pk])
    rows = EditionCitation.objects.filter(edition__in=editions)
    for edition, law, article, sub in rows.values_list("edition_id", "law_id", "article", "sub_article"):
        if edition in by_edition:
            by_edition[edition].places.add((law, article, sub))
    return found


def _judge(wording: LeniencyWording, candidates: list[_Candidate]) -> dict[int, str]:
    places = {(c.law_id, c.article, c.sub_article) for c in wording.citations.all() if c.role != c.Role.EXEMPTION}
    act = bare(wording.act)
    same = [c for c in candidates if c.act == act]
    sure = {c.benchmark: State.MATCHED.value for c in same if c.places & places}
    if sure:
        return sure
    near = {c.benchmark: 1.0 for c in same}
    for candidate in candidates:
        if candidate.places & places and candidate.benchmark not in near:
            matcher = SequenceMatcher(None, candidate.act, act, autojunk=False)
            ratio = matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0
            if ratio >= NEAR or act in candidate.act or candidate.act in act:
                near[candidate.benchmark] = max(ratio, NEAR)
    best = sorted(near, key=lambda benchmark: -near[benchmark])[:MOST]
    return dict.fromkeys(best, State.OFFERED.value)
