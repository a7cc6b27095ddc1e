"""An editor's work on an edition, through the back office's own pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from enforcement.models import Benchmark, Edition
from enforcement.signals import records_changed
from tests.enforcement.back_office import TIER, Office, draft_edition, form_of, publish_edition, url
from tests.street import TIERS

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    said: str = response.content.decode()
    return said


def basis(office: Office) -> dict[str, Any]:
    return {"law": office.city.law.pk, "article": 65, "paragraph": 2}


def whole(office: Office, **said: Any) -> dict[str, Any]:
    """All that a publication asks for."""
    complete = {
        "act": "擅自取水", "instrument": office.city.instrument.pk, "in_force_from": "2025-01-01", "tiers": [TIER], "citations": [basis(office)],
    }  # fmt: skip
    return form_of(**{**complete, **said})


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"act": "擅自取水"},
        {"in_force_from": "2030-01-01"},
        {"tiers": [{"label": "", "circumstance": "", "standard": ""}]},
        {"tiers": [{"label": "一般", "circumstance": "", "standard": ""}]},
        {"tiers": [TIER, {**TIER, "standard": ""}]},
    ],
    ids=["nothing", "act only", "day only", "blank tier", "tier without standard", "one tier unfinished"],
)
def test_an_unfinished_draft_is_kept(office: Office, said: dict[str, Any]) -> None:
    benchmark = Benchmark.objects.create(agency=office.city.water, address="slj-9")
    response = office.client("officer").post(url("add"), form_of(benchmark=benchmark.pk, **said))
    edition = benchmark.editions.get()
    assert response.status_code == 302 and not edition.live
    opened = office.client("officer").get(url("edit", edition.pk))
    assert opened.status_code == 200
    again = office.client("officer").post(url("edit", edition.pk), form_of(edition.get_latest_revision_as_object()))
    assert again.status_code == 302


def test_a_draft_without_an_item_is_told_so(office: Office) -> None:
    response = office.client("officer").post(url("add"), form_of())
    assert response.status_code == 200 and "benchmark" in response.context["form"].errors


def test_a_draft_that_saves_itself_is_kept(office: Office) -> None:
    draft = draft_edition(office.benchmark)
    response = office.client("officer").post(url("edit", draft.pk), form_of(act="擅自"), headers={"accept": "application/json"})
    assert response.status_code == 200 and response.json()["success"]
    assert Edition.objects.get(pk=draft.pk).act == "擅自"


@pytest.mark.parametrize(
    ("taken_away", "sentence"),
    [
        ({"act": ""}, "发布前请填写违法行为"),
        ({"act": "   "}, "发布前请填写违法行为"),
        ({"in_force_from": ""}, "发布前请填写施行日期"),
        ({"instrument": ""}, "发布前请选择制定文件"),
        ({"tiers": []}, "发布前请至少填写一个裁量阶次及其具体标准"),
        ({"tiers": [{**TIER, "DELETE": "on"}]}, "发布前请至少填写一个裁量阶次及其具体标准"),
        ({"citations": []}, "发布前请至少填写一条引用条文"),
        ({"ended_on": "2026-01-01"}, "请同时选择废止文件"),
    ],
)
@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_publishing_what_is_unfinished_is_refused_in_words(office: Office, action: str, taken_away: dict[str, Any], sentence: str) -> None:
    draft = draft_edition(office.benchmark)
    response = office.client("reviewer").post(url("edit", draft.pk), {**whole(office, **taken_away), action: "1"})
    assert response.status_code == 200
    assert sentence in text(response)
    draft.refresh_from_db()
    assert not draft.live and draft.current_workflow_state is None


def test_what_is_finished_is_published_and_settled(office: Office) -> None:
    draft = draft_edition(office.benchmark)
    response = office.client("reviewer").post(url("edit", draft.pk), {**whole(office), "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    draft.refresh_from_db()
    office.edition.refresh_from_db()
    assert draft.live and draft.published_at and draft.tier_count == 1 and draft.fine_max == 40000
    assert office.edition.in_force_until == date(2025, 1, 1)


@pytest.mark.parametrize("action", ["action-publish", ""])
def test_a_day_that_is_taken_is_refused_to_drafts_too(office: Office, action: str) -> None:
    draft = draft_edition(office.benchmark)
    sent = whole(office, in_force_from="2024-03-01")
    response = office.client("reviewer").post(url("edit", draft.pk), {**sent, action: "1"} if action else sent)
    assert response.status_code == 200 and "自2024年3月1日起施行的版本已经存在" in text(response)


def test_an_end_needs_its_document_and_comes_after_the_beginning(office: Office) -> None:
    client, edition = office.client("reviewer"), office.edition
    ends = {"ended_on": "2026-01-01"}
    assert "请同时选择废止文件" in text(client.post(url("edit", edition.pk), form_of(edition, **ends)))
    by = {"ended_by": office.city.repeal.pk}
    assert "请同时填写废止日期" in text(client.post(url("edit", edition.pk), form_of(edition, **by)))
    early = {**by, "ended_on": "2023-01-01"}
    assert "不能早于施行日期" in text(client.post(url("edit", edition.pk), form_of(edition, **early)))
    done = client.post(url("edit", edition.pk), {**form_of(edition, **by, **ends), "action-publish": "1"})
    assert done.status_code == 302
    edition.refresh_from_db()
    assert edition.in_force_until == date(2026, 1, 1)


def test_an_edition_never_moves_to_another_item(office: Office) -> None:
    other = Benchmark.objects.create(agency=office.city.water, address="slj-8")
    sent = {**form_of(office.edition, benchmark=other.pk), "action-publish": "1"}
    assert office.client("reviewer").post(url("edit", office.edition.pk), sent).status_code == 302
    office.edition.refresh_from_db()
    assert office.edition.benchmark == office.benchmark


def test_an_officer_drafts_and_does_not_publish(office: Office) -> None:
    draft = draft_edition(office.benchmark)
    response = office.client("officer").post(url("edit", draft.pk), {**whole(office), "action-publish": "1"})
    assert response.status_code == 302
    draft.refresh_from_db()
    assert not draft.live and draft.act == "擅自取水"


def test_the_first_edition_is_offered_for_a_new_item(office: Office) -> None:
    client = office.client("officer")
    add = reverse("wagtailsnippets_enforcement_benchmark:add")
    sent = {"agency": office.city.water.pk, "code": " 水 002/甲 ", "action_type": "penalty"}
    response = client.post(add, sent)
    made = Benchmark.objects.latest("pk")
    assert response.status_code == 302 and response["Location"].endswith(f"?benchmark={made.pk}")
    assert made.code == "水 002/甲" and "/" not in made.address and " " not in made.address
    offered = client.get(response["Location"])
    assert offered.context["form"]["benchmark"].value() == made.pk


def test_an_identity_is_given_once(office: Office) -> None:
    edit = reverse("wagtailsnippets_enforcement_benchmark:edit", args=[office.benchmark.pk])
    sent = {"agency": office.city.market.pk, "code": "NEW", "address": "new", "action_type": "coercion"}
    assert office.client("superuser").post(edit, sent).status_code == 302
    office.benchmark.refresh_from_db()
    assert (office.benchmark.agency, office.benchmark.code, office.benchmark.address) == (office.city.water, "SL001", "SL001")
    assert office.benchmark.action_type == "coercion"


def test_a_code_with_a_letter_o_is_refused(office: Office) -> None:
    sent = {"agency": office.city.water.pk, "code": "22O1", "action_type": "penalty"}
    response = office.client("officer").post(reverse("wagtailsnippets_enforcement_benchmark:add"), sent)
    assert response.status_code == 200 and "混有字母O" in text(response)


def test_a_withdrawal_takes_its_reason_and_tells_the_floors_above(office: Office) -> None:
    told: list[Any] = []

    def hear(sender: Any, kind: str, keys: list[int], **_: Any) -> None:
        told.append((kind, keys))

    records_changed.connect(hear)
    client, edition = office.client("reviewer"), office.edition
    assert "撤回" in text(client.get(url("withdraw", edition.pk)))
    assert client.post(url("withdraw", edition.pk), {"reason": "  "}).status_code == 200
    assert client.post(url("withdraw", edition.pk), {"reason": "依据文件被责令纠正"}).status_code == 302
    records_changed.disconnect(hear)
    edition.refresh_from_db()
    assert edition.withdrawn_reason == "依据文件被责令纠正" and not Edition.objects.visible().filter(pk=edition.pk).exists()
    assert ("benchmark", [edition.pk]) in told
    entry = ModelLogEntry.objects.get(action="enforcement.withdraw")
    assert entry.user == office.people["reviewer"] and "撤回公开" in str(entry.formatter.label)
    assert client.get(url("withdraw", edition.pk)).status_code == 302
    assert office.client("officer").get(url("history", edition.pk)).status_code == 200


def test_publishing_an_old_draft_does_not_undo_a_withdrawal(office: Office) -> None:
    client, edition = office.client("reviewer"), office.edition
    client.post(url("withdraw", edition.pk), {"reason": "有误"})
    assert client.post(url("edit", edition.pk), {**form_of(edition, act="改"), "action-publish": "1"}).status_code == 302
    edition.refresh_from_db()
    assert edition.act == "改" and edition.withdrawn_at is not None


def test_the_next_edition_copies_what_is_in_force(office: Office) -> None:
    client = office.client("officer")
    assert client.get(url("next_edition", office.edition.pk)).status_code == 200
    response = client.post(url("next_edition", office.edition.pk))
    draft = office.benchmark.editions.get(live=False)
    assert response["Location"] == url("edit", draft.pk)
    assert [tier.standard for tier in draft.tiers.all()] == [standard for _, _, standard in TIERS]
    assert draft.citations.get().article == 65 and draft.in_force_from is None and draft.instrument is None
    assert office.edition.tiers.count() == len(TIERS)
    again = client.post(url("next_edition", office.edition.pk))
    assert again["Location"] == url("edit", draft.pk) and office.benchmark.editions.count() == 2


def test_lists_and_choosers_find_a_part_of_a_chinese_name(office: Office) -> None:
    client = office.client("reviewer")
    assert "倾倒垃圾" in text(client.get(url("list"), {"q": "道管 垃圾"}))
    assert "倾倒垃圾" not in text(client.get(url("list_results"), {"q": "河道 噪声"}))
    for model, said, expected in (("law", "水法", "水法"), ("instrument", "规〔2024", "云水规"), ("agency", "监察", "水政监察大队"), ("benchmark", "倾倒", "SL001")):
        found = client.get(reverse(f"wagtailsnippetchoosers_enforcement_{model}:choose_results"), {"q": said})
        assert expected in text(found), model
        none = client.get(reverse(f"wagtailsnippetchoosers_enforcement_{model}:choose_results"), {"q": "绝无此名"})
        assert expected not in text(none), model


def test_filters_narrow_the_list(office: Office) -> None:
    publish_edition(office.city, Benchmark.objects.create(agency=office.team, address="szd-1"), date(2099, 1, 1), "非法采砂")
    client = office.client("reviewer")

    def listed(**said: Any) -> list[str]:
        return sorted(edition.act for edition in client.get(url("list"), said).context["object_list"])

    assert len(listed()) == 2
    assert listed(in_force="true") == ["在河道管理范围内倾倒垃圾"]
    assert listed(in_force="false") == ["非法采砂"]
    assert listed(agency=office.team.pk) == ["非法采砂"]
    assert len(listed(domain="河道管理")) == 2


def test_the_list_takes_as_many_queries_for_many(office: Office) -> None:
    client = office.client("reviewer")
    client.get(url("list"))
    with CaptureQueriesContext(connection) as few:
        client.get(url("list"))
    for number in range(12):
        publish_edition(office.city, Benchmark.objects.create(agency=office.city.water, address=f"slj-{number + 50}"))
    with CaptureQueriesContext(connection) as many:
        client.get(url("list"))
    assert len(many) <= len(few)


def test_a_draft_can_be_deleted_and_what_was_public_cannot(office: Office) -> None:
    draft = draft_edition(office.benchmark)
    client = office.client("superuser")
    assert client.post(url("delete", draft.pk)).status_code == 302
    assert not Edition.objects.filter(pk=draft.pk).exists()
    client.post(url("delete", office.edition.pk))
    assert Edition.objects.filter(pk=office.edition.pk).exists()


def test_an_approval_of_what_became_unfinished_publishes_nothing(office: Office) -> None:
    draft = draft_edition(office.benchmark)
    office.client("officer").post(url("edit", draft.pk), {**whole(office), "action-submit": "1"})
    state = Edition.objects.get(pk=draft.pk).current_workflow_state
    assert state is not None
    broken = draft.get_latest_revision_as_object()
    broken.tiers = []
    revision = broken.save_revision(clean=False)
    state.current_task_state.revision = revision
    state.current_task_state.save()
    client = office.client("reviewer")
    response = client.post(url("workflow_action", draft.pk, "approve", state.current_task_state.pk))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert not draft.live
    assert "至少填写一个裁量阶次" in text(client.get(response["Location"]))


def test_a_review_ends_in_publication(office: Office) -> None:
    draft = draft_edition(office.benchmark)
    office.client("officer").post(url("edit", draft.pk), {**whole(office), "action-submit": "1"})
    state = Edition.objects.get(pk=draft.pk).current_workflow_state
    assert state is not None
    assert "擅自取水" in text(office.client("reviewer").get("/admin/"))
    assert "擅自取水" not in text(office.client("stranger").get("/admin/"))
    office.client("reviewer").post(url("workflow_action", draft.pk, "approve", state.current_task_state.pk))
    draft.refresh_from_db()
    assert draft.live and draft.published_at


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "现行有效"),
        ({"in_force_from": date(2099, 1, 1)}, "尚未施行"),
        ({"in_force_until": date(2025, 1, 1)}, "已失效"),
        ({"has_unpublished_changes": True}, "现行有效，有未发布的修改"),
        ({"withdrawn_at": "2026-01-01T00:00:00Z", "withdrawn_reason": "有误"}, "已撤回公开"),
        ({"undone_at": "2026-01-01T00:00:00Z"}, "批次已撤销"),
        ({"live": False}, "草稿"),
    ],
)
def test_the_list_says_where_an_edition_stands(office: Office, changed: dict[str, Any], said: str) -> None:
    Edition.objects.filter(pk=office.edition.pk).update(**changed)
    page = text(office.client("officer").get(url("list_results")))
    assert said in page and f"{said}，" not in page


def test_a_record_is_read_in_days_and_words(office: Office) -> None:
    page = text(office.client("officer").get(url("inspect", office.edition.pk)))
    told = page.split("<dl>")[1].split("</dl>")[0]
    assert "2024年3月1日" in told and "轻微：首次发现并且当日改正的：处1万元以上2万元以下罚款" in told and "None" not in told
