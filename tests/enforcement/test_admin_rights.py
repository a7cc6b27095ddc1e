"""Every address of the back office that this app makes, walked as every role.

Addresses come from the URLconf: a view added tomorrow is walked tomorrow, and
one whose parameters this test cannot fill fails it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import ModelLogEntry, Workflow

from content.roles import make_editors
from enforcement.imports.publish import publish
from enforcement.models import (
    Benchmark,
    Edition,
    ImportBatch,
    Instrument,
    Law,
    LeniencyLink,
    LeniencyMatter,
    LeniencyVersion,
    Officer,
)
from enforcement.permissions import POLICIES
from enforcement.roles import ROLES, make_roles
from tests.enforcement.back_office import (
    TIER,
    Office,
    draft_edition,
    form_of,
    make_clock,
    publish_edition,
    url,
)
from tests.enforcement.decisions import FIRM, bring_decisions, the_record
from tests.enforcement.leniency_lists import DIG, SPRING, write
from tests.enforcement.leniency_lists import waiting as leniency_waiting
from tests.street import WATER, Line, waiting

pytestmark = pytest.mark.django_db

PREFIXES = ("wagtailsnippets_enforcement_", "wagtailsnippetchoosers_enforcement_", "enforcement_imports")
#: Common to all agencies: anyone in the back office may choose them, and laws belong to nobody.
SHARED = {
    *(f"{kind}_enforcement_{model}" for kind in ("wagtailsnippets", "wagtailsnippetchoosers") for model in ("law", "policy", "holidaynotice")),
    "wagtailsnippetchoosers_enforcement_instrument",
}
WITHIN = ("officer", "reviewer", "parent", "chief", "manager", "superuser")
WITHOUT = ("anonymous", "stranger", "team", "nobody")


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf, by its full name and its parameters."""

    namespace: str
    name: str
    parameters: frozenset[str]

    def __str__(self) -> str:
        return f"{self.namespace}:{self.name}"


def addresses() -> list[Address]:
    def walk(patterns: list[Any], namespace: str) -> Iterator[Address]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, pattern.namespace or namespace)
            elif isinstance(pattern, URLPattern) and namespace.startswith(PREFIXES):
                yield Address(namespace, pattern.name or "", frozenset(pattern.pattern.regex.groupindex))

    return sorted(set(walk(get_resolver().url_patterns, "")), key=str)


ADDRESSES = addresses()
OF_A_RECORD = [a for a in ADDRESSES if "pk" in a.parameters]


@pytest.fixture
def fill(office: Office, tmp_path: Any) -> dict[str, dict[str, Any]]:
    """For each namespace, parameters that name a record of the water department."""
    city = office.city
    office.client("officer").post(url("edit", office.edition.pk), {**form_of(office.edition, act="改写"), "action-submit": "1"})
    state = Edition.objects.get(pk=office.edition.pk).current_workflow_state
    assert state is not None
    revision = office.edition.latest_revision_id
    batch = waiting(tmp_path, [Line("擅自取水")], user=office.people["officer"], instrument=city.instrument.pk)
    notice, term, suspension = make_clock(office)
    publish(leniency_waiting(write(tmp_path, DIG, title=f"{WATER}首违不罚事项清单"), effective_from=SPRING), None)
    version, matter = LeniencyVersion.objects.get(), LeniencyMatter.objects.get()
    link = LeniencyLink.objects.create(matter=matter, benchmark=office.benchmark, state="offered")
    bring_decisions(tmp_path, [FIRM])
    keys = {
        "record": the_record().pk,
        "policy": term.pk, "holidaynotice": notice.pk, "suspension": suspension.pk,
        "leniencyversion": version.pk, "leniencymatter": matter.pk, "leniencylink": link.pk,
        "edition": office.edition.pk, "benchmark": office.benchmark.pk, "agency": city.water.pk, "instrument": city.instrument.pk,
        "law": city.law.pk, "officer": Officer.objects.get(user=office.people["officer"]).pk, "imports": batch.pk,
    }  # fmt: skip
    revised: dict[str, Any] = {
        "agency": city.water, "instrument": city.instrument, "law": city.law, "policy": term, "holidaynotice": notice, "suspension": suspension,
    }  # fmt: skip
    for record in revised.values():
        record.save_revision()
    more = {
        "revision_id": revision, "revision_id_a": "earliest", "revision_id_b": "latest", "action_name": "approve",
        "task_state_id": state.current_task_state.pk, "workflow_state_id": state.pk, "task_id": Workflow.objects.get(name="裁量权基准审核").tasks.first().pk,
    }  # fmt: skip
    found = {}
    for namespace in {a.namespace for a in ADDRESSES}:
        model = namespace.rpartition("_")[2]
        own = dict(more)
        if model in revised:
            own["revision_id"] = revised[model].revisions.first().pk
        found[namespace] = {**own, "pk": keys[model]}
    return found


