"""The checks of the sample catalogue: ``python -m enforcement.sample.check [FILE…]``.

Ranges tile the provision's band, tiers rise, wording is not repeated, every
law is in the catalogue. What only a reader can judge is left to a reader.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from enforcement.sample.ranges import Band, SourceError
from enforcement.sample.source import CATALOGUE, SourceItem, law_index, read_items, read_laws

TIERS = ("减轻", "轻微", "较轻", "一般", "较重", "严重", "特别严重")
BELOW_THE_BAND = "减轻"
#: Phrases that fit any act and so measure none.
EMPTY_WORDS = ("情节轻微", "情节较轻", "情节严重的", "影响恶劣", "危害后果严重", "危害后果轻微", "拒不配合", "社会影响", "危害后果较")
NEAR = 0.88
#: Largest share of near-duplicate wording (SAMPLE.md of the specification, "Checks to automate").
NEAR_ITEMS, NEAR_CIRCUMSTANCES = 0.03, 0.15


def check_item(item: SourceItem) -> list[SourceError]:
    """Faults of one item: number and order of tiers, wording, ranges."""
    errors: list[SourceError] = []

    def fault(message: str, line: int = item.line) -> None:
        errors.append(SourceError(line, message))

    if not 2 <= len(item.tiers) <= 5:
        fault(f"{len(item.tiers)} tiers; 2 to 5 are wanted")
    labels = [tier.label for tier in item.tiers]
    if unknown := [label for label in labels if label not in TIERS]:
        fault(f"unknown tier {unknown[0]!r}; one of {'、'.join(TIERS)}")
    elif sorted(set(labels), key=TIERS.index) != labels:
        fault(f"tiers do not rise: {'、'.join(labels)}")
    if item.act.startswith("违反") or item.act.endswith(("的", "。", "行为")):
        fault("the act begins with 违反 or ends in 的/。/行为")
    if not 3 <= len(item.act) <= 70:
        fault(f"the act has {len(item.act)} characters")
    for tier in item.tiers:
        for word in EMPTY_WORDS:
            if word in tier.condition:
                fault(f"{word} measures nothing", tier.line)
        if len(tier.condition) < 4:
            fault("the circumstance is too short to be one", tier.line)
        if "不予处罚" in tier.penalty or "不予行政处罚" in tier.penalty:
            fault("no automatic 不予处罚 tier", tier.line)
    for message, line in _tiling(item):
        fault(message, line)
    return errors


def _tiling(item: SourceItem) -> Iterable[tuple[str, int]]:
    """Whether the pieces of each label fill the band of the provision exactly."""
    pieces: dict[str, list[tuple[Band, int]]] = defaultdict(list)
    for tier in item.tiers:
        for band in tier.bands:
            if tier.label != BELOW_THE_BAND:
                pieces[band.label].append((band, tier.line))
    statutory = {band.label: band for band in item.statutory_bands}
    for label, found in pieces.items():
        if label not in statutory:
            yield f"range {{{label}}} is not in the > line", found[0][1]
    for label, whole in statutory.items():
        found = pieces.get(label, [])
        if not found:
            if item.tiers:
                yield f"range {{{label}}} of the > line is in no tier", item.line
            continue
        yield from _tile(label, whole, found)


def _tile(label: str, whole: Band, found: list[tuple[Band, int]]) -> Iterable[tuple[str, int]]:
    if any((band.unit, band.per) != (whole.unit, whole.per) for band, _ in found):
        yield f"range {{{label}}}: another unit than in the > line", found[0][1]
        return
    if whole.fixed:
        for band, line in found:
            if not band.fixed or band.high != whole.high:
                yield f"range {{{label}}} is a fixed sum and is not sliced", line
        return
    unique: list[tuple[Band, int]] = []
    for band, line in found:
        if not unique or unique[-1][0] != band:  # the same piece may stand in two tiers side by side
            unique.append((band, line))
    edge = whole.low
    for place, (band, line) in enumerate(unique):
        if band.fixed:
            yield f"range {{{label}}}: a single sum in place of a piece", line
            return
        if band.low != edge:
            yield f"range {{{label}}}: this piece begins at {band.low}, the one before ends at {edge}", line
        if place < len(unique) - 1 and band.closed:
            yield f"range {{{label}}}: close it with ) since another piece follows", line
        edge = band.high
    last, line = unique[-1]
    if last.high != whole.high or last.closed != whole.closed:
        yield f"range {{{label}}}: ends at {last.high}, the provision at {whole.high}", line


def near_duplicates(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (later, earlier) of near-duplicate wording: equal but for figures, or sharing 88 % of their character pairs."""
    folded = [re.sub(r"[\d.一二三四五六七八九十百千万两]+", "0", re.sub(r"\W", "", text)) for text in texts]
    grams = [frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,)) for text in folded]
    holders: dict[str, list[int]] = defaultdict(list)
    first: dict[str, int] = {}
    pairs: list[tuple[int, int]] = []
    for now, (text, own) in enumerate(zip(folded, grams, strict=True)):
        if text in first:
            pairs.append((now, first[text]))
        else:
            first[text] = now
            shared: dict[int, int] = defaultdict(int)
            # Only the rarest pairs need looking at: 88 % alike share at least one of any 13 % + 1.
            for gram in sorted(own, key=lambda gram: len(holders[gram]))[: len(own) // 6 + 1]:
                for other in holders[gram]:
                    shared[other] += 1
            for other in shared:
                if len(own & grams[other]) >= NEAR * len(own | grams[other]):
                    pairs.append((now, other))
                    break
        for gram in own:
            holders[gram].append(now)
    return pairs


def main(arguments: list[str]) -> int:
    """Prints the faults of the named files (default: all) and the shares of repeated wording."""
    laws = law_index(read_laws())
    paths = [Path(name) for name in arguments] or sorted(CATALOGUE.glob("*.txt"))
    good = bad = 0
    everything: list[tuple[str, SourceItem]] = []
    for path in paths:
        items, errors = read_items(path, laws)
        acts: dict[str, int] = {}
        for item in items:
            faults = check_item(item)
            if item.act in acts:
                faults.append(SourceError(item.line, f"the act stands already in line {acts[item.act]}"))
            acts[item.act] = item.line
            errors += faults
            good, bad = (good, bad + 1) if faults else (good + 1, bad)
            everything.append((path.name, item))
        for error in sorted(errors):
            print(f"{path.name}:{error}")
    print(f"{good} items good, {bad} faulty")
    _report("items", [(name, item.line, item.act) for name, item in everything], NEAR_ITEMS)
    _report(
        "circumstances",
        [(name, tier.line, tier.condition) for name, item in everything for tier in item.tiers], NEAR_CIRCUMSTANCES,
    )  # fmt: skip
    return 1 if bad else 0


def _report(what: str, texts: list[tuple[str, int, str]], limit: float) -> None:
    pairs = near_duplicates([text for _, _, text in texts])
    share = len(pairs) / len(texts) if texts else 0
    print(f"near-duplicate {what}: {len(pairs)} of {len(texts)} = {share:.1%} (limit {limit:.0%})")
    for later, earlier in pairs[:12] if share > limit / 2 else ():
        print(f"   {texts[later][0]}:{texts[later][1]} ~ {texts[earlier][0]}:{texts[earlier][1]}  {texts[later][2]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
