"""Random people at random work: the record is whole at the end, and so is the index."""

from __future__ import annotations

from pathlib import Path
from random import SystemRandom

import pytest

from search.indexer import drain, rebuild, rebuild_all, sweep
from tests.concurrency import busy_day
from tests.concurrency.together import together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_a_busy_day(tmp_path: Path) -> None:
    seed = SystemRandom().randrange(1 << 30)
    outcome = busy_day.live(tmp_path, seed=seed, seconds=4)
    assert outcome.faults == [], outcome


def test_the_index_is_kept_while_people_write(tmp_path: Path) -> None:
    """Two indexers and a rebuild beside them: at the end nothing is missing and nothing too many."""
    seed = SystemRandom().randrange(1 << 30)
    rebuild_all()
    answers = together([lambda: busy_day.live(tmp_path, seed=seed, seconds=3, people=2), _keep_up, _keep_up, _anew])
    assert not any(isinstance(answer, BaseException) for answer in answers), answers
    drain()
    assert sweep() == (set(), set()), seed


def _keep_up() -> None:
    for _ in range(6):
        drain()


def _anew() -> None:
    for _ in range(3):
        rebuild()
