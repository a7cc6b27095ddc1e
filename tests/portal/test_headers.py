"""What a browser may do with our pages, and what our pages ask of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from search.indexer import drain
from tests.portal.factory import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

ADDRESSES = ["/", "/benchmarks/", "/benchmarks/A1/", "/benchmarks/A1/?on=1999-01-01", "/search/?q=占道", "/agencies/", "/agencies/csgl/", "/laws/", "/laws/shirong/", "/sitemap/", "/nowhere/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_strict_policy_and_nothing_inline(client: Client, address: str) -> None:
    make_edition("A1")
    drain()
    for response in (client.get(address), client.get(address)):  # made, and kept
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        page = response.content.decode()
        assert "<style" not in page and " style=" not in page and not re.search(r'<script(?![^>]*(?:\bsrc=|type="application/ld\+json"))', page)
        assert not re.search(r"\son[a-z]+=", page)
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!beian\.|zfwzgl\.|127\.0\.0\.1)', page)


def test_the_admin_keeps_its_own_policy(client: Client) -> None:
    assert not client.get("/admin/login/").has_header("Content-Security-Policy")


def test_pages_set_no_cookie(client: Client) -> None:
    make_edition("A1")
    assert not client.get("/benchmarks/A1/").cookies
