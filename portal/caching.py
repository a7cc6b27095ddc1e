"""How long each kind of public page may be kept, and by whom: declared at the view, applied by the middleware.

A page is kept under the generation of the records (``search.outbox.newest``),
so that a publication needs to purge nothing: pages of the generation before
are never asked for again. The day is part of the key, since the law's clock
moves at midnight.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

#: The portal itself forgets a page after so many seconds: publication or
#: withdrawal timed for an hour of the day raises no generation when it comes.
STORE_SECONDS = 300
#: The same while the index is away or behind the records: long enough to
#: stand a rush, short enough that a count or an outage shown does not outlive it.
BEHIND_SECONDS = 2


@dataclass(frozen=True, slots=True)
class CacheRule:
    """What may be kept.

    ``max_age`` is how many seconds a browser or proxy shows its copy without
    asking; ``stored`` says whether the portal keeps the rendered page;
    ``parameters`` names the query parameters on which the page depends, None
    for all of them: others must not fill the store. ``immutable`` pages have
    their content's fingerprint in their address. ``counted`` pages show what
    the search index says, which follows the records by a moment. ``set_larger``
    pages come in large text too (``portal.reading``).
    """

    name: str
    max_age: int
    stored: bool = True
    parameters: tuple[str, ...] | None = ()
    immutable: bool = False
    counted: bool = False
    set_larger: bool = True

    @property
    def vary(self) -> str:
        """On what of a request the answer depends besides its address."""
        return "Accept-Encoding, Cookie" if self.set_larger else "Accept-Encoding"

    @property
    def header(self) -> str:
        """The ``Cache-Control`` of an anonymous answer."""
        if self.immutable:
            return f"public, max-age={self.max_age}, immutable"
        return f"public, max-age={self.max_age}" if self.max_age else "no-store"


#: A minute spares most of the load and is the longest a withdrawn record can
#: linger in a cache that does not ask.
RECORD = CacheRule("record", 60, parameters=("on",))
COUNTED = CacheRule("counted", 60, parameters=("on",), counted=True)
#: An agency, a law, a field: figures, and items by the page.
ROOM = CacheRule("room", 60, parameters=("on", "page"), counted=True)
LIST = CacheRule("list", 60, parameters=None, counted=True)
#: Editors' pages; the first one counts, on the day that is asked for.
PAGE = CacheRule("page", 60, parameters=("on", "page"), counted=True)
#: What programs are answered: every parameter counts, since one that is unknown is refused.
API_RECORD = CacheRule("api-record", 60, parameters=None, set_larger=False)
API_LIST = CacheRule("api-list", 60, parameters=None, counted=True, set_larger=False)
#: Suggestions: kept by the browser alone, since there is no end of what can be typed.
SUGGESTIONS = CacheRule("suggestions", 60, stored=False, parameters=("q",), set_larger=False)
#: Feed readers come back in minutes, whatever they are told.
SEARCH_FEED = CacheRule("search-feed", 600, parameters=None, counted=True, set_larger=False)
#: For crawlers, who come back in hours.
FEED = CacheRule("feed", 600, parameters=("p",), set_larger=False)
#: An hour: a picture taken off a page should not be seen for long by its own address.
IMAGE = CacheRule("image", 3_600, stored=False, set_larger=False)
ASSET = CacheRule("asset", 31_536_000, immutable=True, set_larger=False)
NEVER = CacheRule("never", 0, stored=False)


def cache_rule(rule: CacheRule) -> Callable[[View], View]:
    """Declares the rule of a view; a system check asks that every public view has one."""

    def declare(view: View) -> View:
        view.cache_rule = rule  # type: ignore[attr-defined]
        return view

    return declare


def rule_of(view: Callable[..., Any]) -> CacheRule | None:
    """The rule declared for a view, None when it has none."""
    return getattr(view, "cache_rule", None)