def reach(address: Address, fill: dict[str, dict[str, Any]]) -> str:
    values = fill[address.namespace]
    assert address.parameters <= values.keys(), f"{address} has parameters that this test cannot fill: {address.parameters - values.keys()}"
    return reverse(str(address), kwargs={name: values[name] for name in address.parameters})


def refused(client: Client, path: str, method: str = "get") -> bool:
    """Whether the door stayed shut: sign in, go home, 403 or 404. A page of its own never is."""
    response = getattr(client, method)(path)
    if response.status_code in (403, 404):
        return True
    return response.status_code == 302 and (response["Location"] == "/admin/" or response["Location"].startswith("/admin/login/"))


def test_there_are_addresses_to_walk() -> None:
    assert len(ADDRESSES) > 90
    assert {a.namespace for a in ADDRESSES} >= {f"wagtailsnippets_enforcement_{m._meta.model_name}" for m in POLICIES if m is not ImportBatch}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", WITHOUT)
def test_no_address_opens_a_record_of_another_agency(office: Office, fill: dict[str, dict[str, Any]], who: str, method: str) -> None:
    client = office.client(who)
    before = (Edition.objects.get(pk=office.edition.pk).act, ImportBatch.objects.get(kind="benchmark").state)
    opened = [
        str(a) for a in OF_A_RECORD
        if (a.namespace not in SHARED or who == "anonymous") and not refused(client, reach(a, fill), method)
    ]  # fmt: skip
    assert opened == []
    assert before == (Edition.objects.get(pk=office.edition.pk).act, ImportBatch.objects.get(kind="benchmark").state)


@pytest.mark.parametrize("who", WITHIN)
def test_those_within_reach_meet_no_broken_page(office: Office, fill: dict[str, dict[str, Any]], who: str) -> None:
    client = office.client(who)
    broken = {}
    for address in ADDRESSES:
        status = client.get(reach(address, fill)).status_code
        if status not in (200, 302, 403, 404, 405):
            broken[str(address)] = status
    assert broken == {}


