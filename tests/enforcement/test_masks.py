"""Personal data made unreadable, everything else left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.redaction.masks import mask_personal_data
from enforcement.redaction.patterns import find_personal_data, has_valid_check_digit

#: An identity number of the standard's own kind: region, day of birth, sequence, valid check digit.
IDENTITY = "11010119900307851"
IDENTITY += next(sign for sign in "0123456789X" if has_valid_check_digit(IDENTITY + sign))
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@pytest.mark.parametrize(
    ("text", "kind", "hidden"),
    [
        (f"身份证{IDENTITY}号", "identity_number", IDENTITY),
        (IDENTITY.translate(WIDE), "identity_number", IDENTITY.translate(WIDE)),
        (f"税号{IDENTITY}00", "identity_number", IDENTITY),
        (f"{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}", "identity_number", IDENTITY[6:14]),
        ("身份证号：110101199003078519", "identity_number", "110101199003078519"),
        ("身份证110101900307851", "identity_number", "110101900307851"),
        ("电话13812345678", "mobile", "13812345678"),
        ("１３８１２３４５６７８", "mobile", "１３８１２３４５６７８"),
        ("138 1234 5678", "mobile", "1234"),
        ("+86-13812345678", "mobile", "13812345678"),
        ("0439-5221234", "landline", "5221234"),
        ("（0439）5221234", "landline", "5221234"),
        ("联系电话043985221234", "landline", "043985221234"),
        ("卡号 6222 0212 3456 7890 128", "bank_card", "0212"),
        ("6222021234567890128", "bank_card", "6222021234567890128"),
        ("账号：07102030405060", "bank_card", "07102030405060"),
        ("吉F12345", "plate", "吉F12345"),
        ("吉A·D12345", "plate", "D1234"),
        ("护照E12345678", "passport", "E12345678"),
        ("通行证H1234567890", "passport", "H1234567890"),
        ("写信到zhang.san@example.com", "email", "zhang.san"),
    ],
)
def test_hides(text: str, kind: str, hidden: str) -> None:
    masked = mask_personal_data(text)
    assert kind in {finding.kind for finding in find_personal_data(text)}
    assert hidden not in masked
    assert "*" in masked
    assert len(masked) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "330206024000",
        "编码：330206024000",
        "３３０２０６０２４０００",
        "012345678901",
        "统一社会信用代码91220681MA1234567X",
        "12220681412345678X",
        "〔2024〕第20240903001号",
        "国药准字H20203003",
        "执行新GB14881标准",
        "处13812345678元罚款",
        "处1,000,000元以上5,000,000元以下罚款",
        "处100000元以上200000元以下罚款",
        "《食品安全法》第一百二十四条",
        "2024-09-03至2029-09-02",
        "拨打12345热线",
        "",
    ],
)
def test_leaves(text: str) -> None:
    assert mask_personal_data(text) == text


def test_a_number_with_the_shape_of_an_identity_but_a_wrong_check_digit_is_a_document_number() -> None:
    wrong = IDENTITY[:17] + ("1" if IDENTITY[17] != "1" else "2")
    assert mask_personal_data(f"文书{wrong}") == f"文书{wrong}"


def test_only_the_number_is_touched() -> None:
    assert mask_personal_data("当事人13812345678于2024年9月3日被查") == "当事人138****5678于2024年9月3日被查"


@given(st.text(alphabet=st.sampled_from("0123456789０１２X吉F@.-（） 元第号账电话a"), max_size=60))
def test_twice_is_once_and_length_is_kept(text: str) -> None:
    masked = mask_personal_data(text)
    assert len(masked) == len(text)
    assert mask_personal_data(masked) == masked


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.text(alphabet="的于号，。罚款甲乙", max_size=10))
def test_no_mobile_number_survives(number: str, around: str) -> None:
    assert number not in mask_personal_data(f"{around}{number}，{around}")


@given(st.from_regex(r"[1-9][0-9]{11}", fullmatch=True))
def test_no_twelve_digit_code_is_touched(code: str) -> None:
    assert mask_personal_data(f"事项{code}") == f"事项{code}"
