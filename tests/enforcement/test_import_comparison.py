"""What a file would do to what is on record, through the importer's own door."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from enforcement.models import AgencyName, Benchmark, Edition, Instrument, Law
from tests.street import (
    BASIS,
    MARKET,
    MILDER,
    TIERS,
    WATER,
    City,
    Line,
    actions,
    bring,
    make_city,
    said,
    shown,
    standards,
    waiting,
)  # fmt: skip

pytestmark = pytest.mark.django_db

DUMPING = Line("在河道管理范围内倾倒渣土", begins="2024年3月1日")
METER = Line("未安装取水计量设施", code="220681000102", begins="2024年3月1日")
SPRING, AUTUMN, NEXT = date(2024, 3, 1), date(2024, 9, 3), date(2025, 1, 1)


@pytest.fixture
def city() -> City:
    return make_city()


def again(line: Line, **changes: object) -> Line:
    return Line(**{**line.__dict__, **changes})


def test_the_same_file_twice_changes_nothing(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING, METER])
    before = list(Edition.objects.order_by("pk").values_list("pk", "latest_revision_id", "content_hash", "in_force_until"))
    batch = bring(tmp_path, [DUMPING, METER])
    assert actions(batch) == ["same", "same"]
    assert list(Edition.objects.order_by("pk").values_list("pk", "latest_revision_id", "content_hash", "in_force_until")) == before
    assert (Benchmark.objects.count(), Law.objects.count(), Instrument.objects.count()) == (2, 1, 3)


def test_a_silent_file_twice_changes_nothing_either(city: City, tmp_path: Path) -> None:
    silent = again(DUMPING, begins="")
    assert said(bring(tmp_path, [silent])) == ["NO_EFFECTIVE_DATE"]
    batch = bring(tmp_path, [silent])
    assert (actions(batch), said(batch)) == (["same"], [])


def test_other_tiers_make_a_new_edition_and_end_the_old_ones_time(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    batch = bring(tmp_path, [again(METER, tiers=MILDER, begins="2025.1.1")])
    assert actions(batch) == ["change"]
    first, second = Edition.objects.order_by("in_force_from")
    assert (first.in_force_from, first.in_force_until) == (SPRING, NEXT)
    assert (second.in_force_from, second.in_force_until) == (NEXT, None)
    assert (first.benchmark_id, Benchmark.objects.count()) == (second.benchmark_id, 1)
    assert shown(AUTUMN) == {"220681000102": standards(TIERS)}
    assert shown(NEXT) == {"220681000102": standards(MILDER)}
    assert shown(date(2024, 2, 29)) == {}


def test_an_edition_may_come_between_two(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    bring(tmp_path, [again(METER, tiers=MILDER, begins="2025-01-01")])
    batch = bring(tmp_path, [again(METER, tiers=TIERS[:2], begins="2024-09-03")])
    assert actions(batch) == ["change"]
    assert list(Edition.objects.order_by("in_force_from").values_list("in_force_until", flat=True)) == [AUTUMN, NEXT, None]


def test_an_edition_may_come_before_all(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    batch = bring(tmp_path, [again(METER, tiers=MILDER, begins="2020-01-01")])
    assert actions(batch) == ["change"]
    assert shown(date(2022, 1, 1)) == {"220681000102": standards(MILDER)}
    assert shown(NEXT) == {"220681000102": standards(TIERS)}


def test_another_wording_from_the_same_day_is_held(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    batch = bring(tmp_path, [again(METER, tiers=MILDER), DUMPING])
    assert (actions(batch), said(batch)) == (["held", "create"], ["HELD"])
    assert "2024年3月1日" in batch.report[0]["message"] and "更正" in batch.report[0]["message"]
    assert shown(NEXT)["220681000102"] == standards(TIERS)


def test_a_correction_mends_the_edition_in_force(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    kept = Edition.objects.get()
    batch = bring(tmp_path, [again(METER, tiers=MILDER, begins="2024-10-01")], correction=True)
    assert actions(batch) == ["correct"]
    mended = Edition.objects.get()
    assert (mended.pk, mended.in_force_from, mended.in_force_until) == (kept.pk, SPRING, None)
    assert shown(SPRING) == {"220681000102": standards(MILDER)}
    assert mended.content_hash != kept.content_hash
    assert mended.published_at == kept.published_at
    assert mended.revisions.count() == 2
    assert [amount.maximum for tier in mended.tiers.all() for amount in tier.amounts.all()] == [10_000, 30_000, 50_000]


def test_a_correction_needs_an_edition_in_force(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    batch = bring(tmp_path, [again(METER, tiers=MILDER, begins="2023-01-01")], correction=True)
    assert actions(batch) == ["held"]
    assert "没有施行中的版本" in batch.report[0]["message"]


def test_a_silent_correction_asks_for_no_date(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    batch = bring(tmp_path, [again(METER, tiers=MILDER, begins="")], correction=True)
    assert (actions(batch), said(batch)) == (["correct"], [])


def test_missing_rows_remove_nothing(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER, DUMPING])
    bring(tmp_path, [again(METER, tiers=MILDER, begins="2025-01-01")])
    assert len(shown(NEXT)) == 2


@pytest.mark.parametrize("name", [MARKET, "市场监管局", "市市场监督管理局", "市场监督管理局", "云岭市市场监管局", "云岭市工商行政管理局", "市工商行政管理局", "本市市场监督管理局"])
def test_an_agency_by_any_of_its_names(city: City, tmp_path: Path, name: str) -> None:
    batch = bring(tmp_path, [again(DUMPING, agency=name)])
    assert (actions(batch), said(batch)) == (["create"], [])
    assert Benchmark.objects.get().agency == city.market


@pytest.mark.parametrize("name", ["市水务局", "水务局", "水利局", "云岭市水利局", "市水利局", "云岭市　水利局"])
def test_an_agency_by_its_short_name(city: City, tmp_path: Path, name: str) -> None:
    bring(tmp_path, [again(DUMPING, agency=name)])
    assert Benchmark.objects.get().agency == city.water


def test_a_name_of_two_agencies_is_an_error_that_names_both(city: City, tmp_path: Path) -> None:
    for agency in (city.water, city.market):
        AgencyName.objects.create(agency=agency, name="执法大队")
    batch = bring(tmp_path, [again(DUMPING, agency="执法大队"), METER])
    assert (actions(batch), said(batch)) == (["create"], ["AMBIGUOUS_AGENCY"])
    problem = batch.report[0]
    assert problem["severity"] == "error"
    assert WATER in problem["message"] and MARKET in problem["message"]
    assert (problem["row"], problem["column"]) == (2, "B")


def test_an_unknown_agency_is_an_error_or_made_when_asked(city: City, tmp_path: Path) -> None:
    lines = [again(DUMPING, agency="云岭市气象局"), again(METER, agency="云岭市气象局")]
    batch = waiting(tmp_path, lines)
    assert (actions(batch), said(batch)) == ([], ["UNKNOWN_AGENCY", "UNKNOWN_AGENCY"])
    batch = bring(tmp_path, lines, create_agencies=True)
    assert said(batch) == ["NEW_AGENCIES"]
    assert {benchmark.agency.name for benchmark in Benchmark.objects.select_related("agency")} == {"云岭市气象局"}


def test_laws_not_on_record_are_registered_unverified_with_one_warning(city: City, tmp_path: Path) -> None:
    lines = [
        again(DUMPING, basis="《云岭市河道管理条例》第三条"),
        again(METER, basis="《中华人民共和国防洪法》第五十五条"),
        again(METER, code="220681000103", act="在堤防上种植高秆作物", basis="《防洪法》第五十六条"),
    ]
    batch = bring(tmp_path, lines)
    assert said(batch) == ["NEW_LAWS"]
    made = Law.objects.filter(verified=False).order_by("name")
    assert [law.name for law in made] == ["中华人民共和国防洪法", "云岭市河道管理条例"]
    assert actions(bring(tmp_path, lines)) == ["same", "same", "same"]


def test_a_law_that_lost_its_force_is_warned_of(city: City, tmp_path: Path) -> None:
    code = Law.objects.create(name="中华人民共和国水法典", slug="shuifadian", verified=True)
    Law.objects.filter(pk=city.law.pk).update(replaced_by=code, replaced_on=date(2024, 6, 1))
    assert said(waiting(tmp_path, [DUMPING])) == []
    batch = waiting(tmp_path, [again(DUMPING, begins="2024-06-01"), again(METER, begins="2024-07-01")])
    assert said(batch) == ["REPLACED_LAW"]
    assert "《中华人民共和国水法典》替代" in batch.report[0]["message"] and "2项" in batch.report[0]["message"]


def test_the_day_chosen_at_upload_decides_which_law_is_old(city: City, tmp_path: Path) -> None:
    code = Law.objects.create(name="中华人民共和国水法典", slug="shuifadian", verified=True)
    Law.objects.filter(pk=city.law.pk).update(replaced_by=code, replaced_on=date(2024, 6, 1))
    silent = again(DUMPING, begins="")
    assert said(waiting(tmp_path, [silent], effective_from=date(2024, 5, 31))) == []
    assert said(waiting(tmp_path, [silent], effective_from=date(2024, 6, 1))) == ["REPLACED_LAW"]


def test_a_code_of_another_agency_is_held(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    for other in (again(METER, agency=MARKET), again(METER, agency=MARKET, tiers=MILDER, begins="2025-01-01")):
        batch = bring(tmp_path, [other])
        assert actions(batch) == ["held"]
        assert "另一机关" in batch.report[0]["message"]
    assert Edition.objects.count() == 1


def test_a_code_that_comes_later_completes_the_identity(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    address = Benchmark.objects.get().address
    batch = bring(tmp_path, [again(DUMPING, code="220681000101", tiers=MILDER, begins="2025-01-01")])
    assert actions(batch) == ["change"]
    benchmark = Benchmark.objects.get()
    assert (benchmark.code, benchmark.address) == ("220681000101", address)
    assert benchmark.editions.count() == 2


def test_a_code_alone_completes_the_identity_without_a_new_edition(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    batch = bring(tmp_path, [again(DUMPING, code="220681000101")])
    assert actions(batch) == ["correct"]
    assert Benchmark.objects.get().code == "220681000101"
    assert Edition.objects.get().in_force_from == SPRING
    assert actions(bring(tmp_path, [again(DUMPING, code="220681000101")])) == ["same"]


def test_a_row_without_its_code_is_known_by_agency_citation_and_act(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    assert actions(bring(tmp_path, [again(METER, code="")])) == ["same"]
    assert actions(bring(tmp_path, [again(METER, code="", agency=MARKET)])) == ["create"]


def test_another_code_for_the_same_words_is_another_item(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    batch = bring(tmp_path, [again(METER, code="220681000199")])
    assert (actions(batch), said(batch)) == (["create"], ["NEAR_MATCH"])
    assert Benchmark.objects.count() == 2


@pytest.mark.parametrize(
    "near",
    [again(DUMPING, basis=f"{BASIS[:-3]}三款"), again(DUMPING, act="在河道管理范围内倾倒渣土的")],
    ids=["same act, other provision", "nearly the same words"],
)
def test_a_near_match_asks(city: City, tmp_path: Path, near: Line) -> None:
    bring(tmp_path, [DUMPING])
    batch = waiting(tmp_path, [near])
    assert (actions(batch), said(batch)) == (["create"], ["NEAR_MATCH"])
    assert "在河道管理范围内倾倒渣土" in batch.report[0]["message"]


def test_what_is_not_near_asks_nothing(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [DUMPING])
    assert said(waiting(tmp_path, [again(DUMPING, act="未经批准擅自取水")])) == []
    assert said(waiting(tmp_path, [again(DUMPING, agency=MARKET)])) == []


def test_one_item_under_two_names_of_its_agency_comes_once(city: City, tmp_path: Path) -> None:
    batch = bring(tmp_path, [again(DUMPING, agency="市水务局"), METER, again(DUMPING, agency=WATER, tiers=MILDER)])
    assert actions(batch) == ["create", "create", "held"]
    assert "第2行是同一事项" in batch.report[0]["message"]
    assert Benchmark.objects.count() == 2


def test_two_rows_of_one_item_on_record(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER])
    lines = [again(METER, tiers=MILDER, begins="2025-01-01"), DUMPING, again(METER, code="", tiers=TIERS[:2], begins="2025-02-01")]
    assert actions(bring(tmp_path, lines)) == ["change", "create", "held"]


def test_another_document_reissues_the_same_words(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER], instrument=city.instrument.pk)
    later = again(METER, begins="2025-01-01")
    assert actions(bring(tmp_path, [later], instrument=city.instrument.pk)) == ["same"]
    assert actions(bring(tmp_path, [later], instrument=city.repeal.pk)) == ["change"]
    assert list(Edition.objects.order_by("in_force_from").values_list("instrument_id", flat=True)) == [city.instrument.pk, city.repeal.pk]


def test_a_file_without_a_document_gets_a_provisional_one(city: City, tmp_path: Path) -> None:
    batch = bring(tmp_path, [METER, DUMPING])
    made = Instrument.objects.get(provisional=True)
    assert f"批次{batch.pk}" in made.title
    assert set(Edition.objects.values_list("instrument_id", flat=True)) == {made.pk}


def test_an_ended_item_may_come_back_in_the_same_words(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [METER, DUMPING])
    bring(tmp_path, [DUMPING], full_list=True, instrument=city.repeal.pk, effective_from=AUTUMN)
    batch = bring(tmp_path, [again(METER, begins="2025-01-01")])
    assert actions(batch) == ["change"]
    assert [("220681000102" in shown(day)) for day in (SPRING, AUTUMN, NEXT)] == [True, False, True]


def test_addresses_are_never_given_twice(city: City, tmp_path: Path) -> None:
    bring(tmp_path, [again(METER, code="A/1"), DUMPING])
    bring(tmp_path, [again(METER, code="A-1", act="另一行为甲乙丙丁", begins="2024-05-01"), again(METER, code="A_1", act="又一行为戊己庚辛")])
    addresses = list(Benchmark.objects.values_list("address", flat=True))
    assert len(set(addresses)) == 4
    assert "A-1" in addresses