#: Who sees which pages of an edition of the water department: 200, or shut.
EXPECTED = {
    "inspect": {"officer", "reviewer", "parent", "chief", "manager", "superuser"},
    "history": {"officer", "reviewer", "parent", "chief", "manager", "superuser"},
    "edit": {"officer", "reviewer", "parent", "chief", "manager", "superuser"},
    "revisions_view": {"officer", "reviewer", "parent", "chief", "manager", "superuser"},
    "unpublish": {"reviewer", "chief", "manager", "superuser"},
    "withdraw": {"reviewer", "chief", "manager", "superuser"},
    "next_edition": {"officer", "reviewer", "parent", "chief", "manager", "superuser"},
    "delete": set(),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_who_opens_an_edition(office: Office, name: str) -> None:
    args = [office.edition.pk, *([office.edition.latest_revision_id] if name == "revisions_view" else [])]
    let_in = {who for who in (*WITHIN, *WITHOUT) if office.client(who).get(url(name, *args)).status_code == 200}
    assert let_in == EXPECTED[name]


IMPORTS = {
    "review": set(WITHIN), "file": set(WITHIN), "problems": set(WITHIN), "undo": {"reviewer", "chief", "manager", "superuser"},
}  # fmt: skip


@pytest.mark.parametrize("name", IMPORTS)
def test_who_opens_a_batch(office: Office, fill: dict[str, dict[str, Any]], name: str) -> None:
    path = reverse(f"enforcement_imports:{name}", args=[fill["enforcement_imports"]["pk"]])
    assert {who for who in (*WITHIN, *WITHOUT) if office.client(who).get(path).status_code == 200} == IMPORTS[name]


def test_lists_name_only_what_is_within_reach(office: Office, fill: dict[str, dict[str, Any]]) -> None:
    acts = {"officer": True, "parent": True, "manager": True, "superuser": True, "stranger": False, "team": False, "nobody": False}
    for who, sees in acts.items():
        client = office.client(who)
        for path in (url("list"), url("list_results"), reverse("enforcement_imports:list"), reverse("wagtailsnippets_enforcement_benchmark:list")):
            response = client.get(path)
            assert response.status_code == 200
            assert bool(list(response.context["object_list"])) is sees, (who, path)


def test_choosers_offer_only_what_is_within_reach(office: Office) -> None:
    def offered(who: str, model: str) -> str:
        return office.client(who).get(reverse(f"wagtailsnippetchoosers_enforcement_{model}:choose_results")).content.decode()

    assert "SL001" in offered("officer", "benchmark") and "SL001" not in offered("stranger", "benchmark")
    assert "水政监察" in offered("officer", "agency") and "市场监督" not in offered("officer", "agency")
    assert "水法" in offered("stranger", "law") and "云水规" in offered("stranger", "instrument")
    many = reverse("wagtailsnippetchoosers_enforcement_benchmark:chosen_multiple")
    assert "SL001" in office.client("officer").get(many, {"id": office.benchmark.pk}).content.decode()
    assert "SL001" not in office.client("stranger").get(many, {"id": office.benchmark.pk}).content.decode()


def test_several_are_deleted_only_within_reach(office: Office) -> None:
    draft = draft_edition(office.benchmark, act="草稿一件")
    for who in ("stranger", "team", "nobody"):
        for chosen in (draft.pk, "all"):
            path = f"/admin/bulk/enforcement/edition/delete/?id={chosen}"
            response = office.client(who).get(path)
            assert response.status_code in (302, 404) and "草稿一件" not in response.content.decode()
            office.client(who).post(path)
    assert Edition.objects.filter(pk=draft.pk).exists()
    office.client("officer").post(f"/admin/bulk/enforcement/edition/delete/?id={draft.pk}&id={office.edition.pk}")
    assert not Edition.objects.filter(pk=draft.pk).exists()
    assert Edition.objects.filter(pk=office.edition.pk).exists()


def test_reports_name_only_what_is_within_reach(office: Office, fill: dict[str, dict[str, Any]]) -> None:
    assert ModelLogEntry.objects.filter(label__contains="倾倒垃圾").exists()
    for path in ("/admin/reports/site-history/", "/admin/reports/site-history/results/", "/admin/reports/site-history/?export=csv"):
        for who, sees in (("officer", True), ("superuser", True), ("stranger", False), ("team", False), ("nobody", False)):
            response: Any = office.client(who).get(path)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            assert ("倾倒垃圾" in body.decode()) is sees, (path, who)


def test_workflow_reports_name_only_what_is_within_reach(office: Office, fill: dict[str, dict[str, Any]]) -> None:
    make_editors()
    editors = Group.objects.get(name="编辑")
    for who, sees in (("reviewer", True), ("stranger", False)):
        office.people[who].groups.add(editors)
        for path in ("/admin/reports/workflow/", "/admin/reports/workflow_tasks/"):
            response = office.client(who).get(path)
            assert response.status_code == 200
            assert ("改写" in response.content.decode()) is sees, (who, path)


def test_who_else_edits_is_told_only_within_reach(office: Office, fill: dict[str, dict[str, Any]]) -> None:
    path = reverse("wagtailadmin_editing_sessions:ping", args=["enforcement", "edition", office.edition.pk, 999])
    assert office.client("reviewer").post(path).status_code == 200
    assert office.client("stranger").post(path).status_code == 404


def test_a_task_of_another_agency_is_not_reached_through_a_record_of_ones_own(office: Office) -> None:
    """The address names the record and the task apart; Wagtail does not compare them."""
    theirs = Benchmark.objects.create(agency=office.city.market, address="scjg-1")
    drafts = {}
    for who, benchmark in (("reviewer", office.benchmark), ("stranger", theirs)):
        drafts[who] = draft_edition(benchmark)
        said = form_of(
            act=f"违法{who}", instrument=office.city.instrument.pk, in_force_from="2026-02-01", tiers=[TIER],
            citations=[{"law": office.city.law.pk, "article": 3}],
        )  # fmt: skip
        office.client(who).post(url("edit", drafts[who].pk), {**said, "action-submit": "1"})
    own, foreign = (Edition.objects.get(pk=drafts[who].pk).current_workflow_state for who in ("stranger", "reviewer"))
    assert own is not None and foreign is not None
    for name in ("workflow_action", "collect_workflow_action_data"):
        path = url(name, drafts["stranger"].pk, "approve", foreign.current_task_state.pk)
        assert office.client("stranger").post(path).status_code == 404
    assert not Edition.objects.get(pk=drafts["reviewer"].pk).live
    assert foreign.current_task_state.status == "in_progress"


def test_nothing_is_made_for_another_agency(office: Office) -> None:
    stranger = office.client("stranger")
    made = stranger.post(url("add"), form_of(benchmark=office.benchmark.pk, act="冒名"))
    assert made.status_code == 200 and "benchmark" in made.context["form"].errors
    add = reverse("wagtailsnippets_enforcement_benchmark:add")
    assert "agency" in stranger.post(add, {"agency": office.city.water.pk, "code": "X1", "action_type": "penalty"}).context["form"].errors
    document = reverse("wagtailsnippets_enforcement_instrument:add")
    sent = {"title": "冒名文件", "issuer": office.city.water.pk, "issuer_name": ""}
    assert "issuer" in stranger.post(document, sent).context["form"].errors
    assert stranger.get(f"{url('add')}?benchmark={office.benchmark.pk}").context["form"]["benchmark"].value() is None
    assert not Edition.objects.filter(act="冒名").exists()


def test_an_agency_keeps_its_place_in_the_tree(office: Office) -> None:
    edit = reverse("wagtailsnippets_enforcement_agency:edit", args=[office.city.water.pk])
    names = {"other_names-TOTAL_FORMS": 0, "other_names-INITIAL_FORMS": 0, "other_names-MIN_NUM_FORMS": 0, "other_names-MAX_NUM_FORMS": 1000}
    sent = {"name": "篡名", "slug": "x", "parent": "", "phone": "0430-1", "duty": "", "address": "", "complaint_phone": "", "office_hours": "", **names}
    assert office.client("reviewer").post(edit, sent).status_code == 302
    office.city.water.refresh_from_db()
    assert (office.city.water.phone, office.city.water.slug, office.city.water.name) == ("0430-1", "slj", "云岭市水利局")
    assert office.city.water.parent is not None
    assert refused(office.client("officer"), edit)
    assert refused(office.client("reviewer"), reverse("wagtailsnippets_enforcement_agency:add"))


def test_a_document_from_outside_belongs_to_those_who_rest_on_it(office: Office) -> None:
    outside = Instrument.objects.create(title="省厅裁量权基准", issuer_name="省水利厅")
    Edition.objects.filter(pk=office.edition.pk).update(instrument=outside)
    edit = reverse("wagtailsnippets_enforcement_instrument:edit", args=[outside.pk])
    assert office.client("officer").get(edit).status_code == 200
    assert refused(office.client("stranger"), edit)
    theirs = Benchmark.objects.create(agency=office.city.market, address="scjg-2")
    other = publish_edition(office.city, theirs)
    Edition.objects.filter(pk=other.pk).update(ended_by=outside, ended_on="2026-01-01")
    assert refused(office.client("officer"), edit)
    assert office.client("manager").get(edit).status_code == 200


def test_an_edition_that_a_batch_took_back_is_closed_to_all(office: Office) -> None:
    Edition.objects.filter(pk=office.edition.pk).update(undone_at="2026-01-01T00:00:00Z")
    assert refused(office.client("superuser"), url("edit", office.edition.pk))
    assert office.client("superuser").get(url("inspect", office.edition.pk)).status_code == 200
    assert office.client("officer").get(url("history", office.edition.pk)).status_code == 200


def test_roles_are_made_once_and_left_alone(office: Office) -> None:
    group = Group.objects.get(name="审核员")
    group.permissions.clear()
    make_roles()
    assert group.permissions.count() == 0
    assert Group.objects.filter(name__in=ROLES).count() == len(ROLES)
    assert Workflow.objects.filter(name="裁量权基准审核").count() == 1


def test_a_law_that_is_cited_stays(office: Office) -> None:
    delete = reverse("wagtailsnippets_enforcement_law:delete", args=[office.city.law.pk])
    assert refused(office.client("superuser"), delete, "post")
    assert Law.objects.filter(pk=office.city.law.pk).exists()
