"""Decisions in the back office: who sees them, who decides, who looks behind the redaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from enforcement.models import Disclosure, Ground, OriginalLook, Policy, Record
from enforcement.models.policy import Measure, RecordKind
from enforcement.records.decide import CannotDecide, decide
from enforcement.records.display import end_displays
from tests.enforcement.back_office import Office
from tests.enforcement.decisions import FIRM, HELD, PERSON, bring_decisions, the_record

pytestmark = pytest.mark.django_db
State = Record.State


def address(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_enforcement_record:{name}", args=args)


def test_the_queue_of_the_second_person_names_what_is_held(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [FIRM, HELD], user=office.people["officer"])
    page = office.client("reviewer").get(address("list") + "?state=held").content.decode()
    assert HELD["document_no"] in page and FIRM["document_no"] not in page
    assert HELD["document_no"] not in office.client("stranger").get(address("list")).content.decode()


def test_what_is_held_is_settled_by_another_person_than_the_one_who_brought_it(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [HELD], user=office.people["reviewer"])
    record = the_record(HELD["document_no"])
    said = {"ground": "publicity", "note": "", "facts": "当事人倾倒建筑垃圾。"}
    own = office.client("reviewer").post(address("decide", record.pk), said)
    assert "上传人以外的人" in own.content.decode() and the_record(record.number).state == State.HELD
    page = office.client("chief").get(address("decide", record.pk)).content.decode()
    assert "公开的“事实”" in page
    assert office.client("chief").post(address("decide", record.pk), said).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.facts, record.held_because) == (State.PUBLISHED, "当事人倾倒建筑垃圾。", "")
    assert Disclosure.objects.get(record=record).decided_by == office.people["chief"]


def test_withholding_takes_a_decision_out_of_sight_with_its_ground(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [FIRM])
    record = the_record()
    assert office.client("officer").post(address("decide", record.pk), {"ground": "secret"}).status_code in (302, 403)
    assert the_record().state == State.PUBLISHED, "an officer drafts, a reviewer decides"
    assert office.client("reviewer").post(address("decide", record.pk), {"ground": "secret", "note": "配方"}).status_code == 302
    assert the_record().state == State.WITHHELD and not Record.objects.visible().exists()
    assert [str(each.ground) for each in record.disclosures.all()] == ["secret", "publicity"]


def test_a_withdrawal_has_a_cause_and_names_nobody(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [PERSON])
    record, client = the_record(PERSON["document_no"]), office.client("reviewer")
    said = {"cause": "review", "cause_on": "2024-08-01", "reason": "欧阳建军申请复议，复议机关撤销了处罚决定。"}
    assert "不得写明当事人" in client.post(address("withdraw", record.pk), said).content.decode()
    assert client.post(address("withdraw", record.pk), {**said, "cause": ""}).status_code == 200
    assert the_record(record.number).state == State.PUBLISHED
    assert client.post(address("withdraw", record.pk), {**said, "reason": "复议机关撤销了处罚决定。"}).status_code == 302
    record.refresh_from_db()
    assert (record.state, record.withdrawn_cause, record.cause_on) == (State.WITHDRAWN, "review", date(2024, 8, 1))
    with pytest.raises(CannotDecide):
        decide(record, Ground.PUBLICITY, "", office.people["chief"])


def test_a_look_at_the_original_needs_the_right_and_a_purpose_and_is_written_down(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [PERSON])
    record = the_record(PERSON["document_no"])
    for who in ("officer", "stranger", "team", "nobody"):
        answer = office.client(who).post(address("look", record.pk), {"purpose": "看看"})
        assert answer.status_code in (302, 403) and "欧阳建军" not in answer.content.decode()
    client = office.client("reviewer")
    assert "欧阳建军" not in client.get(address("look", record.pk)).content.decode()
    assert "欧阳建军" not in client.post(address("look", record.pk), {"purpose": " "}).content.decode()
    assert not OriginalLook.objects.exists()
    answer = client.post(address("look", record.pk), {"purpose": "复核脱敏"})
    assert "欧阳建军" in answer.content.decode() and "no-store" in answer.headers["Cache-Control"]
    look = OriginalLook.objects.get()
    assert (look.user, look.purpose) == (office.people["reviewer"], "复核脱敏")


def test_the_review_of_a_batch_shows_the_public_words_only(office: Office, tmp_path: Path) -> None:
    batch = bring_decisions(tmp_path, [PERSON, HELD], user=office.people["officer"])
    page = office.client("reviewer").get(reverse("enforcement_imports:review", args=[batch.pk])).content.decode()
    assert PERSON["document_no"] in page and "须由第二人复核" in page
    assert "欧阳建军" not in page and "糖尿病" not in page and PERSON["person_id_no"] not in page


def test_nobody_types_alters_or_deletes_a_decision(office: Office, tmp_path: Path) -> None:
    bring_decisions(tmp_path, [FIRM])
    for who in ("manager", "superuser"):
        client = office.client(who)
        for path in (address("add"), address("edit", the_record().pk), address("delete", the_record().pk)):
            assert client.get(path).status_code in (302, 403, 404)
            assert client.post(path, {"number": "x"}).status_code in (302, 403, 404)
    assert the_record().number == FIRM["document_no"]


def test_the_display_ends_by_itself(office: Office, tmp_path: Path) -> None:
    Policy.objects.create(
        kind=RecordKind.PENALTY, measure=Measure.DISPLAY, max_months=12, from_publication=True, valid_from=date(2020, 1, 1), source="本级规定", article="第五条"
    )
    bring_decisions(tmp_path, [FIRM])
    record = the_record()
    last = record.displayed_until
    assert last is not None and last > timezone.localdate()
    after = timezone.make_aware(datetime(last.year, last.month, last.day)) + timedelta(days=1)
    assert Record.objects.visible(after - timedelta(minutes=1)).exists()
    assert not Record.objects.visible(after).exists(), "without anybody doing anything"
    assert end_displays(after) == 1 and the_record().state == State.ENDED
