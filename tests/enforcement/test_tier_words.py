"""Words that name a tier."""

import pytest

from enforcement.penalties.tier_words import classify_label, is_tier_word, rank_tiers


@pytest.mark.parametrize(
    ("label", "code", "rank"),
    [
        ("不予处罚", "none", 0),
        ("免予行政处罚", "none", 0),
        ("减轻", "mitigated", 1),
        ("轻微违法行为", "slight", 2),
        ("情节轻微", "slight", 2),
        ("从轻处罚", "lesser", 3),
        ("情节较轻", "lesser", 3),
        ("一般情形", "ordinary", 4),
        ("较重", "serious", 5),
        ("比较严重", "serious", 5),
        ("【严重】", "grave", 6),
        ("严重（一）", "grave", 6),
        ("特 别 严 重", "very_grave", 7),
        ("第一档", "", 1),
        ("二档", "", 2),
        ("３级", "", 3),
        ("Ⅳ级", "", 4),
        ("ⅱ", "", 2),
        ("基础裁量C", "", 3),
    ],
)
def test_meaning(label: str, code: str, rank: int) -> None:
    assert classify_label(label) == (code, rank)
    assert is_tier_word(label)


@pytest.mark.parametrize("text", ["", "首次被查处", "超载30%以上", "严重影响市容环境卫生的", "处五千元罚款", "Z"])
def test_other_text_is_no_tier(text: str) -> None:
    assert not is_tier_word(text)


def test_rank_counts_from_the_lightest() -> None:
    assert rank_tiers(["轻微", "一般", "严重"]) == [1, 2, 3]
    assert rank_tiers(["严重", "一般", "轻微"]) == [3, 2, 1]
    assert rank_tiers(["C", "B", "A"]) == [3, 2, 1]


def test_unknown_or_repeated_labels_keep_the_order_of_the_table() -> None:
    assert rank_tiers(["一般", "一般", "轻微"]) == [1, 2, 3]
    assert rank_tiers(["首次", "再次"]) == [1, 2]
    assert rank_tiers(["严重", "A"]) == [1, 2]
