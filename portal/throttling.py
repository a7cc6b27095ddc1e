"""How often one reader may ask for what costs: declared at the view, applied by the middleware.

Each rule is a token bucket: ``burst`` requests at once, refilled evenly over
the period. A bucket is one row in a small SQLite file of its own under
DATA_DIR, shared by all worker processes of a host and apart from the database,
so that counting never waits for an import. Several hosts count each for
itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

View = TypeVar("View", bound=Callable[..., Any])
_SECONDS = {"s": 1, "m": 60, "h": 3_600}
_PERIODS = {1: "每秒", 60: "每分钟", 3_600: "每小时"}
_RATE = re.compile(r"(\d{1,7})/([smh])")


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` requests, regained over ``seconds``."""

    burst: int
    seconds: int

    @property
    def interval(self) -> float:
        """Seconds that one request costs."""
        return self.seconds / self.burst

    @property
    def text(self) -> str:
        """每分钟600次."""
        return f"{_PERIODS[self.seconds]}{self.burst}次"


@dataclass(frozen=True, slots=True)
class ThrottleRule:
    """``setting`` names the rate; ``problem`` says that the reader is a program and is answered in JSON."""

    name: str
    setting: str
    problem: bool = False

    def rate(self) -> Rate | None:
        """The rate as set; None where the setting is empty, which means no limit."""
        return parse_rate(getattr(settings, self.setting), self.setting)


SEARCH = ThrottleRule("search", "RATE_LIMIT_SEARCH")
#: Of its own: who types long has still to be able to search.
SUGGEST = ThrottleRule("suggest", "RATE_LIMIT_SEARCH", problem=True)
DOWNLOADS = ThrottleRule("downloads", "RATE_LIMIT_DOWNLOADS")
API = ThrottleRule("api", "RATE_LIMIT_API", problem=True)


def parse_rate(text: str, name: str = "rate") -> Rate | None:
    """``600/m`` as a Rate, None for an empty text; raises ImproperlyConfigured for anything else."""
    if not text.strip():
        return None
    found = _RATE.fullmatch(text.strip())
    if found is None or int(found[1]) == 0:
        raise ImproperlyConfigured(f"{name}={text!r}: give a number of requests and a period, such as 600/m, 10/s or 5000/h; empty for no limit")
    return Rate(int(found[1]), _SECONDS[found[2]])


def throttled(rule: ThrottleRule) -> Callable[[View], View]:
    """Declares the rule of a view."""

    def declare(view: View) -> View:
        view.throttle_rule = rule  # type: ignore[attr-defined]
        return view

    return declare


def throttle_of(view: Callable[..., Any]) -> ThrottleRule | None:
    """The rule declared for a view, None when it has none."""
    return getattr(view, "throttle_rule", None)
