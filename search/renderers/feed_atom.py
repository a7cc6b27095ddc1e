"""Results as an Atom feed (RFC 4287): what changed last comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from search.newest import Changed
from search.renderers.record import absolute
from search.renderers.text import clean

#: The year in which the first of these names was given (RFC 4151); it never changes.
NAMED_IN = "2026"


TYPE = "application/atom+xml; charset=utf-8"


class _Feed(Atom1Feed):
    """Django's, with plain summaries; and an empty feed has not just changed: its readers would fetch it for ever."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})

    def latest_post_date(self) -> datetime:
        moments = [item["updateddate"] for item in self.items]
        return max(moments) if moments else timezone.make_aware(datetime.combine(timezone.localdate(), time()))


def render(changed: Sequence[Changed], *, title: str, author: str, address: str, feed_address: str) -> bytes:
    """The feed of a question. ``address`` is the path of the list, ``feed_address`` the path of the feed itself."""
    feed = _Feed(
        title=clean(title), link=absolute(address), description="", subtitle="最近公开、更正或者开始施行的在前",
        language="zh-Hans", author_name=clean(author), feed_url=absolute(feed_address), feed_guid=tag(feed_address),
    )  # fmt: skip
    for one in changed:
        result, edition = one.result, one.result.record
        feed.add_item(
            title=clean(result.title) or result.code,
            link=absolute(result.url),
            description=None,  # type: ignore[arg-type]  # Atom has summaries
            summary=_summary(one),
            unique_id=tag(f"/benchmark/{quote(edition.benchmark.address, safe='')}/{edition.in_force_from:%Y-%m-%d}"),
            author_name=clean(edition.benchmark.agency.name),
            categories=[clean(edition.domain)] if edition.domain else (),
            pubdate=timezone.localtime(one.published),
            updateddate=timezone.localtime(one.updated),
        )
    return str(feed.writeString("utf-8")).encode()


def tag(path: str) -> str:
    """A name that outlives every address (RFC 4151): host, year, path."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{NAMED_IN}:{quote(path.lstrip('/'), safe='/?&=%')}"


def _summary(one: Changed) -> str:
    edition = one.result.record
    tiers = "\n".join(f"{tier.label}：{tier.circumstance}，{tier.standard}" for tier in edition.tiers.all())
    suspension = one.result.suspension
    resting = f"\n自{suspension.begins:%Y-%m-%d}起暂停适用：{suspension.ground}" if suspension else ""
    return clean(f"{edition.benchmark.agency.name}，{edition.in_force_from:%Y-%m-%d}起施行。{resting}\n{tiers}")
