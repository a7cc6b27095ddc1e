"""The list of page types: every one has an address that answers; odd addresses do no harm."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from portal.page_types import PAGE_TYPES, page_addresses
from search.indexer import drain
from tests.portal.factory import make_edition, make_law, make_leniency

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_an_empty_portal_has_nothing_to_picture() -> None:
    assert list(page_addresses()) == []


def test_every_type_of_page_has_an_address_that_answers(client: Client) -> None:
    make_leniency(make_edition("A1"))
    make_edition("A2", law=make_law("噪声法", "zs", replaced_by=make_law("法典", "fd"), replaced_on=date(2026, 1, 1)))
    drain()
    addresses = dict(page_addresses())
    assert set(addresses) == {each.name for each in PAGE_TYPES} and len(set(addresses)) == len(PAGE_TYPES)
    for name, address in addresses.items():
        assert client.get(address).status_code == (404 if name in ("not-found", "benchmark-not-then") else 200), (name, address)


@pytest.mark.parametrize(
    "address",
    [
        "/fields/%00/", "/agencies/%00/", "/laws/a%0Ab/", "/fields//", "/fields/%F0%9F%98%80/", "/updates/%00/", "/reading/%00/", "/fields/" + "长" * 900 + "/",
        "/laws/shirong/?page=-1", "/laws/shirong/?page=x&on=%00", "/fields/市容/?page=99999999999999999999", "/agencies/csgl/?on=9999-12-31",
        "/fields/?on=0001-01-01", "/updates/?page=0", "/tzgg/?page=%00", "/reading/large/?back=%00", "/reading/large/?back=/%0d%0a", "/accessibility/?on=x",
    ],
)  # fmt: skip
def test_odd_addresses_do_no_harm(client: Client, address: str) -> None:
    make_edition("A1")
    assert client.get(address).status_code in (200, 302, 404)
