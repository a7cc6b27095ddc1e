"""Questions to time the search with: none twice, so that nothing kept answers."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from enforcement.models import Edition
from tests.bench.judged import OWN, read_lines


def questions(count: int) -> Sequence[str]:
    """The judged ones, then parts of acts as people would remember them, from a fixed seed."""
    random = Random(5)
    asked = dict.fromkeys(line["query"] for line in read_lines(OWN))
    acts = list(Edition.objects.visible().order_by("pk").values_list("act", flat=True)[:20_000])
    while len(asked) < count:
        act = random.choice(acts)
        begins = random.randrange(max(len(act) - 6, 1))
        asked.setdefault(act[begins : begins + random.randint(4, 12)] + random.choice(("", "怎么罚", " 罚多少钱", "会不会拘留", " 城管")))
    return random.sample(list(asked), count)
