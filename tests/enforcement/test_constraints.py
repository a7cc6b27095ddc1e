"""The record's rules hold in the database itself, whoever writes: each is broken here past every form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from enforcement.models import (
    Agency,
    AgencyName,
    Benchmark,
    Edition,
    EditionCitation,
    ImportBatch,
    Instrument,
    Law,
    LawAlias,
    LawVersion,
    Officer,
    Tier,
    TierAmount,
)  # fmt: skip
from enforcement.models.benchmark import validate_code
from tests.enforcement.test_constraints_clock import BROKEN as BROKEN_OF_THE_CLOCK
from tests.enforcement.test_constraints_leniency import BROKEN as BROKEN_OF_LENIENCY
from tests.enforcement.test_constraints_records import BROKEN as BROKEN_OF_DECISIONS

pytestmark = pytest.mark.django_db

SPRING, AUTUMN = date(2024, 3, 1), date(2024, 9, 3)


class Record:
    """One of everything, all of it right."""

    def __init__(self) -> None:
        self.agency = Agency.objects.create(name="云岭市水利局", slug="slj")
        self.other = Agency.objects.create(name="云岭市教育局", slug="jyj")
        self.law = Law.objects.create(name="中华人民共和国水法", slug="shuifa")
        self.instrument = Instrument.objects.create(title="基准", document_no="云水规〔2024〕1号", in_force_from=SPRING)
        self.benchmark = Benchmark.objects.create(agency=self.agency, code="A1", address="A1")
        self.edition = Edition.objects.create(
            benchmark=self.benchmark, act="倾倒渣土", instrument=self.instrument, in_force_from=SPRING, published_at=timezone.now()
        )
        self.tier = Tier.objects.create(edition=self.edition, label="一般", standard="处1万元罚款")
        self.batch = ImportBatch.objects.create(file_name="a.xlsx", file_hash="0" * 64)

    def edition_with(self, **values: Any) -> None:
        benchmark = Benchmark.objects.create(agency=self.agency, address="other")
        right: dict[str, Any] = {"benchmark": benchmark, "act": "某行为", "instrument": self.instrument, "in_force_from": SPRING}
        Edition.objects.bulk_create([Edition(**{**right, **values})])


@pytest.fixture
def record() -> Record:
    return Record()


def set_to(model: type[models.Model], **values: Any) -> Callable[[Record], object]:
    return lambda record: model._default_manager.filter(pk=getattr(record, model.__name__.lower()).pk).update(**values)


def make(model: type[models.Model], **values: Any) -> Callable[[Record], object]:
    """Written in bulk; a string that names a part of the record stands for it."""

    def write(record: Record) -> None:
        said = {name: getattr(record, value[1:]) if isinstance(value, str) and value.startswith("@") else value for name, value in values.items()}
        model._default_manager.bulk_create([model(**said)])

    return write


def edition(**values: Any) -> Callable[[Record], object]:
    return lambda record: record.edition_with(**values)


def itself(model: type[models.Model], field: str, **values: Any) -> Callable[[Record], object]:
    def write(record: Record) -> None:
        pk = getattr(record, model.__name__.lower()).pk
        model._default_manager.filter(pk=pk).update(**{f"{field}_id": pk}, **values)

    return write


def two_editions_of_a_day(record: Record) -> None:
    record.edition_with(benchmark=record.benchmark)


AMOUNT = {"tier": "@tier", "unit": "yuan"}
BROKEN: dict[str, Callable[[Record], object]] = {
    "agency_not_its_own_parent": itself(Agency, "parent"),
    "agency_successor_needs_abolition": lambda r: Agency.objects.filter(pk=r.agency.pk).update(successor=r.other),
    "agency_name_once": lambda r: AgencyName.objects.bulk_create([AgencyName(agency=r.agency, name="水务局") for _ in "ab"]),
    "batch_published_is_dated": lambda r: ImportBatch.objects.filter(pk=r.batch.pk).update(state="published"),
    "batch_undone_is_dated": lambda r: ImportBatch.objects.filter(pk=r.batch.pk).update(state="undone"),
    "benchmark_code_once": make(Benchmark, agency="@other", code="A1", address="elsewhere"),
    "benchmark_code_without_letter_o": make(Benchmark, agency="@agency", code="22068100O101", address="elsewhere"),
    "benchmark_has_address": set_to(Benchmark, address=""),
    "citation_names_an_article": make(EditionCitation, edition="@edition", law="@law", article=0),
    "edition_once_a_day": two_editions_of_a_day,
    "edition_live_is_complete": edition(act=""),
    "edition_ends_by_an_instrument": edition(ended_on=AUTUMN),
    "edition_ends_after_it_begins": lambda r: r.edition_with(ended_on=date(2024, 2, 29), ended_by=r.instrument),
    "edition_withdrawal_has_a_reason": set_to(Edition, withdrawn_at=timezone.now()),
    "edition_fine_range_rises": set_to(Edition, fine_min=Decimal(2), fine_max=Decimal(1)),
    "instrument_document_no_once": make(Instrument, title="另一基准", document_no="云水规〔2024〕1号"),
    "instrument_valid_after_start": set_to(Instrument, valid_until=date(2024, 2, 29)),
    "instrument_not_its_own_superior": itself(Instrument, "superior"),
    "law_replacement_is_another_and_dated": itself(Law, "replaced_by", replaced_on=SPRING),
    "law_version_once_a_day": lambda r: LawVersion.objects.bulk_create([LawVersion(law=r.law, in_force_from=SPRING) for _ in "ab"]),
    "law_alias_once": lambda r: LawAlias.objects.bulk_create([LawAlias(law=r.law, name="水法") for _ in "ab"]),
    "amount_has_an_end": make(TierAmount, **AMOUNT),
    "amount_rises": make(TierAmount, **AMOUNT, minimum=Decimal(2), maximum=Decimal(1)),
    "amount_unit_known": make(TierAmount, tier="@tier", unit="万元", minimum=Decimal(1)),
}
#: More ways to break one rule.
ALSO_BROKEN: list[Callable[[Record], object]] = [
    edition(in_force_from=None),
    edition(instrument=None),
    lambda r: r.edition_with(ended_by=r.instrument),
    set_to(Edition, withdrawn_at=timezone.now(), withdrawn_reason="有误", published_at=None),
    make(Benchmark, agency="@agency", code="２２０６８１ＯＯ１", address="elsewhere"),
    make(Benchmark, agency="@agency", code="0o1", address="elsewhere"),
    make(Benchmark, agency="@agency", code="", address="A1"),
    make(Agency, name="云岭市水利局", slug="slj-2"),
    make(Agency, name="云岭市水务中心", slug="slj"),
    make(Law, name="中华人民共和国水法", slug="shuifa-2"),
    lambda r: Law.objects.filter(pk=r.law.pk).update(replaced_by=Law.objects.create(name="新水法", slug="x")),
]


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_holds_in_the_database(record: Record, name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name](record)
    message = str(refused.value)
    assert name in message or "UNIQUE" in message.upper()


@pytest.mark.parametrize("number", range(len(ALSO_BROKEN)))
def test_however_it_is_broken(record: Record, number: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ALSO_BROKEN[number](record)


def test_every_rule_of_the_record_is_broken_here() -> None:
    """Or beside: by the tables of leniency, decisions and the clock."""
    named = sorted(constraint.name for model in apps.get_app_config("enforcement").get_models() for constraint in model._meta.constraints)
    assert named == sorted([*BROKEN, *BROKEN_OF_LENIENCY, *BROKEN_OF_DECISIONS, *BROKEN_OF_THE_CLOCK])


def test_one_user_works_for_one_agency(record: Record) -> None:
    user = User.objects.create_user("officer")
    Officer.objects.create(user=user, agency=record.agency)
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.bulk_create([Officer(user=user, agency=record.other)])


def test_a_draft_may_be_unfinished(record: Record) -> None:
    benchmark = Benchmark.objects.create(agency=record.agency, address="draft")
    for _ in range(2):
        Edition.objects.create(benchmark=benchmark, live=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(benchmark=benchmark).update(live=True)


def test_many_items_may_have_no_code_and_a_day_may_be_free_again(record: Record) -> None:
    Benchmark.objects.bulk_create([Benchmark(agency=record.agency, code="", address=str(n)) for n in range(3)])
    Edition.objects.filter(pk=record.edition.pk).update(undone_at=timezone.now())
    two_editions_of_a_day(record)
    assert record.benchmark.editions.count() == 2


def test_an_edition_may_end_on_the_day_it_would_have_begun(record: Record) -> None:
    record.edition_with(ended_on=SPRING, ended_by=record.instrument)


@pytest.mark.parametrize("code", ["220681000101", "O", "OOO", "AO1", "O-1", "权责0O1", "2206-81O1"])
def test_codes_are_opaque_but_for_a_letter_o_among_digits(record: Record, code: str) -> None:
    Benchmark.objects.bulk_create([Benchmark(agency=record.agency, code=code, address=f"a{code}")])
    validate_code(code)


@pytest.mark.parametrize("code", ["22068100O101", "O1", "1o", "２０Ｏ", "0ｏ"])
def test_the_form_says_what_the_database_would_refuse(code: str) -> None:
    with pytest.raises(ValidationError, match="混有字母O"):
        validate_code(code)


@pytest.mark.parametrize("kept", ["agency", "law", "instrument", "benchmark", "edition"])
def test_what_others_rest_on_is_not_deleted(record: Record, kept: str) -> None:
    EditionCitation.objects.bulk_create([EditionCitation(edition=record.edition, law=record.law, article=1)])
    record.batch.items.create(record_key=record.edition.pk, identity_key=record.benchmark.pk, action="create")
    with pytest.raises(ProtectedError):
        getattr(record, kept).delete()


def test_a_tree_keeps_its_root(record: Record) -> None:
    below = Agency.objects.create(name="水政监察大队", slug="szjc", parent=record.agency)
    record.agency.parent = below
    with pytest.raises(ValidationError, match="上级机关"):
        record.agency.full_clean()
