"""Takes the supplied thesaurus over, and leaves to the editors what they have decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from content.thesaurus.entry import SeedLine, ThesaurusEntry
from content.thesaurus.meaning import Meaning, saying_key, split_said
from content.thesaurus.merge import Shared, Supplied, merged
from content.thesaurus.write import LOADED, write_entries
from enforcement.bulk import insert_many, reserve_keys, update_many


@dataclass(slots=True)
class Loaded:
    """What a load did, in entries; ``left`` counts sayings left to the editors, ``shared`` those merged from several lines."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    left: int = 0
    shared: list[Shared] = field(default_factory=list)

    def __str__(self) -> str:
        said = f"词库：新增{self.added}条，更新{self.changed}条，移除{self.removed}条，未变{self.same}条"
        return f"{said}，{self.left}个说法由编辑决定，未动" if self.left else said


@transaction.atomic
def load_thesaurus(lines: Iterable[Supplied]) -> Loaded:
    """Makes the entries that nobody edited say what the lines say.

    A saying that stands in an entry an editor wrote, altered or switched off,
    or that stood in a supplied entry which was altered or deleted, is never
    touched: neither taken over again nor given back.
    """
    supplied, shared = merged(lines)
    entries = list(ThesaurusEntry.objects.select_related("seed"))
    untouched = {entry.seed.key: entry for entry in entries if entry.seed and not entry.edited}
    decided = _decided(entry for entry in entries if entry.edited)
    wanted, left = _wanted(supplied, decided)
    done = Loaded(left=left, shared=shared)

    gone = [entry for key, entry in untouched.items() if key not in wanted]
    changed = [(entry, wanted[key]) for key, entry in untouched.items() if key in wanted and not _says(entry, wanted[key])]
    new = [line for key, line in wanted.items() if key not in untouched]
    _remove(gone)
    _write(new, changed)
    done.added, done.changed, done.removed = len(new), len(changed), len(gone)
    done.same = len(untouched) - len(gone) - len(changed)
    return done


def _decided(edited: Iterable[ThesaurusEntry]) -> set[str]:
    """Sayings that are the editors' business."""
    entries = list(edited)
    found = {saying_key(saying) for entry in entries for saying in entry.meaning.said}
    lines = [entry.seed.line for entry in entries if entry.seed]
    lines += SeedLine.objects.filter(entry__isnull=True).values_list("line", flat=True)
    return found | {saying_key(saying) for line in lines for saying in split_said(line.partition("=>")[0])}


def _wanted(supplied: Iterable[Supplied], decided: set[str]) -> tuple[dict[str, Supplied], int]:
    """The lines without what editors decided, by key, and how many sayings that leaves out."""
    wanted, left = {}, 0
    for line in supplied:
        said = tuple(saying for saying in line.meaning.said if saying_key(saying) not in decided)
        left += len(line.meaning.said) - len(said)
        if said:
            kept = Supplied(Meaning(said, line.meaning.means), line.domain, line.place)
            wanted[kept.key] = kept
    return wanted, left


def _says(entry: ThesaurusEntry, line: Supplied) -> bool:
    return entry.seed is not None and (entry.seed.line, entry.seed.domain) == (str(line.meaning), line.domain)


def _remove(entries: Sequence[ThesaurusEntry]) -> None:
    """What the supply has given up goes with its memory: nobody but the supply ever wrote it."""
    lines = [entry.seed_id for entry in entries if entry.seed_id]
    ThesaurusEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    SeedLine.objects.filter(pk__in=lines).delete()


def _write(new: Sequence[Supplied], changed: Sequence[tuple[ThesaurusEntry, Supplied]]) -> None:
    seeds = [
        SeedLine(pk=pk, key=line.key, domain=line.domain, line=str(line.meaning))
        for pk, line in zip(reserve_keys(SeedLine, len(new)), new, strict=True)
    ]
    insert_many(seeds)
    added = [ThesaurusEntry(seed=seed, domain=line.domain) for seed, line in zip(seeds, new, strict=True)]
    for entry, line in zip(added, new, strict=True):
        entry.meaning = line.meaning
    for entry, line in changed:
        assert entry.seed is not None
        entry.meaning, entry.domain = line.meaning, line.domain
        entry.seed.line, entry.seed.domain = str(line.meaning), line.domain
    update_many([entry.seed for entry, _ in changed if entry.seed], ("domain", "line"))
    write_entries(added, [entry for entry, _ in changed], LOADED)
