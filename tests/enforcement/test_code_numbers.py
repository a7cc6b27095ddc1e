"""Credit codes, identity numbers and document numbers: what is wrong with them, and when two are one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enforcement.notation.credit_codes import (
    ALPHABET,
    FAULTS,
    credit_code_check_sign,
    credit_code_fault,
    has_valid_organisation_code,
    is_sole_trader_code,
    organisation_check_sign,
)
from enforcement.notation.document_numbers import (
    document_number_key,
    parse_document_number,
    standard_document_number,
)
from enforcement.notation.identity_numbers import (
    age_on,
    birth_date,
    expand_identity_number,
    identity_check_sign,
    identity_in_tax_number,
    identity_number_fault,
)

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
bodies = st.builds(
    lambda head, division, tail: head + division + tail,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)
days = st.dates(date(1910, 1, 1), date(2025, 12, 31))
identities = st.builds(
    lambda division, born, sequence: f"{division}{born:%Y%m%d}{sequence:03d}",
    st.sampled_from(("110101", "220681", "440305", "810000")),
    days,
    st.integers(0, 999),
)


@given(bodies)
def test_the_check_sign_makes_a_code_right_in_any_written_form(body: str) -> None:
    code = body + credit_code_check_sign(body)
    assert credit_code_fault(code) is None
    for written in (code.lower(), code.translate(WIDE), f" '{code[:8]} {code[8:]}\u200b"):
        assert credit_code_fault(written) is None


@given(bodies, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_found(body: str, place: int, sign: str) -> None:
    code = body + credit_code_check_sign(body)
    assume(code[place] != sign)
    assert credit_code_fault(code[:place] + sign + code[place + 1 :]) in ("check_digit", "alphabet")


@pytest.mark.parametrize(
    ("code", "fault"),
    [("", "length"), ("9122068", "length"), ("91220681MA1234567I", "alphabet"), ("91220681MA12345S78", "alphabet"),
     ("9122O681MA12345678", "alphabet"), ("9.12206811234567E+17", "length"), ("91220681MA1+345678", "alphabet"),
     ("912206A1MA12345678", "alphabet")],
)  # fmt: skip
def test_what_is_wrong_with_a_credit_code(code: str, fault: str) -> None:
    assert credit_code_fault(code) == fault
    assert all(FAULTS[fault])


@pytest.mark.parametrize(
    ("code", "fault"),
    # The example of GB 32100-2015 and a code that registers print as their specimen.
    [("91350100M000100Y43", None), ("91350100M000100Y44", "check_digit"), ("91350100M000100Y4", "length")],
)
def test_the_example_of_the_standard(code: str, fault: str | None) -> None:
    assert credit_code_fault(code) == fault


def test_parts_of_a_credit_code() -> None:
    assert is_sole_trader_code("92220681MA00000000") and not is_sole_trader_code("91220681MA00000000")
    assert organisation_check_sign("D2143569") == "X"  # the example of GB 11714
    assert has_valid_organisation_code("91220681D2143569X0")
    assert not has_valid_organisation_code("91220681D21435690")
    for wrong in ("", "D214356", "d2143569"):
        with pytest.raises(ValueError):
            organisation_check_sign(wrong)
    with pytest.raises(ValueError):
        credit_code_check_sign("I" * 17)


@given(identities)
def test_the_check_sign_makes_an_identity_number_right_in_any_written_form(body: str) -> None:
    number = body + identity_check_sign(body)
    for written in (number, number.lower(), number.translate(WIDE), f"{number[:6]} {number[6:14]}-{number[14:]}"):
        assert identity_number_fault(written) is None
    assert birth_date(number).strftime("%Y%m%d") == body[6:14]
    assert identity_in_tax_number(number + "00") == number
    assert identity_in_tax_number(number) is None


@given(identities, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_found(body: str, place: int, digit: str) -> None:
    number = body + identity_check_sign(body)
    assume(number[place] != digit)
    assert identity_number_fault(number[:place] + digit + number[place + 1 :]) is not None


@given(identities.filter(lambda body: body[6:8] == "19"))
def test_an_old_number_and_its_new_form_are_one_person(body: str) -> None:
    old = body[:6] + body[8:]
    assert identity_number_fault(old) is None
    assert expand_identity_number(old) == body + identity_check_sign(body)
    assert birth_date(old) == birth_date(expand_identity_number(old))
    assert identity_in_tax_number(old + "L1") == old


@pytest.mark.parametrize(
    ("number", "fault"),
    [("", "length"), ("1101011990030785", "length"), ("1101011990030785AX", "alphabet"), ("990101199003078515", "division"),
     ("110101199002308515", "birth"), ("110101218003078515", "birth"), ("11010119900307851O", "alphabet"), ("110101901307851", "birth")],
)  # fmt: skip
def test_what_is_wrong_with_an_identity_number(number: str, fault: str) -> None:
    assert identity_number_fault(number) == fault


def test_a_year_of_age_is_full_on_the_day_after_the_birthday() -> None:
    born = date(2006, 3, 5)
    assert age_on(born, date(2024, 3, 5)) == 17
    assert age_on(born, date(2024, 3, 6)) == 18
    assert age_on(date(2004, 2, 29), date(2022, 3, 1)) == 18


@pytest.mark.parametrize(
    "written",
    ["临市监罚〔2024〕15号", "临市监罚[2024]15号", "临市监罚（2024）第15号", "临市监罚【2024】015", "临市监罚〔２０２４〕１５号",
     " 临市监罚 〔2024〕 15 号 ", "临市监罚〔2024年〕15号", "临市监罚［2024］15 号", "临市监罚﹝2024﹞第 0015号"],
)  # fmt: skip
def test_one_number_in_many_forms(written: str) -> None:
    assert document_number_key(written) == "临市监罚〔2024〕15"
    assert standard_document_number(written) == "临市监罚〔2024〕15号"
    parts = parse_document_number(written)
    assert parts is not None and parts.series == ("临市监罚", 2024, "") and parts.sequence == 15


@pytest.mark.parametrize(
    ("one", "other"),
    [("临市监罚〔2024〕15号", "临市监罚〔2024〕150号"), ("临市监罚〔2024〕15号", "临市监处〔2024〕15号"),
     ("临市监罚〔2024〕15号", "临市监罚〔2023〕15号"), ("临市监罚〔2024〕15号", "临市监罚〔2024〕15-1号"),
     ("临市监罚〔2024〕药15号", "临市监罚〔2024〕食15号")],
)  # fmt: skip
def test_other_numbers(one: str, other: str) -> None:
    assert document_number_key(one) != document_number_key(other)


def test_numbers_of_other_forms_stay_as_they_are() -> None:
    assert parse_document_number("220681-2024-0015") is None
    assert standard_document_number(" 220681-2024-0015 ") == "220681-2024-0015"
    assert document_number_key("") == ""
    parts = parse_document_number("临公（治）行罚决字〔2024〕0123号")
    assert parts is not None and parts.issuer == "临公〔治〕行罚决字" and parts.sequence == 123


@given(st.text(alphabet="临市罚〔〕[]（）()2024015第号年 -药", max_size=30))
def test_the_key_is_stable(text: str) -> None:
    once = document_number_key(text)
    assert document_number_key(standard_document_number(text)) == once or parse_document_number(text) is None
