"""Leniency lists in the back office: review, withdrawal, links, rights on the object."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from enforcement.models import ImportBatch, LeniencyLink, LeniencyVersion
from search import outbox
from tests.enforcement.back_office import Office
from tests.enforcement.leniency_lists import AUTUMN, DIG, DIKE, SPRING, bring, write
from tests.enforcement.test_admin_import import at, text
from tests.street import WATER

pytestmark = pytest.mark.django_db
TITLE = f"{WATER}首违不罚事项清单"


def send(office: Office, path: Path, who: str = "officer", **said: str) -> ImportBatch:
    with path.open("rb") as file:
        response = office.client(who).post(reverse("enforcement_imports:upload"), {"file": file, "kind": "leniency", **said})
    assert response.status_code == 302, text(response)
    return ImportBatch.objects.latest("pk")


def test_an_officer_sends_a_list_and_a_reviewer_publishes_it(office: Office, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG, title=TITLE), effective_from=SPRING)
    batch = send(office, write(tmp_path, (DIG[0], DIG[1], "两年内首次违法", WATER), DIKE, title=TITLE), effective_from=AUTUMN.isoformat())
    page = text(office.client("reviewer").get(at("review", batch)))
    assert "新增1项，删去0项，修改1项" in page and "两年内首次违法" in page and DIG[2] in page
    office.client("reviewer").post(at("publish", batch), {"confirm": "1"})
    assert LeniencyVersion.objects.visible(AUTUMN).get().wordings.count() == 2
    assert "修改1项" in text(office.client("reviewer").get(at("review", batch)))
    office.client("reviewer").post(at("undo", batch))
    assert LeniencyVersion.objects.visible(AUTUMN).get().wordings.count() == 1


def test_the_citys_list_is_nobodys_but_the_citys(office: Office, tmp_path: Path) -> None:
    batch = send(office, write(tmp_path, DIG, title="云岭市首违不罚事项清单"))
    assert not batch.items.exists() and "FOREIGN_AGENCY" in [problem["code"] for problem in batch.report]
    whole = send(office, write(tmp_path, DIG, title="云岭市首违不罚事项清单"), who="manager")
    assert office.client("reviewer").get(at("review", whole)).status_code in (302, 403)


def test_a_reviewer_withdraws_with_a_reason(office: Office, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG, title=TITLE), effective_from=SPRING)
    path = reverse("wagtailsnippets_enforcement_leniencyversion:withdraw", args=[LeniencyVersion.objects.get().pk])
    assert office.client("officer").post(path, {"reason": "有误"}).status_code in (302, 403)
    assert LeniencyVersion.objects.visible().exists()
    assert "撤回理由" in text(office.client("reviewer").get(path))
    office.client("reviewer").post(path, {"reason": ""})
    assert LeniencyVersion.objects.visible().exists()
    office.client("reviewer").post(path, {"reason": "清单有误"})
    assert not LeniencyVersion.objects.visible().exists()


def test_an_offered_link_becomes_public_when_it_is_confirmed(office: Office, tmp_path: Path) -> None:
    bring(write(tmp_path, DIG, title=TITLE), effective_from=SPRING)
    link = LeniencyLink.objects.create(matter=LeniencyVersion.objects.get().wordings.get().matter, benchmark=office.benchmark, state="offered")
    address = office.benchmark.get_absolute_url()
    assert "怎样算“首次”" not in text(office.client("anonymous").get(address))
    edit = reverse("wagtailsnippets_enforcement_leniencylink:edit", args=[link.pk])
    before = outbox.newest()
    assert "待确认" not in text(office.client("officer").post(edit, {"state": "confirmed"}))
    assert outbox.newest() > before
    assert "怎样算“首次”" in text(office.client("anonymous").get(address))
    office.client("officer").post(edit, {"state": "rejected"})
    assert "怎样算“首次”" not in text(office.client("anonymous").get(address))
    assert office.client("stranger").get(edit).status_code in (302, 403)
