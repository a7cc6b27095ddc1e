"""What must follow when an editor changes a page, the thesaurus or the site's identity: caches take a new generation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from content.site import SiteIdentity
from content.thesaurus.announce import announce_thesaurus
from content.thesaurus.entry import ThesaurusEntry
from enforcement.signals import records_changed

#: The search document of a page, and what caches are told of.
KIND = "page"


def announce(keys: Iterable[int]) -> None:
    """Names pages whose public face may have changed."""
    records_changed.send(Page, kind=KIND, keys=sorted(keys))


def with_descendants(page: Page) -> list[int]:
    """The page and all below it: their addresses and their place in menus follow it."""
    return list(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)) or [page.pk]


@receiver(page_published)
@receiver(page_unpublished)
def page_changed(sender: type[Page], instance: Page, **_: Any) -> None:
    """A new slug moves everything below; so does a page that vanishes from a menu."""
    announce(with_descendants(instance))


@receiver(post_page_move)
def page_moved(sender: type[Page], instance: Page, **_: Any) -> None:
    announce(with_descendants(instance))


@receiver(post_delete, sender=Page)
def page_deleted(sender: type[Page], instance: Page, **_: Any) -> None:
    """Sent for each page of a deleted branch."""
    announce([instance.pk])


@receiver(post_save, sender=SiteIdentity)
def identity_saved(sender: type[SiteIdentity], instance: SiteIdentity, raw: bool = False, **_: Any) -> None:
    """Header and footer stand on every page."""
    if not raw:
        announce([instance.site.root_page_id])


@receiver(post_save, sender=ThesaurusEntry)
@receiver(post_delete, sender=ThesaurusEntry)
def entry_changed(sender: type[ThesaurusEntry], instance: ThesaurusEntry, raw: bool = False, **_: Any) -> None:
    """Every answer may be another one now."""
    if not raw:
        announce_thesaurus([instance.pk])
