"""What the index counts is not kept beyond the moment in which it is behind or away."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from portal.index_state import is_current
from search import outbox
from search.indexer import drain
from tests.own_index import lose_index
from tests.portal.factory import make_agency, make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_the_index_is_current_once_it_has_taken_in_every_change() -> None:
    make_edition("A1")
    assert not is_current(outbox.newest())
    drain()
    assert is_current(outbox.newest())
    make_edition("A2")
    assert not is_current(outbox.newest())
    drain()
    lose_index()
    assert not is_current(outbox.newest())


@pytest.mark.parametrize("address", ["/", "/benchmarks/", "/search/?q=人行道", "/agencies/", "/agencies/csgl/"])
def test_a_count_made_while_the_index_is_behind_is_not_held_by_anyone(client: Client, address: str) -> None:
    make_edition("A1")
    drain()
    assert client.get(address)["Cache-Control"] == "public, max-age=60"
    make_edition("A2")  # published; the index does not know yet
    assert client.get(address)["Cache-Control"] == "no-cache"


def test_an_outage_is_not_shown_longer_than_it_lasts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.middleware.page_cache.BEHIND_SECONDS", 0)
    make_agency()
    make_edition("A1")
    for address in ("/", "/agencies/csgl/"):
        page = client.get(address)
        assert "检索暂停" in page.content.decode() and page["Cache-Control"] == "no-cache"
    drain()
    for address in ("/", "/agencies/csgl/"):
        assert "检索暂停" not in client.get(address).content.decode()


def test_an_item_page_does_not_wait_for_the_index(client: Client) -> None:
    make_edition("A1")
    assert client.get("/benchmarks/A1/")["Cache-Control"] == "public, max-age=60"
    caches["pages"].clear()
