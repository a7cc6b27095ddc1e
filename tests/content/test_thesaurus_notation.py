"""A line of the thesaurus: read, written, refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.thesaurus.meaning import Meaning, canonical, saying_key
from content.thesaurus.notation import NotationError, format_line, parse_line, read_text, write_text

#: Anything, and often what the notation, widths and composed letters turn on.
TEXT = st.text(st.one_of(st.sampled_from("药酒电车…. |+=>#＃⇒－＞｜　\u0301\u0338\u200b\ufeffe-不没有A１\u212a\u037e\r\n"), st.characters()), max_size=60)
WORD = st.text(st.sampled_from("狗绳车盔摊街油烟酒药电abc12"), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("line", "said", "means"),
    [
        ("不戴头盔 | 没戴安全帽骑车 => 戴安全头盔 | 安全头盔", ("不戴头盔", "没戴安全帽骑车"), (("戴安全头盔",), ("安全头盔",))),
        ("骑车带人=>自行车+载人", ("骑车带人",), (("自行车", "载人"),)),
        ("欠……工资 ⇒ 拖欠 ＋ 劳动报酬", ("欠…工资",), (("拖欠", "劳动报酬"),)),
        ("欠...工资｜欠 … 工资 ＝＞ 拖欠劳动报酬", ("欠…工资",), (("拖欠劳动报酬",),)),
        ("ＫＴＶ 扰民 → 娱乐场所 + 噪声", ("ktv扰民",), (("娱乐场所", "噪声"),)),
        ("\u200b电 瓶 车 | 电瓶车 || => 电动自行车 | 电动自行车", ("电瓶车",), (("电动自行车",),)),
        ("没备案 => 未 + 备案", ("没备案",), (("未", "备案"),)),
        ("ak 47 仿真 => 仿真枪", ("ak 47仿真",), (("仿真枪",),)),
    ],
)  # fmt: skip
def test_lines_are_read_as_they_are_meant(line: str, said: tuple[str, ...], means: tuple[tuple[str, ...], ...]) -> None:
    assert parse_line(line) == Meaning(said, means)


@pytest.mark.parametrize(
    ("line", "complaint", "side"),
    [
        ("不戴头盔", "没有“=>”", ""),
        ("甲乙 => 丙丁 => 戊己", "不止一个“=>”", ""),
        (" | => 安全头盔", "没有写说法", "said"),
        ("不戴头盔 => | ", "没有写含义", "means"),
        ("狗 => 养犬", "说法“狗”只有一个字", "said"),
        ("遛狗 => 犬", "含义“犬”只有一个字", "means"),
        ("怎么罚 => 养犬管理", "太常见", "said"),
        ("怎么处罚 => 养犬管理", "太常见", "said"),
        ("我…怎么办 => 养犬管理", "太常见", "said"),
        ("遛狗 => 罚款", "每条基准里都有", "means"),
        ("遛狗 => 未 + 违法行为", "每条基准里都有", "means"),
        ("…工资 => 劳动报酬", "开头或结尾", "said"),
        ("欠… => 劳动报酬", "开头或结尾", "said"),
        ("欠工资 => 劳动…报酬", "省略号只用在左边", "means"),
        ("遛狗+牵绳 => 养犬管理", "里有“+”", "said"),
        ("遛狗 => 养犬 + ", "加号旁边是空的", "means"),
        ("遛狗#牵绳 => 养犬管理", "里有“#”", "said"),
        ("！！ => 养犬管理", "没有文字", "said"),
        ("遛" * 21 + " => 养犬管理", "超过20个字", "said"),
        (" | ".join(f"遛狗{n}" for n in range(61)) + " => 养犬管理", "超过60个", "said"),
        ("遛狗" * 5000 + " => 养犬管理", "这一行超过", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line_and_a_remedy(line: str, complaint: str, side: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_line(line, 7)
    wrong = caught.value
    assert str(wrong).startswith("第7行：") and complaint in str(wrong) and wrong.remedy.endswith("。")
    assert (wrong.line, wrong.side) == (7, side)


@given(TEXT, TEXT)
@example("a=", ">b")
def test_what_was_read_is_written_and_read_again(said: str, means: str) -> None:
    try:
        meaning = parse_line(f"{said}=>{means}")
    except NotationError as wrong:
        assert wrong.message and wrong.remedy
        return
    assert parse_line(format_line(meaning)) == meaning


@given(TEXT)
def test_text_is_canonical_at_once(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert saying_key(saying_key(text)) == saying_key(text)


@given(st.text(max_size=300))
def test_no_file_breaks_the_reader(text: str) -> None:
    reading = read_text(text)
    assert len(reading.lines) + len(reading.errors) <= text.count("\n") + text.count("\r") + 1


@given(st.lists(st.tuples(st.sampled_from(["", "养犬", "市容 环卫", "# 交通"]), WORD, WORD), max_size=8, unique_by=lambda row: row[1]))
def test_a_file_gives_back_fields_and_meanings(rows: list[tuple[str, str, str]]) -> None:
    entries = [(field, Meaning((said,), ((means,),))) for field, said, means in rows]
    back = read_text(write_text(entries))
    assert back.errors == []
    kept = {"": "", "养犬": "养犬", "市容 环卫": "市容环卫", "# 交通": "交通"}
    assert sorted((line.domain, str(line.meaning)) for line in back.lines) == sorted((kept[field], str(meaning)) for field, meaning in entries)


def test_lines_are_counted_as_editors_count_them() -> None:
    reading = read_text("\ufeff# 注释\r\n\r\n## 养犬\r遛狗 => 养犬\u2028管理\n坏的一行\n＃ 注释\n##\n电瓶车 => 电动自行车")
    assert [(line.number, line.domain) for line in reading.lines] == [(4, "养犬"), (8, "")]
    assert [wrong.line for wrong in reading.errors] == [5]


@pytest.mark.parametrize(("one", "other"), [("没戴头盔", "不戴头盔"), ("没有证", "无证"), ("未报备", "不报备"), ("ＫＴＶ", "ktv")])
def test_sayings_that_search_takes_for_one_have_one_key(one: str, other: str) -> None:
    assert saying_key(one) == saying_key(other)
