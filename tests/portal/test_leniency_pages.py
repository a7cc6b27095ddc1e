"""What the public reads of leniency lists: must and may apart, nothing promised, every day its version."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from enforcement.models import LeniencyMatter, LeniencyVersion
from enforcement.withdrawal import withdraw_version
from search.indexer import drain
from tests.enforcement.leniency_lists import AUTUMN, DIG, DIKE, SPRING, STALL, bring, write
from tests.street import City, Line, make_city
from tests.street import bring as bring_benchmarks

pytestmark = pytest.mark.django_db
LIST = "/leniency/first-violation/"


@pytest.fixture
def city(tmp_path: Path) -> City:
    made = make_city()
    bring_benchmarks(tmp_path, [Line(DIG[0], code="A1", begins="2024-01-01")])
    bring(write(tmp_path, DIG, STALL), effective_from=SPRING)
    bring(write(tmp_path, (DIG[0], DIG[1], "两年内首次违法，当日改正", DIG[3]), DIKE), effective_from=AUTUMN)
    bring(write(tmp_path, title="云岭市从轻处罚事项清单"), effective_from=SPRING, instrument=made.instrument.pk)
    return made


def read(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def address(act: str) -> str:
    return LeniencyMatter.objects.get(wordings__act=act, wordings__version__in_force_from=AUTUMN).get_absolute_url()


def test_the_overview_tells_the_kinds_apart(client: Client, city: City) -> None:
    page = read(client, "/leniency/")
    assert "首违不罚事项清单" in page and "本清单暂无事项" in page and "罚不罚由执法机关依法决定" in page
    assert "没有公开的清单" in read(client, "/leniency/?on=2020-01-01")


def test_a_list_on_a_day_and_what_changed(client: Client, city: City) -> None:
    now = read(client, LIST)
    assert DIKE[0] in now and "可以不予处罚" in now and "应当不罚" not in now
    assert "新增1项，删去1项，修改1项" in now and STALL[0] in now  # among what was taken out
    assert "一年" not in now or "<del>" in now
    before = read(client, f"{LIST}?on=2025-05-01")
    assert STALL[0] in before and DIKE[0] not in before and "新的版本" in before
    assert "没有施行" in read(client, f"{LIST}?on=2024-12-31", 404)
    empty = read(client, "/leniency/lighter/")
    assert "本清单暂无事项" in empty and "不是不处罚" in empty and "云水规〔2024〕1号" in empty and "2025年3月1日" in empty
    read(client, "/leniency/no-such-list/", 404)


def test_a_matter_says_its_conditions_and_promises_nothing(client: Client, city: City) -> None:
    page = read(client, address(DIG[0]))
    assert "是否不罚由实施机关依法决定" in page and "两年内首次违法" in page and "责令改正仍会作出" in page and "清单不是全部" in page
    assert "/benchmarks/A1/" in page
    assert "一年内首次违法" in read(client, address(DIG[0]) + "?on=2025-05-01")
    assert "不在" in read(client, address(DIKE[0]) + "?on=2025-05-01", 404)


def test_the_benchmark_says_what_a_first_act_may_mean(client: Client, city: City) -> None:
    page = read(client, "/benchmarks/A1/")
    assert address(DIG[0]) in page and "可以不予处罚" in page and "怎样算“首次”" in page and "责令改正仍会作出" in page and "清单不是全部" in page
    assert "怎样算“首次”" not in read(client, "/benchmarks/A1/?on=2024-06-01")


def test_a_withdrawn_version_is_gone_from_every_page(client: Client, city: City) -> None:
    withdraw_version(LeniencyVersion.objects.get(in_force_from=AUTUMN), "清单有误", None)
    assert "清单有误" in read(client, LIST, 410)
    page = read(client, address(DIG[0]), 410)
    assert "两年内" not in page
    assert "怎样算“首次”" not in read(client, "/benchmarks/A1/")
    assert STALL[0] in read(client, f"{LIST}?on=2025-05-01")


def test_the_search_finds_matters_with_their_effect(client: Client, city: City) -> None:
    drain()
    page = read(client, "/search/?q=首违不罚")
    assert DIG[0] in page and "可以不予处罚" in page
    assert STALL[0] not in page
    assert STALL[0] in read(client, "/search/?kind=leniency&on=2025-05-01")
    found = client.get("/search.json?kind=leniency")
    told = json.loads(b"".join(found.streaming_content) if found.streaming else found.content)  # type: ignore[attr-defined]
    assert {(each["effect"], each["discretionary"]) for each in told["items"]} == {("may_not_punish", True)}
    withdraw_version(LeniencyVersion.objects.get(in_force_from=AUTUMN), "清单有误", None)
    drain()
    assert DIKE[0] not in read(client, "/search/?kind=leniency")


def test_a_question_about_a_first_act_is_answered_with_the_list(client: Client, city: City) -> None:
    drain()
    page = read(client, f"/search/?q={DIG[0]}第一次会罚吗")
    assert "最相符的一项" in page and "是否不罚由实施机关依法决定" in page


def test_drunk_driving_is_never_answered_with_leniency(client: Client, city: City, tmp_path: Path) -> None:
    """Not even where a list should name it."""
    act = "饮酒后驾驶机动车"
    bring_benchmarks(tmp_path, [Line(act, code="D1", begins="2024-01-01")])
    bring(write(tmp_path, (act, DIG[1], "首次违法", DIG[3])), effective_from=date(2025, 10, 1))
    drain()
    assert LeniencyMatter.objects.filter(links__benchmark__code="D1", links__state="matched").exists()
    page = read(client, "/benchmarks/D1/")
    assert "怎样算“首次”" not in page and "/leniency/matters/" not in page
    for question in ("饮酒后驾驶机动车第一次会罚吗", "饮酒后驾驶机动车首违不罚"):
        page = read(client, f"/search/?q={question}")
        assert "最相符的一项" in page and "列入" not in page.partition("</section>")[0]


def test_crawlers_are_told(client: Client, city: City) -> None:
    assert LIST in read(client, "/sitemap-leniency.xml") and "/leniency/" in read(client, "/sitemap-rooms.xml")
    assert date.today() > AUTUMN
