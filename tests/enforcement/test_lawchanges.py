"""The work list after a change of law: who is named, until when, and what takes an item off it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from enforcement.clock import Light
from enforcement.clock.load import load_holidays
from enforcement.lawchanges import State, work_list
from enforcement.models import (
    Benchmark,
    Edition,
    EditionCitation,
    Law,
    LawReview,
    LawVersion,
    LeniencyCitation,
    LeniencyList,
    LeniencyMatter,
    LeniencyVersion,
    LeniencyWording,
    Policy,
    Suspension,
)
from tests.enforcement.back_office import Office, publish_edition

pytestmark = pytest.mark.django_db
LIST = "enforcement_lawchanges:list"
CHANGED = date(2026, 8, 15)
D = date.fromisoformat


def replace_law(office: Office) -> Law:
    """The law that the item rests on gives way to a code."""
    law = office.city.law
    law.replaced_by = Law.objects.create(name="中华人民共和国生态环境法典", slug="fadian", verified=True)
    law.replaced_on = CHANGED
    law.save()
    return law


def amend(law: Law, *days: str) -> None:
    for day in days:
        LawVersion.objects.create(law=law, in_force_from=D(day), label=f"{day[:4]}年修正")


def standing(today: str = "2026-10-12") -> list[tuple[str, State, Light | None]]:
    return [(task.resting.code, task.state, task.light) for task in work_list(D(today))]


def term(**said: Any) -> Policy:
    load_holidays()
    return Policy.objects.create(**{"measure": "adjust", "kind": "benchmark", "working_days": 30, "valid_from": D("2022-01-01"), "source": "本级规定", **said})


def path_of(office: Office, who: str = "reviewer") -> str:
    return reverse("enforcement_lawchanges:task", args=[office.city.law.pk, CHANGED.isoformat(), "benchmark", office.benchmark.pk])


def test_nothing_changed_nothing_waits(office: Office) -> None:
    amend(office.city.law, "2016-07-02")
    assert work_list(D("2026-10-12")) == []


def test_a_replaced_law_names_what_rests_on_it_and_when_it_is_due(office: Office) -> None:
    replace_law(office)
    term()
    [task] = work_list(D("2026-09-01"))
    assert (task.resting.title, task.agency, task.resting.places) == ("在河道管理范围内倾倒垃圾", office.city.water, ("第六十五条第二款",))
    assert task.resting.change.said == "《水法》由《生态环境法典》替代"
    assert task.due == D("2026-09-24")  # 30 working days, Sunday 20 September worked
    assert [light for *_, light in (standing(day)[0] for day in ("2026-09-01", "2026-09-22", "2026-09-24", "2026-09-25"))] == [
        Light.GREEN, Light.AMBER, Light.AMBER, Light.RED,
    ]  # fmt: skip


def test_a_departments_own_term_goes_before_the_citys(office: Office) -> None:
    replace_law(office)
    term()
    term(agency=office.city.water.parent, working_days=10)
    term(agency=office.city.water, working_days=5)
    assert work_list(D("2026-09-01"))[0].due == D("2026-08-21")


def test_without_a_term_or_a_calendar_no_day_is_made_up(office: Office) -> None:
    replace_law(office)
    [task] = work_list(D("2026-09-01"))
    assert task.due is None and "没有适用于" in task.undated
    term(working_days=200)
    [task] = work_list(D("2026-09-01"))
    assert task.due is None and "2027年的放假安排尚未登记" in task.undated


def test_the_next_edition_takes_it_off_the_list_from_its_first_day(office: Office) -> None:
    replace_law(office)
    code = Law.objects.get(slug="fadian")
    later = publish_edition(office.city, office.benchmark, D("2026-11-01"))
    assert [state for _, state, _ in standing()] == [State.OPEN], "it still cites the law that is gone"
    EditionCitation.objects.filter(edition=later).update(law=code)
    assert [state for _, state, _ in standing()] == [State.OPEN], "until November the old text holds"
    assert [state for _, state, _ in standing("2026-11-01")] == [State.ADJUSTED]


def test_an_item_that_ended_is_done(office: Office) -> None:
    replace_law(office)
    Edition.objects.filter(pk=office.edition.pk).update(ended_on=D("2026-08-15"), ended_by=office.city.repeal, in_force_until=D("2026-08-15"))
    assert [state for _, state, _ in standing()] == [State.ADJUSTED]
    Edition.objects.filter(pk=office.edition.pk).update(ended_on=D("2026-07-01"), in_force_until=D("2026-07-01"))
    assert standing() == [], "what ended before the change was never touched by it"


def test_an_amendment_touches_only_what_was_made_before_it(office: Office) -> None:
    amend(office.city.law, "2016-07-02", "2023-05-01", "2026-08-15")
    newer = Benchmark.objects.create(agency=office.city.water, code="SL002", address="SL002")
    publish_edition(office.city, newer, D("2026-08-15"), act="擅自取水")
    assert [(code, state) for code, state, _ in standing()] == [("SL001", State.OPEN)]
    [task] = work_list(D("2026-10-12"))
    assert task.resting.change.on == CHANGED and task.resting.change.said == "《水法》2026年修正"


def test_a_new_edition_that_cites_the_amended_law_is_the_adjustment(office: Office) -> None:
    amend(office.city.law, "2016-07-02", "2026-08-15")
    publish_edition(office.city, office.benchmark, D("2026-09-01"))
    assert [state for _, state, _ in standing()] == [State.ADJUSTED]


def test_a_change_still_to_come_is_on_the_list(office: Office) -> None:
    replace_law(office)
    assert [state for _, state, _ in standing("2026-06-01")] == [State.OPEN]


def test_drafts_and_undone_editions_are_no_work(office: Office) -> None:
    replace_law(office)
    Edition.objects.filter(pk=office.edition.pk).update(undone_at="2026-01-01T00:00:00Z")
    assert standing() == []


# --- in the back office -----------------------------------------------------------
def test_everyone_sees_the_tasks_of_their_own(office: Office) -> None:
    replace_law(office)
    sees = {"officer": True, "reviewer": True, "parent": True, "manager": True, "superuser": True, "stranger": False, "team": False, "nobody": False}
    for who, expected in sees.items():
        response = office.client(who).get(reverse(LIST))
        assert response.status_code == 200, who
        assert ("倾倒垃圾" in response.content.decode()) is expected, who
        assert (office.client(who).get(path_of(office)).status_code == 200) is expected, who
    assert office.client("anonymous").get(reverse(LIST)).status_code == 302
    assert office.client("anonymous").get(path_of(office)).status_code == 302


def test_the_home_page_counts_and_leads_there(office: Office) -> None:
    assert "因法律变动待调整" not in office.client("officer").get("/admin/").content.decode()
    replace_law(office)
    home = office.client("officer").get("/admin/").content.decode()
    assert "因法律变动待调整 1 项" in home and reverse(LIST) in home
    assert "因法律变动待调整" not in office.client("stranger").get("/admin/").content.decode()
    assert "放假安排尚未登记" in office.client("manager").get("/admin/").content.decode()
    assert "放假安排尚未登记" not in home


def test_a_finding_that_nothing_needs_change_and_taking_it_back(office: Office) -> None:
    replace_law(office)
    reviewer, path = office.client("reviewer"), path_of(office)
    assert "ground" in reviewer.post(path, {"ground": " ", "leave": "1"}).context["form"].errors
    assert reviewer.post(path, {"ground": "所引条文内容未变", "leave": "1"}).status_code == 302
    assert [state for _, state, _ in standing()] == [State.UNAFFECTED]
    assert "所引条文内容未变" in reviewer.get(path).content.decode()
    reviewer.post(path, {"ground": "再来一次", "leave": "1"})
    assert LawReview.objects.count() == 1
    reviewer.post(path, {"again": "1"})
    assert [state for _, state, _ in standing()] == [State.OPEN]
    kept = LawReview.objects.get()
    assert kept.withdrawn_by == office.people["reviewer"] and kept.ground == "所引条文内容未变"


def test_who_may_decide(office: Office) -> None:
    replace_law(office)
    assert office.client("officer").post(path_of(office), {"ground": "无需", "leave": "1"}).status_code in (302, 403)
    assert office.client("stranger").post(path_of(office), {"ground": "无需", "leave": "1"}).status_code == 404
    assert LawReview.objects.count() == 0
    office.people["officer"].user_permissions.add(Permission.objects.get(codename="add_lawreview"))
    office.client("officer").post(path_of(office), {"ground": "无需", "leave": "1"})
    assert LawReview.objects.get().decided_by == office.people["officer"]


@pytest.mark.parametrize("path", ["999/2026-08-15/benchmark/1/", "1/2026-13-45/benchmark/1/", "1/2026-08-15/nothing/1/"])
def test_addresses_that_name_no_task(office: Office, path: str) -> None:
    assert office.client("reviewer").get(f"{reverse(LIST)}{path}").status_code == 404


def test_the_list_is_narrowed_and_counted(office: Office) -> None:
    law = replace_law(office)
    client = office.client("reviewer")
    for query, shown in (("", True), ("?show=red", False), ("?show=done", False), (f"?law={law.pk}", True), ("?law=0", False), ("?show=x&p=9", True)):
        assert ("倾倒垃圾" in client.get(reverse(LIST) + query).content.decode()) is shown, query


# --- suspension -------------------------------------------------------------------
ADD = "wagtailsnippets_enforcement_suspension:add"


def form(office: Office, **said: Any) -> dict[str, Any]:
    return {
        "benchmark": office.benchmark.pk, "begins": "2026-08-15", "until": "", "ground": "法律已被替代，正在调整", "law": "",
        "instrument": office.city.repeal.pk, **said,
    }  # fmt: skip


def test_an_officer_with_the_right_suspends_and_lifts_with_history(office: Office) -> None:
    replace_law(office)
    assert office.client("officer").post(reverse(ADD), form(office)).status_code == 302
    assert Suspension.objects.count() == 0
    client = office.client("reviewer")
    task = client.get(path_of(office)).content.decode()
    assert f"{reverse(ADD)}?benchmark={office.benchmark.pk}&amp;law={office.city.law.pk}" in task
    assert client.post(reverse(ADD), form(office)).status_code == 302
    suspension = Suspension.objects.get()
    assert suspension.recorded_by == office.people["reviewer"]
    assert [state for _, state, _ in standing()] == [State.SUSPENDED]
    edit = reverse("wagtailsnippets_enforcement_suspension:edit", args=[suspension.pk])
    lifted = form(office, until="2026-10-01", begins="2020-01-01")
    assert client.post(edit, lifted).status_code == 302
    suspension.refresh_from_db()
    assert (suspension.begins, suspension.until) == (D("2026-08-15"), D("2026-10-01"))
    assert [state for _, state, _ in standing()] == [State.OPEN]
    history = client.get(reverse("wagtailsnippets_enforcement_suspension:history", args=[suspension.pk]))
    assert history.status_code == 200 and suspension.revisions.count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"ground": "  "}, "ground"), ({"instrument": ""}, "instrument"), ({"until": "2026-08-01"}, "until"), ({"begins": ""}, "begins"),
        ({"benchmark": "0"}, "benchmark"), ({"begins": "2024-02-29"}, "begins"),
    ],
)  # fmt: skip
def test_what_a_suspension_must_say(office: Office, said: dict[str, Any], field: str) -> None:
    response = office.client("reviewer").post(reverse(ADD), form(office, **said))
    assert response.status_code == 200 and field in response.context["form"].errors
    assert Suspension.objects.count() == 0


def test_a_suspension_of_the_text_before_is_none_of_the_present_one(office: Office) -> None:
    replace_law(office)
    publish_edition(office.city, office.benchmark, D("2026-09-01"))
    Suspension.objects.create(benchmark=office.benchmark, begins=CHANGED, ground="正在调整", instrument=office.city.repeal)
    assert [state for _, state, _ in standing("2026-08-20")] == [State.OPEN], "the text of September is what waits"
    assert [state for _, state, _ in standing()] == [State.OPEN]


def test_two_at_once_are_refused_and_a_mistaken_one_never_held(office: Office) -> None:
    client = office.client("reviewer")
    client.post(reverse(ADD), form(office))
    assert "begins" in client.post(reverse(ADD), form(office, begins="2026-09-01")).context["form"].errors
    first = Suspension.objects.get()
    client.post(reverse("wagtailsnippets_enforcement_suspension:edit", args=[first.pk]), form(office, until="2026-08-15"))
    assert client.post(reverse(ADD), form(office, begins="2026-09-01")).status_code == 302
    assert list(Suspension.objects.on(D("2026-08-20"))) == []


def test_nobody_suspends_what_is_another_agencys(office: Office) -> None:
    response = office.client("stranger").post(reverse(ADD), form(office))
    assert "benchmark" in response.context["form"].errors
    assert office.client("stranger").get(f"{reverse(ADD)}?benchmark={office.benchmark.pk}").context["form"]["benchmark"].value() is None


def test_a_matter_of_a_list_waits_for_the_lists_next_version(office: Office) -> None:
    replace_law(office)
    Edition.objects.update(undone_at="2026-01-01T00:00:00Z")
    found = LeniencyList.objects.create(kind="first_violation", name="首违不罚清单", address="shouwei")
    matter = LeniencyMatter.objects.create(list=found, address="shouwei-1", code="SW1")
    version = LeniencyVersion.objects.create(list=found, in_force_from=D("2025-01-01"), instrument=office.city.instrument, published_at="2025-01-01T00:00:00Z")
    wording = LeniencyWording.objects.create(version=version, matter=matter, act="首次倾倒少量垃圾", agency=office.city.water)
    LeniencyCitation.objects.create(wording=wording, law=office.city.law, article=65)
    [task] = work_list(D("2026-10-12"), [office.city.water.pk])
    assert (task.resting.kind, task.resting.code, task.state, task.resting.places) == ("leniency", "SW1", State.OPEN, ("第六十五条",))
    assert work_list(D("2026-10-12"), [office.city.market.pk]) == []
    path = reverse("enforcement_lawchanges:task", args=[office.city.law.pk, CHANGED.isoformat(), "leniency", matter.pk])
    page = office.client("reviewer").get(path).content.decode()
    assert "首次倾倒少量垃圾" in page and "新建下一版本" not in page and reverse(ADD) not in page
    office.client("reviewer").post(path, {"ground": "条件与新法一致", "leave": "1"})
    assert [state for _, state, _ in standing()] == [State.UNAFFECTED]
    LeniencyVersion.objects.filter(pk=version.pk).update(in_force_until=D("2026-10-01"))
    assert [state for _, state, _ in standing()] == [State.ADJUSTED]
