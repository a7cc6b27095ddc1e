"""A few acts with their tiers, the matter of every golden workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One benchmark as the builders write it; ``tiers`` are (label, condition, penalty)."""

    seq: int
    code: str
    name: str
    basis: str
    tiers: tuple[tuple[str, str, str], ...]
    agency: str = "市水利局"

    def expected(self) -> tuple[str, str, tuple[tuple[str, str, str], ...]]:
        return self.name, self.basis, self.tiers


SAND = Act(
    1,
    "220681000101",
    "在河道管理范围内倾倒渣土",
    "《中华人民共和国水法》第六十五条第二款",
    (
        ("轻微", "倾倒不足一立方米且当日清理的", "责令停止违法行为，处一万元以上二万元以下罚款"),
        ("一般", "倾倒一立方米以上不足五立方米的", "处二万元以上四万元以下罚款"),
        ("严重", "倾倒五立方米以上或者影响行洪的", "处四万元以上五万元以下罚款"),
    ),
)
METER = Act(
    2,
    "220681000102",
    "未安装取水计量设施",
    "《取水许可和水资源费征收管理条例》第五十三条第一款",
    (
        ("轻微", "首次发现且七日内装好的", "责令限期安装，不予罚款"),
        ("一般", "逾期一个月以内的", "处五千元以上一万元以下罚款"),
        ("严重", "逾期超过一个月的", "处一万元以上二万元以下罚款，可以吊销取水许可证"),
    ),
)
DIKE = Act(
    3,
    "220681000103",
    "在堤防上种植高秆作物",
    "《中华人民共和国防洪法》第五十五条",
    (
        ("轻微", "面积不足五十平方米的", "责令清除，给予警告"),
        ("一般", "面积五十平方米以上二百平方米以下的", "处一千元以上一万元以下罚款"),
        ("严重", "面积超过二百平方米的", "处一万元以上三万元以下罚款"),
    ),
)
ACTS = (SAND, METER, DIKE)

#: The header of the national model table.
MODEL: list[object] = ["序号", "职权编码", "违法行为", "法定依据", "裁量阶次", "适用条件", "具体标准"]
Rows = list[list[object]]


def blank_rows(acts: tuple[Act, ...] = ACTS) -> Rows:
    """One row a tier, the item's cells only in its first row."""
    rows: Rows = []
    for act in acts:
        for number, tier in enumerate(act.tiers):
            head: list[object] = [act.seq, act.code, act.name, act.basis] if number == 0 else [""] * 4
            rows.append([*head, *tier])
    return rows


def repeated_rows(acts: tuple[Act, ...] = ACTS) -> Rows:
    """One row a tier, the item's cells in each."""
    return [[act.seq, act.code, act.name, act.basis, *tier] for act in acts for tier in act.tiers]


def item_merges(
    acts: tuple[Act, ...] = ACTS, top: int = 1, columns: int = 4
) -> list[tuple[int, int, int, int]]:
    """The ranges (0-based) that merge an item's cells over its tiers."""
    merges = []
    row = top
    for act in acts:
        bottom = row + len(act.tiers) - 1
        merges += [(row, column, bottom, column) for column in range(columns) if bottom > row]
        row = bottom + 1
    return merges
