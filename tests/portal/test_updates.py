"""What was published lately: dated, counted, linked."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from search.indexer import drain
from tests.portal.factory import make_edition, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def at(day: date, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


TODAY = timezone.localdate()


def test_days_newest_first_each_with_exactly_what_its_link_lists(client: Client) -> None:
    older = TODAY - timedelta(days=40)
    for number in range(5):
        make_edition(f"M{number}", published_at=at(older))
    make_edition("N1", act="新近公布的行为", published_at=at(TODAY - timedelta(days=1), 0))
    page = text_of(client, "/updates/")
    found = re.findall(r'href="(/updates/[\d-]+/)">(\d+)项', page)
    assert [count for _, count in found] == ["1", "5"] and "新近公布的行为" in page
    for address, count in found:
        assert len(re.findall('class="lines__item"', text_of(client, address))) == int(count)
    drain()
    assert "新近公布的行为" in text_of(client, "/")


def test_a_new_edition_of_an_item_is_told_as_a_change(client: Client) -> None:
    make_edition("A1", begins=date(2020, 1, 1), published_at=at(TODAY - timedelta(days=9)))
    make_edition("A1", begins=date(2025, 1, 1), published_at=at(TODAY - timedelta(days=2)))
    assert ">变更<" in text_of(client, f"/updates/{TODAY - timedelta(days=2)}/")
    assert ">新增<" in text_of(client, f"/updates/{TODAY - timedelta(days=9)}/")


def test_what_was_withdrawn_is_no_longer_told(client: Client) -> None:
    withdraw(make_edition("A1", act="不再公开的行为"))
    assert "不再公开的行为" not in text_of(client, "/updates/") and "不再公开的行为" not in text_of(client, "/")
    text_of(client, f"/updates/{TODAY}/", 404)


@pytest.mark.parametrize("day", ["1999-01-01", "2026-13-40", "x", "9999-12-31", "0001-01-01"])
def test_a_day_without_publication_is_not_found(client: Client, day: str) -> None:
    text_of(client, f"/updates/{day}/", 404)


def test_midnight_is_the_citys(client: Client) -> None:
    day = TODAY - timedelta(days=3)
    make_edition("A1", published_at=at(day, 0) - timedelta(seconds=1)), make_edition("A2", published_at=at(day, 0))
    assert "/benchmarks/A2/" in text_of(client, f"/updates/{day}/") and "/benchmarks/A1/" not in text_of(client, f"/updates/{day}/")
