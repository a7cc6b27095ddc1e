"""Decisions as the public meets them: list, page, file, and the page that remains."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from enforcement.models import Record
from enforcement.records.withdraw import withdraw_record
from search.indexer import rebuild
from tests.enforcement.back_office import publish_edition
from tests.enforcement.decisions import (
    FIRM,
    HELD,
    LICENSE,
    PERMIT,
    PERSON,
    bring_decisions,
    the_record,
)
from tests.street import make_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(site: None, tmp_path: Path) -> None:
    """One decision about a firm, one about a person, one held, one licence; found."""
    from enforcement.models import Benchmark

    city = make_city()
    publish_edition(city, Benchmark.objects.create(agency=city.water, code="SL001", address="SL001"))
    bring_decisions(tmp_path, [FIRM, PERSON, HELD])
    bring_decisions(tmp_path, [PERMIT], headers=LICENSE)
    rebuild()


def page(client: Client, number: str = FIRM["document_no"]) -> str:
    response = client.get(the_record(number).get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_what_was_decided_and_how_it_stands_to_the_benchmark(decided: None, client: Client) -> None:
    said = page(client)
    for words in ("云岭市清源砂石有限公司", "1.5万元", "在该档幅度之内", "第三十七条", "2024年4月8日", "2024年5月6日"):
        assert words in said
    assert "noindex" not in said


def test_a_persons_page_is_masked_and_kept_from_crawlers(decided: None, client: Client) -> None:
    response = client.get(the_record(PERSON["document_no"]).get_absolute_url())
    said = response.content.decode()
    assert "欧阳建军" not in said and "欧阳" in said
    assert '<meta name="robots" content="noindex' in said and "noindex" in response.headers["X-Robots-Tag"]


def test_how_to_challenge_hangs_on_the_procedure(decided: None, client: Client) -> None:
    assert "须先申请行政复议" in page(client, PERSON["document_no"])
    assert "任选其一" in page(client)


def test_the_list_counts_what_is_public_and_narrows(decided: None, client: Client) -> None:
    said = client.get(reverse("penalties")).content.decode()
    assert "共<strong>2</strong>项" in said and HELD["document_no"] not in said
    assert "按决定日期排列" in said and "?sort=code" in said
    assert "按文号排列" in client.get(reverse("penalties"), {"sort": "code"}).content.decode()
    assert PERMIT["document_no"] in client.get(reverse("licenses")).content.decode()
    found = client.get(reverse("search"), {"q": "倾倒建筑垃圾", "kind": "penalty"}).content.decode()
    assert FIRM["document_no"] in found
    everything = client.get(reverse("search"), {"q": "倾倒垃圾"}).content.decode()
    assert "kind=penalty" in everything and "kind=benchmark" in everything
    assert everything.index("SL001") < everything.index(FIRM["document_no"]), "what applies to everybody stands before single cases"


def test_files_hold_no_natural_persons_and_count_so(decided: None, client: Client) -> None:
    for name in ("penalties", "search"):
        response = client.get(reverse("download", args=[name, "json"]), {"kind": "penalty"})
        told = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
        assert '"total": 1' in told and FIRM["document_no"] in told and PERSON["document_no"] not in told
    answer = client.get("/api/v1/search", {"kind": "penalty"}).json()
    assert [item["code"] for item in answer["items"]] == [FIRM["document_no"]]
    assert the_record(PERSON["document_no"]).address not in client.get("/sitemap-records.xml").content.decode()


def test_the_benchmark_shows_real_outcomes_and_never_tells_of_few(site: None, client: Client, tmp_path: Path) -> None:
    from enforcement.models import Benchmark

    city = make_city()
    publish_edition(city, Benchmark.objects.create(agency=city.water, code="SL001", address="SL001"))
    address = reverse("benchmark", args=["SL001"])
    assert "实际怎么罚的" not in client.get(address).content.decode()
    few = [FIRM | {"document_no": f"云水罚〔2024〕{n}号"} for n in range(1, 5)]
    bring_decisions(tmp_path, few)
    said = client.get(address).content.decode()
    assert "不足5件，不作统计" in said and "云水罚〔2024〕4号" in said
    more = [FIRM | {"document_no": f"云水罚〔2024〕{n}号"} for n in range(5, 8)]
    large = FIRM | {"document_no": "云水罚〔2024〕9号", "fine_amount": "4.5", "penalty_content": "罚款45000元", "applied_tier": "严重"}
    larger = large | {"document_no": "云水罚〔2024〕10号", "fine_amount": "30", "penalty_content": "罚款300000元"}
    bring_decisions(tmp_path, [*more, large, larger])
    said = client.get(address).content.decode()
    assert "共<strong>9</strong>件" in said
    assert "1万元至5万元、20万元以上" in said, "a class of one is joined with its neighbour"
    assert "按裁量阶次" not in said, "one class is no distribution"


def test_a_withdrawn_decision_says_when_and_why_and_nothing_else(decided: None, client: Client) -> None:
    record = the_record()
    withdraw_record(record, Record.Cause.JUDGMENT, date(2024, 9, 1), "生效判决撤销了处罚决定。", None)
    rebuild()
    response = client.get(record.get_absolute_url())
    said = response.content.decode()
    assert response.status_code == 410 and "生效判决撤销了处罚决定。" in said and "noindex" in said
    assert "清源" not in said and "倾倒" not in said and "1.5万元" not in said
    assert record.number not in client.get(reverse("penalties")).content.decode()


def test_what_is_held_or_unknown_has_no_page(decided: None, client: Client) -> None:
    assert client.get(the_record(HELD["document_no"]).get_absolute_url()).status_code == 404
    assert client.get(reverse("record", args=["nothing"])).status_code == 404
