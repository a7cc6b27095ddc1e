"""Raises the generation for what the floors below do not announce: new laws and documents, deletions, sites.

Search is told of records that it holds; a page that merely shows something is
stale just the same when that changes, so its change is put in the same book.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from content.models import SiteIdentity
from enforcement.models import Agency, Instrument, Law
from search import outbox


def raise_generation(sender: Any, *, instance: Any, raw: bool = False, **_: Any) -> None:
    """Receives the signals below; the number of the new change is the new generation."""
    if not raw:
        outbox.record(sender, kind=instance._meta.model_name, keys=[instance.pk or 0])


def connect() -> None:
    """Connects every receiver, once. Saved agencies, laws, pages and the site's identity are announced by their own floors."""
    for model in (Instrument, Site):
        post_save.connect(raise_generation, sender=model, dispatch_uid=f"portal.generation.saved.{model.__name__}")
    for model in (Agency, Law, Instrument, SiteIdentity, Site):
        post_delete.connect(raise_generation, sender=model, dispatch_uid=f"portal.generation.deleted.{model.__name__}")
