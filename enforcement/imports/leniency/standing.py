"""What is on record of a list: its versions, and its matters by which rows are known again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from hashlib import blake2b

from enforcement.fingerprints import fold, match_key
from enforcement.imports.rows import Row
from enforcement.models import LeniencyCitation, LeniencyList, LeniencyVersion, LeniencyWording

Role = LeniencyCitation.Role
#: Provisions on leniency itself: every matter of a list rests on them, so they tell none from another.
_GENERAL = {("中华人民共和国行政处罚法", 32), ("中华人民共和国行政处罚法", 33), ("中华人民共和国行政强制法", 16)}


def act_key(row: Row) -> str:
    """Provision and act as one key: how a matter without a code is known again inside its list and agency."""
    for role in (Role.PENALTY, Role.BASIS, Role.VIOLATED):
        places = [["", *place[1:]] for place in row["citations"] if place[0] == role and (place[1], place[2]) not in _GENERAL]
        if places:
            return match_key(row["act"], places)
    return match_key(row["act"], [])


def matter_hash(row: Row) -> str:
    """Everything a reader would notice of a matter."""
    parts = [str(row["agency_id"] or fold(row["agency"])), *(fold(row[name]) for name in LeniencyWording.TEXTS)]
    parts += sorted("/".join(map(str, place)) for place in row["citations"])
    return _digest("\x1f".join(parts))


def list_hash(matters: list[str]) -> str:
    """What a version says, whatever the order of its matters."""
    return _digest("|".join(sorted(matters)))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


class StandingList:
    """One list with its approved versions, newest first."""

    def __init__(self, of: LeniencyList) -> None:
        self.of = of
        self.versions = list(LeniencyVersion.objects.approved().filter(list=of).order_by("-in_force_from"))
        self._codes = {code: pk for pk, code in of.matters.exclude(code="").values_list("pk", "code")}
        self._keys: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        self._acts: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        wordings = LeniencyWording.objects.filter(matter__list=of).order_by("-version__in_force_from", "-version_id", "order")
        for matter, agency, key, act in wordings.values_list("matter_id", "agency_id", "match_key", "act"):
            for known, name in ((self._keys, key), (self._acts, fold(act))):
                if matter not in known[agency, name]:
                    known[agency, name].append(matter)

    def on(self, day: date) -> LeniencyVersion | None:
        """The version in force on this day."""
        return next((v for v in self.versions if v.in_force_from <= day and (v.in_force_until is None or v.in_force_until > day)), None)

    def matters(self, rows: list[Row]) -> list[int | None]:
        """The matter each row means: by code, else by agency, provision and act, else by agency and act alone. None is new."""
        found: list[int | None] = [self._codes.get(row["code"]) if row["code"] else None for row in rows]
        used = {pk for pk in found if pk}
        for known, name in ((self._keys, act_key), (self._acts, _act)):
            for place, row in enumerate(rows):
                if found[place] is None:
                    candidates = [pk for pk in known.get((row["agency_id"], name(row)), ()) if pk not in used]
                    # Two rows of one act are told apart by nothing but their order.
                    if candidates:
                        found[place] = candidates[0]
                        used.add(candidates[0])
        return found


def _act(row: Row) -> str:
    return fold(row["act"])


def find_list(row: Row) -> tuple[LeniencyList | None, LeniencyList | None]:
    """The list a row means, and one that may be meant: same kind and issuer under another name."""
    if row["agency"] and row["agency_id"] is None:
        return None, None
    alike = list(LeniencyList.objects.filter(kind=row["kind"], agency=row["agency_id"]))
    exact = next((known for known in alike if fold(known.name) == fold(row["name"])), None)
    return exact, (alike[0] if alike and exact is None else None)

