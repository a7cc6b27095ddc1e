"""Texts of decisions: what is hidden, what is held for a second person, and what stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.redaction.known import Known
from enforcement.redaction.name_forms import is_name, masked_name
from enforcement.redaction.text import Context, redact_text
from tests.enforcement.seeded_personal import seeded

FACTS = (Path(__file__).parent / "plausible_facts.txt").read_text("utf-8").splitlines()
PARTY = Known("张建雯", "party_name", "masked")


@pytest.mark.parametrize("private", [False, True])
def test_what_a_decision_says_of_its_matter_stays(private: bool) -> None:
    """Laws, numbers, amounts, days, measures, offices, firms and places of a hundred plausible facts."""
    assert len(FACTS) >= 100
    touched = {fact: redacted.spans for fact in FACTS if (redacted := redact_text(fact, Context(private=private))).spans}
    assert not touched


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FACTS), st.integers(0, 10**6))
def test_what_is_beside_personal_data_stays(fact: str, seed: int) -> None:
    """Only the piece goes: the fact before it is public word for word, unless the text is held."""
    one = next(seeded(1, seed=seed))
    redacted = redact_text(f"{fact}{one.written}", Context(private=True))
    assert redacted.spans and redacted.spans[0].start >= len(fact) - 1
    assert redacted.text.startswith(fact[:-1])


@pytest.mark.parametrize(
    ("text", "public", "kinds"),
    [
        ("当事人张建雯无证经营", "当事人张某某无证经营", ["party_name"]),
        ("张 建 雯、張建雯、ZHANG Jianwen、Jianwen Zhang", "张某某、张某某、张某某、张某某", ["party_name"] * 4),
        ("建雯承认，张某签字", "张某某承认，张某某签字", ["party_name"] * 2),
        ("电话138 1234 5678", "电话***", ["mobile"]),
        ("致电（0439）5221234转801", "致电***转801", ["landline"]),
        ("税号23119919900307851X00", "税号***", ["identity_number"]),
        ("身份证231199********8519", "身份证***", ["identity_number"]),
        ("卡号6222 0212 3456 7890 128", "卡号***", ["bank_account"]),
        ("驾驶吉F·D12345号小型轿车", "驾驶***号小型轿车", ["plate"]),
        ("车架号LSVAU2180N2183294", "车架号***", ["vehicle_number"]),
        ("护照E 1234 5678", "护照***", ["passport"]),
        ("驾驶证号231199199003078513", "驾驶证号***", ["certificate"]),
        ("微信号：abc_12345", "微信号：***", ["social_account"]),
        ("微信昵称“临江小张”", "微信昵称“***”", ["social_account"]),
        ("zhang.san＠example.com", "***", ["email"]),
        ("家住临江市四道沟镇兴隆村3组15号", "家住临江市四道沟镇某处", ["address"]),
        ("住吉林省临江市建国街道永安胡同８号", "住吉林省临江市建国街道某处", ["address"]),
        ("位于建国路123号", "位于某处", ["address"]),
        ("张建雯，男，汉族，1990年3月7日出生，无证经营", "张某某，，无证经营", ["party_name", "birth", "birth", "birth"]),
        ("举报人王五称其多次购买", "举报人称其多次购买", ["person"]),
        ("证人赵六、孙红伟在场", "证人、在场", ["person", "person"]),
        ("被害人欧阳建文（女，45岁，住兴隆村）报案", "被害人报案", ["person"]),
        ("王女士投诉", "有关人员投诉", ["person"]),
        ("孙姓男子签字", "有关人员签字", ["person"]),
        ("银行卡尾号1234", "银行卡尾号***", ["bank_account"]),
        ("5221234（电话）", "***（电话）", ["landline"]),
        ("IP地址192.168.1.1", "IP地址***", ["social_account"]),
        ("1990年出生，无证经营", "，无证经营", ["birth"]),
        ("身份证号：二三一一九九一九九〇〇三〇七八五一三", "身份证号：***", ["identity_number"]),
        ("其妻刘红艳签收", "其妻签收", ["person"]),
    ],
)
def test_what_is_hidden(text: str, public: str, kinds: list[str]) -> None:
    redacted = redact_text(text, Context([PARTY]))
    assert redacted.text == public
    assert [span.kind for span in redacted.spans] == kinds
    assert not redacted.held


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("现场由王小明签收", "possible_name", "姓名"),
        ("王某驾驶车辆", "possible_name", "所指不明"),
        ("王某某与李某甲发生争执", "possible_name", "所指不明"),
        ("老王在现场。", "possible_name", "称呼"),
        ("老板姓孙", "possible_name", "称呼"),
        ("法定代表人：孙某某", "possible_name", "所指不明"),
        ("张某甲签字", "possible_name", "所指不明"),
        ("阿不都·买买提在场", "possible_name", "少数民族"),
        ("古丽娜尔签字", "possible_name", "少数民族"),
        ("由John Smith签字", "possible_name", "外国人"),
        ("其患有高血压", "health", "健康"),
        ("系基督教信徒", "religion", "宗教"),
        ("指纹比对一致", "biometrics", "生物识别"),
        ("入住临江宾馆302房间", "whereabouts", "行踪"),
        ("乘坐G1234次列车离开", "whereabouts", "行踪"),
        ("嫖娼被查获", "privacy", "隐私"),
        ("年仅十五岁", "minor", "未成年人"),
        ("系临江市第一中学初二学生", "minor", "未成年人"),
        ("未满十八周岁", "minor", "未成年人"),
        ("单据1234567890123456", "long_number", "长号码"),
    ],
)
def test_what_waits_for_a_second_person(text: str, kind: str, reason: str) -> None:
    redacted = redact_text(text, Context([PARTY]))
    assert redacted.held
    assert [span.kind for span in redacted.spans if span.outcome == "held"][0] == kind
    assert any(reason in span.reason for span in redacted.spans)


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张某某"), ("张建国", "张某某"), ("欧阳建国", "欧阳某某"), ("諸葛亮", "诸葛某某"), ("阿不都热合曼·买买提", "阿某某"), ("约翰·史密斯", "约某某"),
     ("John Smith", "J某某"), ("张 三", "张某某"), ("张某", "张某某"), ("欧阳某", "欧阳某某"), ("爱新觉罗启星", "爱新觉罗某某")],
)  # fmt: skip
def test_masked_names(name: str, masked: str) -> None:
    assert masked_name(name) == masked
    assert masked_name(masked) == masked


@pytest.mark.parametrize(("text", "person"), [("张三", True), ("欧阳建国", True), ("阿不都·买买提", True), ("John Smith", True), ("张某", True),
                                              ("临江市顺达小吃店", False), ("张三，男", False), ("13812345678", False), ("", False)])  # fmt: skip
def test_what_can_be_a_name(text: str, person: bool) -> None:
    assert is_name(text) is person


@given(st.text(alphabet=st.sampled_from("张三李王某举报人证0138-１２〇一二X·. 村组号岁病年月日吉A住家于的\n\u200b"), max_size=60), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str, private: bool) -> None:
    """Nothing raises; slices lie in the text, in order, without overlap; what is between them is kept."""
    redacted = redact_text(text, Context([PARTY], private=private))
    end = 0
    for span in redacted.spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end
    rest = "".join(text[a:b] for a, b in zip([0, *(s.end for s in redacted.spans)], [*(s.start for s in redacted.spans), len(text)], strict=True))
    assert sum(map(len, (redacted.text,))) >= len(rest)
