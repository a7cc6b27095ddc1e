"""The rules of leniency lists hold in the database itself: each is broken here past every form."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from enforcement.models import (
    Agency,
    Benchmark,
    Law,
    LeniencyCitation,
    LeniencyKind,
    LeniencyLink,
    LeniencyList,
    LeniencyMatter,
    LeniencyVersion,
    LeniencyWording,
)  # fmt: skip
from tests.enforcement.broken import Rows, Write, add, refusal, refused_by, twice

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = date(2024, 3, 1), date(2024, 9, 3)


@pytest.fixture
def rows() -> Rows:
    """A city with a list of one version, one matter and one wording; what a second of each would say."""
    agency = Agency.objects.create(name="云岭市水利局", slug="slj")
    law = Law.objects.create(name="中华人民共和国水法", slug="shuifa")
    benchmark = Benchmark.objects.create(agency=agency, code="A1", address="A1")
    of_agency = LeniencyList.objects.create(kind=LeniencyKind.MINOR, agency=agency, name="清单", address="first")
    version = LeniencyVersion.objects.create(list=of_agency, title="第一版", in_force_from=SPRING, published_at=timezone.now())
    matter = LeniencyMatter.objects.create(list=of_agency, code="Q1", address="first-1")
    wording = LeniencyWording.objects.create(version=version, matter=matter, act="倾倒渣土", agency=agency)
    another = LeniencyMatter.objects.create(list=of_agency, code="Q2", address="first-2")
    return {
        LeniencyList: {"kind": LeniencyKind.MINOR, "agency": agency, "name": "另一清单", "address": "second"},
        LeniencyVersion: {"list": of_agency, "title": "第二版", "in_force_from": AUTUMN, "published_at": timezone.now()},
        LeniencyMatter: {"list": of_agency, "code": "Q3", "address": "first-3"},
        LeniencyWording: {"version": version, "matter": another, "act": "占用河道", "agency": agency},
        LeniencyCitation: {"wording": wording, "law": law, "article": 66},
        LeniencyLink: {"matter": matter, "benchmark": benchmark, "state": LeniencyLink.State.OFFERED},
    }


MODELS = (LeniencyList, LeniencyVersion, LeniencyMatter, LeniencyWording, LeniencyCitation, LeniencyLink)
BROKEN: dict[str, Write] = {
    "leniency_list_once_an_agency": add(LeniencyList, name="清单"),
    "leniency_list_once_a_city": twice(LeniencyList, {"address": "third"}, agency=None),
    "leniency_list_has_name_and_address": add(LeniencyList, name=""),
    "leniency_version_once_a_day": add(LeniencyVersion, in_force_from=SPRING),
    "leniency_withdrawal_has_a_reason": add(LeniencyVersion, withdrawn_at=timezone.now()),
    "leniency_code_once_a_list": add(LeniencyMatter, code="Q1"),
    "leniency_matter_has_address": add(LeniencyMatter, address=""),
    "leniency_matter_once_a_version": twice(LeniencyWording),
    "leniency_wording_names_an_act": add(LeniencyWording, act=""),
    "leniency_citation_names_an_article": add(LeniencyCitation, article=0),
    "leniency_link_once": twice(LeniencyLink, {"state": LeniencyLink.State.REJECTED}),
}
#: More ways to break a rule, and what the database says of them.
ALSO_BROKEN: list[tuple[str, Write]] = [
    ("leniency_list_has_name_and_address", add(LeniencyList, address="")),
    ("address", add(LeniencyList, address="first")),
    ("address", add(LeniencyList, agency=None, kind=LeniencyKind.LIGHTER, address="first")),
    ("address", add(LeniencyMatter, address="first-1")),
    ("address", add(LeniencyMatter, code="", address="first-1")),
]


def mended(rows: Rows) -> None:
    first = LeniencyVersion.objects.get()
    correction = LeniencyVersion.objects.create(**{**rows[LeniencyVersion], "in_force_from": AUTUMN})
    LeniencyVersion.objects.filter(pk=first.pk).update(mended_by=correction)
    LeniencyVersion.objects.filter(pk=correction.pk).update(in_force_from=SPRING)


def code_of_another_list(rows: Rows) -> None:
    other = LeniencyList.objects.create(**rows[LeniencyList])
    LeniencyMatter.objects.create(list=other, code="Q1", address="second-1")


#: What stands close to a rule and keeps it.
ALLOWED: dict[str, Write] = {
    "a name again, of another kind": add(LeniencyList, name="清单", kind=LeniencyKind.FIRST_VIOLATION),
    "a name again, of the whole city": add(LeniencyList, name="清单", agency=None),
    "a day that is free again, the batch undone": twice(LeniencyVersion, {"undone_at": None}, undone_at=timezone.now()),
    "a day that a correction takes": mended,
    "a withdrawal that says why": add(LeniencyVersion, withdrawn_at=timezone.now(), withdrawn_reason="有误"),
    "many matters without a code": twice(LeniencyMatter, {"address": "first-4"}, code=""),
    "a code again, in another list": code_of_another_list,
    "one provision named twice": twice(LeniencyCitation),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_of_leniency_holds_in_the_database(rows: Rows, name: str) -> None:
    message = refusal(BROKEN[name], rows)
    assert refused_by(name, message), message


@pytest.mark.parametrize("number", range(len(ALSO_BROKEN)))
def test_however_a_rule_of_leniency_is_broken(rows: Rows, number: int) -> None:
    said, write = ALSO_BROKEN[number]
    assert said in refusal(write, rows)


@pytest.mark.parametrize("model", MODELS)
def test_the_row_that_is_made_wrong_was_right(rows: Rows, model: type) -> None:
    assert set(rows) == set(MODELS)
    add(model)(rows)


@pytest.mark.parametrize("what", ALLOWED)
def test_what_keeps_the_rules_of_leniency_is_written(rows: Rows, what: str) -> None:
    ALLOWED[what](rows)
