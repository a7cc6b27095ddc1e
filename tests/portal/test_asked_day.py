"""Every page says which day it speaks of, and that a coming day is known only so far."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from enforcement.models import Edition
from search.indexer import drain
from tests.portal.factory import make_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ADDRESSES = ["/benchmarks/", "/search/?q=人行道", "/agencies/", "/agencies/csgl/", "/laws/", "/laws/shirong/"]


@pytest.mark.parametrize("address", [*ADDRESSES, "/benchmarks/A1/"])
def test_a_day_that_cannot_be_read_is_told(client: Client, address: str) -> None:
    make_edition("A1")
    drain()
    join = "&" if "?" in address else "?"
    assert "“明天吧”不是能识别的日期" in client.get(f"{address}{join}on=明天吧").content.decode()
    assert "不是能识别的日期" not in client.get(address).content.decode()


@pytest.mark.parametrize("address", [*ADDRESSES, "/benchmarks/A1/"])
def test_a_coming_day_is_no_promise(client: Client, address: str) -> None:
    make_edition("A1")
    drain()
    join = "&" if "?" in address else "?"
    coming = timezone.localdate() + timedelta(days=400)
    assert "按目前已公布的规定" in client.get(f"{address}{join}on={coming}").content.decode()
    assert "按目前已公布的规定" not in client.get(f"{address}{join}on={timezone.localdate()}").content.decode()


def test_nothing_on_that_day_leads_to_the_same_list_today(client: Client) -> None:
    make_edition("A1")
    drain()
    page = client.get("/benchmarks/?domain=市容&on=2001-01-01").content.decode()
    assert "没有符合条件的内容" in page and "2001年1月1日</time>有效的内容，可以" in page
    assert 'href="?domain=%E5%B8%82%E5%AE%B9">改看今天' in page


def test_what_no_longer_holds_is_told_of_today_without_a_riddle(client: Client) -> None:
    edition = make_edition("A1")
    Edition.objects.filter(pk=edition.pk).update(in_force_until=date(2026, 1, 1))
    page = client.get("/benchmarks/A1/").content.decode()
    assert "这一事项目前没有有效的基准" in page and "那一天" not in page
    assert "那一天没有施行中的规定" in client.get("/benchmarks/A1/?on=2001-01-01").content.decode()


def test_a_long_question_is_not_shouted_back(client: Client) -> None:
    make_edition("A1")
    drain()
    page = client.get("/search/", {"q": "过" * 150}).content.decode()
    assert "没有找到“过过过" in page and "没有找到“" + "过" * 31 not in page
