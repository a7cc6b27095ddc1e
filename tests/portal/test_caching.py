"""Kept pages: fresh after every change, cheap for the same reader, never somebody else's."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.pages import HomePage
from content.site import SiteIdentity
from enforcement.models import Agency, Edition, Law
from search.indexer import rebuild
from tests.portal.factory import make_edition, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_a_reader_who_has_the_page_is_told_so(client: Client) -> None:
    make_edition("A1")
    first = client.get("/benchmarks/A1/")
    assert first["Cache-Control"] == "public, max-age=60" and first["Vary"] == "Accept-Encoding, Cookie"
    again = client.get("/benchmarks/A1/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content and again["ETag"] == first["ETag"]
    assert client.get("/benchmarks/A1/", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert client.get("/benchmarks/A1/", headers={"if-none-match": 'W/"other"'}).status_code == 200


def test_packed_for_who_takes_it_and_plain_for_who_does_not(client: Client) -> None:
    make_edition("A1")
    plain = client.get("/benchmarks/A1/")
    packed = client.get("/benchmarks/A1/", headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip" and not plain.has_header("Content-Encoding")
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content)


def test_the_first_page_of_another_day_is_not_kept_as_todays(client: Client) -> None:
    make_edition("A1", begins=date(2020, 1, 1))
    make_edition("A2", begins=date(2025, 3, 1))
    rebuild()
    then, now = (client.get(address).content.decode() for address in ("/?on=2021-05-01", "/"))
    assert '<a href="/benchmarks/?on=2021-05-01">1项</a>' in then and "截至<time datetime=\"2021-05-01\">" in then
    assert '<a href="/benchmarks/">2项</a>' in now and "2021" not in now


def _act(edition: Edition) -> None:
    edition.act = "改了名的行为"
    edition.save_revision().publish()


def _agency(edition: Edition) -> None:
    agency = Agency.objects.get(slug="csgl")
    agency.phone = "0430-0000000"
    agency.save()


def _law(edition: Edition) -> None:
    law = Law.objects.get(slug="shirong")
    law.name = "改了名的条例"
    law.save()


def _identity(edition: Edition) -> None:
    identity = SiteIdentity.objects.get()
    identity.organiser = "云岭市数据局"
    identity.save()


@pytest.mark.parametrize(
    ("change", "seen"),
    [(_act, "改了名的行为"), (_agency, "0430-0000000"), (_law, "改了名的条例"), (_identity, "云岭市数据局")],
)
def test_a_change_shows_at_once(client: Client, change: Callable[[Edition], None], seen: str) -> None:
    edition = make_edition("A1")
    before = client.get("/benchmarks/A1/")
    change(edition)
    after = client.get("/benchmarks/A1/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200 and seen in after.content.decode() and seen not in before.content.decode()


def test_a_withdrawal_shows_at_once_and_gone_is_kept_too(client: Client) -> None:
    edition = make_edition("A1")
    assert client.get("/benchmarks/A1/").status_code == 200
    withdraw(edition)
    assert [client.get("/benchmarks/A1/").status_code for _ in range(2)] == [410, 410]


def test_an_editors_page_shows_at_once(client: Client) -> None:
    client.get("/")
    home = HomePage.objects.get()
    home.introduction = "<p>新的导语</p>"
    home.save_revision().publish()
    assert "新的导语" in client.get("/").content.decode()


def test_who_is_signed_in_gets_a_page_of_their_own(client: Client) -> None:
    make_edition("A1")
    client.force_login(User.objects.create_superuser("chief"))
    assert client.get("/benchmarks/A1/")["Cache-Control"] == "private, no-cache"


def test_what_is_not_found_is_not_kept(client: Client, django_assert_max_num_queries: object) -> None:
    assert client.get("/benchmarks/A1/")["Cache-Control"] == "no-cache"
    make_edition("A1")
    assert client.get("/benchmarks/A1/").status_code == 200


def test_parameters_that_mean_nothing_share_one_page(client: Client, django_assert_num_queries: Callable[[int], object]) -> None:
    make_edition("A1")
    client.get("/benchmarks/A1/")
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        client.get("/benchmarks/A1/?utm_source=x&from=timeline")


def test_the_language_of_the_browser_makes_no_other_page(client: Client) -> None:
    make_edition("A1")
    chinese = client.get("/benchmarks/A1/", headers={"accept-language": "zh-CN"})
    english = client.get("/benchmarks/A1/?on=2025-03-01", headers={"accept-language": "en"})
    assert chinese["Content-Language"] == english["Content-Language"] == "zh-Hans"


def test_the_style_is_kept_for_ever_under_its_fingerprint(client: Client) -> None:
    page = client.get("/").content.decode()
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    style = client.get(address)
    assert "immutable" in style["Cache-Control"] and style["Content-Type"].startswith("text/css")
    assert "@import" not in style.content.decode()
    old = client.get("/style/0000000000000000.css")
    assert old.status_code == 302 and old["Location"] == address


def test_a_page_with_its_style_stays_small(client: Client) -> None:
    make_edition("A1")
    packed = {"accept-encoding": "gzip"}
    page = client.get("/benchmarks/A1/", headers=packed)
    address = gzip.decompress(page.content).decode().split('rel="stylesheet" href="')[1].split('"')[0]
    assert len(page.content) + len(client.get(address, headers=packed).content) < 50_000
