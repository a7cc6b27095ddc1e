"""Large text (关怀版): an address that is remembered, leads nowhere else, and never reaches another reader's pages."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.portal.factory import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

LARGE_PAGE = '<html lang="zh-Hans" class="large-text">'


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def switch_on(page: str) -> str:
    """The address behind the switch in the page's header."""
    found = re.search(r'class="site-header__reading" href="([^"]+)"', page)
    assert found
    return unescape(found[1])


def test_the_switch_turns_to_large_text_and_back_on_the_same_page(client: Client) -> None:
    address = "/benchmarks/A1/?on=2025-04-01"
    make_edition("A1")
    standard = page_of(client, address)
    assert "关怀版" in standard and LARGE_PAGE not in standard
    there = client.get(switch_on(standard))
    assert there.status_code == 302 and there["Location"] == address and there["Cache-Control"] == "no-store"
    large = page_of(client, there["Location"])
    assert LARGE_PAGE in large and "标准版" in large
    client.get(switch_on(large))
    assert LARGE_PAGE not in page_of(client, address)


def test_the_choice_is_remembered_in_a_cookie_that_only_the_site_reads(client: Client) -> None:
    cookie = client.get("/reading/large/").cookies["reading"]
    assert cookie.value == "large" and cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) > 30_000_000


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "javascript:alert(1)", "///evil.example",
        "https:evil.example", " //evil.example", "\t//evil.example", "/\t/evil.example", "evil", "", "/" * 3000, "http://testserver:80@evil.example/",
    ],
)  # fmt: skip
def test_it_leads_nowhere_else(client: Client, back: str) -> None:
    location = client.get("/reading/large/", {"back": back})["Location"]
    assert not urlsplit(location).netloc and location.startswith("/") and not location.startswith(("//", "/\\")), location


def test_a_header_cannot_be_smuggled_in(client: Client) -> None:
    response = client.get("/reading/large/", {"back": "/\r\nSet-Cookie: a=b"})
    assert "\n" not in response["Location"] and "a" not in response.cookies


def test_another_mode_is_not_found(client: Client) -> None:
    assert client.get("/reading/huge/").status_code == 404


def test_each_reader_gets_their_own_page_from_what_is_kept() -> None:
    make_edition("A1")
    standard, large = Client(), Client()
    large.get("/reading/large/")
    for _ in range(2):  # made, and kept
        assert LARGE_PAGE not in page_of(standard, "/benchmarks/A1/")
        assert LARGE_PAGE in page_of(large, "/benchmarks/A1/")


def test_who_switches_is_not_told_that_the_old_page_still_holds(client: Client) -> None:
    make_edition("A1")
    before = client.get("/benchmarks/A1/")
    assert "Cookie" in before["Vary"]
    client.get("/reading/large/")
    after = client.get("/benchmarks/A1/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200 and LARGE_PAGE in after.content.decode()


def test_whatever_the_cookie_says_there_are_two_pages(client: Client, django_assert_num_queries: object) -> None:
    make_edition("A1")
    client.get("/benchmarks/A1/")
    client.cookies["reading"] = "x" * 200
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert LARGE_PAGE not in page_of(client, "/benchmarks/A1/")


def test_a_kept_page_hands_on_nobodys_parameters(client: Client) -> None:
    make_edition("A1")
    page = page_of(client, "/benchmarks/A1/?utm_source=wechat&on=2025-04-01")
    assert "wechat" not in page
    assert parse_qs(urlsplit(switch_on(page)).query)["back"] == ["/benchmarks/A1/?on=2025-04-01"]


def test_style_and_feeds_are_the_same_for_all(client: Client) -> None:
    style = re.search(r'rel="stylesheet" href="([^"]+)"', page_of(client, "/"))
    assert style and "Cookie" not in client.get(style[1])["Vary"]
    assert "Cookie" not in client.get("/robots.txt")["Vary"]


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/search/", "/accessibility/", "/agencies/"])
def test_every_kind_of_page_follows(client: Client, address: str) -> None:
    client.get("/reading/large/")
    assert LARGE_PAGE in page_of(client, address)


def test_who_is_signed_in_can_choose_too(client: Client) -> None:
    client.force_login(User.objects.create_superuser("chief"))
    client.get("/reading/large/")
    assert LARGE_PAGE in page_of(client, "/agencies/")
