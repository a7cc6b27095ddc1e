"""What changed between two versions of a leniency list: matters added, taken out, worded anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from enforcement.fingerprints import fold
from enforcement.models import LeniencyWording


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says of one matter. ``key`` is the same for the same matter in both; ``places`` are its provisions as text."""

    key: object
    texts: Mapping[str, str]
    agency: str
    places: tuple[str, ...] = ()

    @property
    def act(self) -> str:
        """The matter's name for people."""
        return self.texts["act"]


@dataclass(frozen=True, slots=True)
class Changed:
    """One place of a matter, before and after; an empty side was not there."""

    place: str
    before: str
    after: str


@dataclass(slots=True)
class Differences:
    """In the order of the newer version; what was taken out in that of the older."""

    added: list[Said] = field(default_factory=list)
    removed: list[Said] = field(default_factory=list)
    changed: list[tuple[Said, list[Changed]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def differences(before: Iterable[Said], after: Iterable[Said]) -> Differences:
    """Compares two versions by the identity of their matters; white space and width of letters do not count."""
    old = {said.key: said for said in before}
    found = Differences()
    new = list(after)
    for said in new:
        earlier = old.get(said.key)
        if earlier is None:
            found.added.append(said)
        elif changes := list(_changes(earlier, said)):
            found.changed.append((said, changes))
    kept = {said.key for said in new}
    found.removed = [said for said in old.values() if said.key not in kept]
    return found


def _changes(before: Said, after: Said) -> Iterable[Changed]:
    for name in LeniencyWording.TEXTS:
        if fold(before.texts[name]) != fold(after.texts[name]):
            label = str(LeniencyWording._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield Changed(label, _shown(name, before.texts[name]), _shown(name, after.texts[name]))
    if before.agency != after.agency:
        yield Changed("实施机关", before.agency, after.agency)
    if sorted(before.places) != sorted(after.places):
        yield Changed("条文", "、".join(before.places), "、".join(after.places))


def _shown(name: str, value: str) -> str:
    return str(LeniencyWording.ExemptionKind(value).label) if name == "exemption_kind" and value else value


def said_by(wording: LeniencyWording) -> Said:
    """A wording on record, with its citations and agency read."""
    texts = {name: getattr(wording, name) for name in LeniencyWording.TEXTS}
    return Said(wording.matter_id, texts, wording.agency.name, tuple(str(citation) for citation in wording.citations.all()))
