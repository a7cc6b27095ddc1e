"""Terms and holidays in the back office: who alters them, what is refused, what remains."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from enforcement.clock.load import load_holidays, load_policies
from enforcement.models import HolidayNotice, Policy
from tests.enforcement.back_office import Office

pytestmark = pytest.mark.django_db
D = date.fromisoformat


def url(model: str, name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_enforcement_{model}:{name}", args=args)


def term(**said: Any) -> dict[str, Any]:
    """What the browser sends for a term."""
    return {
        "purpose": "disclosure", "measure": "publish", "kind": "inspection", "agency": "", "domain": "", "party": "all", "severity": "all",
        "working_days": "15", "shown": "on", "min_months": "", "max_months": "", "valid_from": "2026-01-01", "valid_until": "",
        "source": "本级规定", "article": "", "note": "", **said,
    }  # fmt: skip


def row(**said: Any) -> Policy:
    return Policy(**{"measure": "publish", "working_days": 7, "valid_from": D("2026-01-01"), "source": "甲", **said})


def test_only_the_whole_citys_manager_alters_terms_and_each_change_is_kept(office: Office) -> None:
    for who in ("officer", "reviewer", "chief", "stranger"):
        assert office.client(who).post(url("policy", "add"), term()).status_code == 302
    assert Policy.objects.count() == 0
    manager = office.client("manager")
    assert manager.post(url("policy", "add"), term()).status_code == 302
    made = Policy.objects.get()
    assert manager.post(url("policy", "edit", made.pk), term(valid_until="2026-12-31", confirmed="on")).status_code == 302
    made.refresh_from_db()
    assert (made.valid_until, made.confirmed, made.revisions.count()) == (D("2026-12-31"), True, 2)
    for who in ("officer", "reviewer", "manager"):
        assert "15个工作日" in office.client(who).get(url("policy", "list")).content.decode()
        assert office.client(who).post(url("policy", "delete", made.pk)).status_code in (302, 403)
    assert manager.get(url("policy", "history", made.pk)).status_code == 200
    assert Policy.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"working_days": ""}, {"working_days": "0"}, {"valid_until": "2025-12-31"}, {"measure": "display"}, {"max_months": "3"}, {"source": ""},
        {"measure": "display", "working_days": "", "min_months": "12", "max_months": "3"}, {"shown": ""},
        {"measure": "display", "working_days": "", "max_months": "3", "alongside": "on"},
    ],
)  # fmt: skip
def test_a_row_that_no_record_could_follow_is_refused(office: Office, said: dict[str, str]) -> None:
    response = office.client("manager").post(url("policy", "add"), term(**said))
    assert response.status_code == 200 and response.context["form"].errors
    assert Policy.objects.count() == 0


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ({}, {}, True),
        ({}, {"valid_from": D("2027-01-01")}, True),
        ({"valid_until": D("2026-06-30")}, {"valid_from": D("2026-06-30")}, True),
        ({"valid_until": D("2026-06-30")}, {"valid_from": D("2026-07-01")}, False),
        ({}, {"valid_from": D("2025-01-01"), "valid_until": D("2025-12-31")}, False),
        ({}, {"valid_from": D("2025-01-01"), "valid_until": D("2026-01-01")}, True),
        ({}, {"kind": "penalty"}, False),
        ({}, {"severity": "severe"}, False),
        ({}, {"party": "person"}, False),
        ({}, {"domain": "市容"}, False),
        ({}, {"purpose": "credit"}, False),
        ({}, {"measure": "withdraw"}, False),
    ],
)
def test_two_rows_for_the_same_on_one_day_clash(first: dict[str, Any], second: dict[str, Any], clash: bool) -> None:
    row(**first).save()
    other = row(**second)
    if clash:
        with pytest.raises(ValidationError, match="冲突"):
            other.full_clean()
    else:
        other.full_clean()


def test_the_database_refuses_what_passed_every_form(office: Office) -> None:
    row().save()
    broken = [
        row(), row(working_days=0, kind="penalty"), row(working_days=None, kind="penalty"), row(measure="display"), row(kind="penalty", max_months=3),
        row(kind="penalty", valid_until=D("2025-01-01")), row(measure="display", working_days=None, min_months=4, max_months=3),
    ]  # fmt: skip
    for each in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            each.save()


def test_an_agencys_row_is_saved_once_a_day_too(office: Office) -> None:
    row(agency=office.city.water).save()
    row(agency=office.city.market).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        row(agency=office.city.water).save()


def test_what_the_city_altered_is_not_loaded_over() -> None:
    made, missing = load_policies()
    assert len(made) > 15 and missing == ["市场监督管理局"]
    assert {policy.code for policy in made if policy.confirmed} == {
        "publish-118-penalty", "publish-118-license", "publish-118", "withdraw-48", "reply-33",
    }  # fmt: skip
    Policy.objects.filter(code="display-local").update(max_months=36, source="云府办〔2026〕1号", confirmed=True)
    assert load_policies() == ([], ["市场监督管理局"])
    assert Policy.objects.get(code="display-local").max_months == 36


def test_the_command_says_what_it_did_and_what_waits(office: Office) -> None:
    out = StringIO()
    call_command("load_clock", stdout=out)
    assert "登记放假安排4年，期限规定20条" in out.getvalue() and "待核定" in out.getvalue()
    assert Policy.objects.get(code="publish-samr-45").agency == office.city.market


def test_a_row_of_the_citys_own_in_the_way_is_told() -> None:
    row(kind="penalty", working_days=5).save()
    with pytest.raises(CommandError, match="冲突"):
        call_command("load_clock", stdout=StringIO())
    assert Policy.objects.count() == 1


# --- holidays ---------------------------------------------------------------------
def notice(*spans: tuple[str, str, str], year: str = "2027") -> dict[str, Any]:
    sent: dict[str, Any] = {"year": year, "document_no": f"国办发明电〔{int(year) - 1}〕9号", "issued_on": "", "url": "", "note": ""}
    sent |= {"spans-TOTAL_FORMS": len(spans), "spans-INITIAL_FORMS": 0, "spans-MIN_NUM_FORMS": 0, "spans-MAX_NUM_FORMS": 1000}
    for at, (kind, first, last) in enumerate(spans):
        said = {"kind": kind, "name": "元旦", "first_day": first, "last_day": last, "id": "", "ORDER": at + 1, "DELETE": ""}
        sent |= {f"spans-{at}-{name}": value for name, value in said.items()}
    return sent


def test_the_manager_records_next_years_notice(office: Office) -> None:
    load_holidays()
    sent = notice(("rest", "2027-01-01", "2027-01-03"), ("work", "2026-12-27", "2026-12-27"))
    assert office.client("reviewer").post(url("holidaynotice", "add"), sent).status_code == 302
    assert not HolidayNotice.objects.filter(year=2027).exists()
    assert office.client("manager").post(url("holidaynotice", "add"), sent).status_code == 302
    assert [str(span.first_day) for span in HolidayNotice.objects.get(year=2027).spans.all()] == ["2027-01-01", "2026-12-27"]


@pytest.mark.parametrize(
    "sent",
    [
        notice(("rest", "2027-01-01", "2027-01-03"), ("work", "2027-01-03", "2027-01-03")),
        notice(("rest", "2027-01-03", "2027-01-01")),
        notice(("rest", "2026-10-01", "2026-10-02")),
        notice(("rest", "2025-01-02", "2025-01-02")),
        notice(year="2026"),
    ],
)  # fmt: skip
def test_a_day_named_twice_or_out_of_its_year_is_refused(office: Office, sent: dict[str, Any]) -> None:
    load_holidays()
    response = office.client("manager").post(url("holidaynotice", "add"), sent)
    assert response.status_code == 200
    assert HolidayNotice.objects.count() == 4
