"""The sample catalogue: complete, in force, tiled without gaps, and the same after a trip through a workbook."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enforcement.imports.benchmarks.validation import Validation, validate_benchmarks
from enforcement.penalties.amounts import Amount, parse_amounts
from enforcement.sample.check import NEAR_CIRCUMSTANCES, NEAR_ITEMS, check_item, near_duplicates
from enforcement.sample.ranges import Band, bands, render
from enforcement.sample.source import SourceItem, SourceLaw, read_catalogue, read_laws
from enforcement.sample.workbook import citation_text, item_code, read_agencies, write_workbook
from enforcement.spreadsheets.rows import Reading, read_items

EDITION = date(2026, 9, 1)
ITEMS, AGENCIES = 2293, 25
LAW_KINDS = {"法律", "行政法规", "部门规章", "地方性法规", "地方政府规章"}
UNITS = {"元": "yuan", "倍": "times", "%": "percent", "日": "day", "月": "month", "个月": "month", "年": "year"}
FINES = {"元", "倍", "%"}
#: Bodies that detain; others only hand over to them.
POLICE = {"ga", "jj"}


@pytest.fixture(scope="module")
def catalogue() -> list[tuple[str, list[SourceItem]]]:
    return list(read_catalogue())


@pytest.fixture(scope="module")
def items(catalogue: list[tuple[str, list[SourceItem]]]) -> list[SourceItem]:
    return [item for _, found in catalogue for item in found]


@pytest.fixture(scope="module")
def laws() -> dict[str, SourceLaw]:
    return read_laws()


@pytest.fixture(scope="module")
def reading(catalogue: list[tuple[str, list[SourceItem]]], tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path: Path = tmp_path_factory.mktemp("sample") / "sample.xlsx"
    assert write_workbook(path, catalogue) == ITEMS
    return read_items(path)


@pytest.fixture(scope="module")
def validation(reading: Reading) -> Validation:
    return validate_benchmarks(reading.items)


def test_its_size(catalogue: list[tuple[str, list[SourceItem]]], items: list[SourceItem]) -> None:
    assert len(items) == ITEMS
    assert len(catalogue) >= AGENCIES
    assert {key for key, _ in catalogue} <= set(read_agencies())
    assert all(found for _, found in catalogue)


def test_every_item_passes_the_check(items: list[SourceItem]) -> None:
    assert [(item.agency, str(fault)) for item in items for fault in check_item(item)] == []
    assert {len(item.tiers) for item in items} == {2, 3, 4, 5}


def test_numbers_and_acts_are_unique_within_an_agency(catalogue: list[tuple[str, list[SourceItem]]]) -> None:
    for key, found in catalogue:
        numbers = [item.number for item in found]
        assert None not in numbers, key
        assert len(set(numbers)) == len(found), key
        assert [act for act, times in Counter(item.act for item in found).items() if times > 1] == [], key


def test_wording_hardly_repeats(items: list[SourceItem]) -> None:
    acts = [item.act for item in items]
    circumstances = [tier.condition for item in items for tier in item.tiers]
    assert len(near_duplicates(acts)) < NEAR_ITEMS * len(acts)
    assert len(near_duplicates(circumstances)) < NEAR_CIRCUMSTANCES * len(circumstances)


def test_every_law_is_in_force_and_used(items: list[SourceItem], laws: dict[str, SourceLaw]) -> None:
    cited = {item.basis.law for item in items} | {item.violated.law for item in items if item.violated}
    assert cited == set(laws)
    for law in laws.values():
        assert law.kind in LAW_KINDS, law.name
        assert law.issuer and not law.replaced_by, law.name
        assert date.fromisoformat(law.promulgated_on) <= date.fromisoformat(law.in_force_from) <= EDITION, law.name


def test_no_two_laws_share_a_name(laws: dict[str, SourceLaw]) -> None:
    names = Counter(name for law in laws.values() for name in (law.name, *law.other_names))
    assert [name for name, times in names.items() if times > 1] == []


def test_amounts_are_read_as_they_were_written(items: list[SourceItem]) -> None:
    """The portal's own reader finds the source's ranges in the printed words; no fine stands outside a range."""
    different = []
    for item in items:
        for tier in item.tiers:
            parsed = parse_amounts(tier.penalty)
            # 补种一倍以上三倍以下的树木 counts trees, no sanction that the reader knows.
            written = tier.bands[1:] if re.search("补种[^，；]*倍", tier.penalty) else tier.bands
            fines = [_ends(band) for band in written if band.unit in FINES]
            others = Counter(_ends(band) for band in written if band.unit not in FINES)
            read_fines = [_parsed_ends(amount) for amount in parsed if amount.is_fine]
            read_others = Counter(_parsed_ends(amount) for amount in parsed if not amount.is_fine)
            if read_fines != fines or others - read_others:
                different.append((item.agency, tier.line, tier.penalty))
    assert different == []


def test_every_tier_sanctions_and_only_the_police_detain(items: list[SourceItem]) -> None:
    for item in items:
        for tier in item.tiers:
            place = (item.agency, tier.line)
            assert "不予处罚" not in tier.penalty and "不予行政处罚" not in tier.penalty, place
            detains = "拘留" in tier.penalty or any(amount.sanction == "detention" for amount in parse_amounts(tier.penalty))
            assert not detains or item.agency in POLICE or "移送公安机关" in tier.penalty, place


def test_the_workbook_reads_back_whole(reading: Reading) -> None:
    assert (len(reading.items), reading.problems, reading.refused) == (ITEMS, [], [])


def test_the_import_finds_nothing_wrong(validation: Validation) -> None:
    assert [(problem.severity, problem.code, problem.sheet, problem.row, problem.message) for problem in validation.problems] == []
    assert len(validation.accepted) == ITEMS


def test_the_same_items_come_back(catalogue: list[tuple[str, list[SourceItem]]], validation: Validation) -> None:
    agencies = read_agencies()
    sent = {
        item_code(agencies[key], item): (
            agencies[key].name, item.act, citation_text(item.basis), item.statutory, item.domain,
            citation_text(item.violated) if item.violated else "",
            [(tier.label, tier.condition, tier.penalty) for tier in item.tiers],
        )
        for key, found in catalogue
        for item in found
    }  # fmt: skip
    received = {
        item.code: (
            item.agency, item.violation, item.citation, item.raw.text("statutory_penalty"), item.raw.text("domain"),
            item.raw.text("violated_basis"), [(tier.label, tier.condition, tier.penalty) for tier in item.tiers],
        )
        for item in validation.items
    }  # fmt: skip
    assert len(sent) == ITEMS
    assert received == sent


def test_tiers_keep_their_order(validation: Validation) -> None:
    assert [item.code for item in validation.items if [tier.rank for tier in item.tiers] != sorted(tier.rank for tier in item.tiers)] == []


def _ends(band: Band) -> tuple[Decimal | None, Decimal | None, str, bool]:
    return (band.high if band.fixed else band.low, band.high, UNITS[band.unit], band.closed)


def _parsed_ends(amount: Amount) -> tuple[Decimal | None, Decimal | None, str, bool]:
    return (amount.minimum, amount.maximum, amount.unit, amount.max_inclusive)


#: How a range of each unit stands in a sentence.
SENTENCES = {"元": "处{}罚款", "倍": "处违法所得{}罚款", "%": "处工程合同价款{}罚款", "日": "处{}拘留", "个月": "责令停业整顿{}"}


@st.composite
def ranges(draw: st.DrawFn) -> str:
    """A range in the source's notation; sums up to 10 万 are also written with 万."""
    unit = draw(st.sampled_from(sorted(SENTENCES)))
    if unit == "元":
        numbers = st.one_of(st.integers(1, 99_999).map(str), st.integers(1, 5000).map(lambda number: f"{number}万"))
        suffix = ""
    else:
        tenths = st.decimals(Decimal("0.1"), 30, places=1).map(lambda number: f"{number.normalize():f}")
        numbers = tenths if unit in {"倍", "%"} else st.integers(1, 30).map(str)
        suffix = unit
    high = draw(numbers)
    shape = draw(st.sampled_from(("two ends", "no lower end", "fixed")))
    if shape == "fixed" and unit == "元":
        return f"{{a:={high}}}"
    low = draw(numbers) if shape == "two ends" else ""
    if low:
        assume(_sum(low) < _sum(high))
        low += suffix
    per = draw(st.sampled_from(("", "/平方米", "/亩", "/吨"))) if unit == "元" else ""
    return f"{{a:{low}~{high}{suffix}{per}{draw(st.sampled_from('})'))}"


def _sum(number: str) -> Decimal:
    return Decimal(number.removesuffix("万")) * (10_000 if number.endswith("万") else 1)


@given(notation=ranges(), chinese=st.booleans())
def test_a_range_is_printed_as_the_reader_reads_it(notation: str, chinese: bool) -> None:
    (band,) = bands(notation)
    (amount,) = parse_amounts(render(SENTENCES[band.unit].format(notation), chinese=chinese))
    assert _parsed_ends(amount) == _ends(band)
    assert amount.per == band.per


@pytest.mark.parametrize("text", ["{a:3万~1万}", "{a:~}", "{a:一万~2万}", "{a:1万~2倍}", "{A:1万~2万}", "{a:1万-2万}"])
def test_a_range_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        bands(text)
