"""Writes sample decisions as an officer sends them: the thirty columns of the standard under both heads, and five more."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

import xlsxwriter

from enforcement.sample.decisions import SEED, SampleDecision
from enforcement.sample.parties import credit_code

#: The standard's columns (〔2018〕424号) in its order, then what the portal asks for beside them.
COLUMNS: Final = (
    ("CF_XDR_MC", "行政相对人名称"), ("CF_XDR_LB", "行政相对人类别"), ("CF_XDR_SHXYM", "统一社会信用代码"), ("CF_XDR_GSZC", "工商注册号"), ("CF_XDR_ZZJG", "组织机构代码"),
    ("CF_XDR_SWDJ", "税务登记号"), ("CF_XDR_SYDW", "事业单位证书号"), ("CF_XDR_SHZZ", "社会组织登记证号"), ("CF_FRDB", "法定代表人"), ("CF_FR_ZJLX", "法定代表人证件类型"),
    ("CF_FR_ZJHM", "法定代表人证件号码"), ("CF_XDR_ZJLX", "证件类型"), ("CF_XDR_ZJHM", "证件号码"), ("CF_WSH", "行政处罚决定书文号"), ("CF_WFXW", "违法行为类型"), ("CF_SY", "违法事实"),
    ("CF_YJ", "处罚依据"), ("CF_CFLB", "处罚类别"), ("CF_NR", "处罚内容"), ("CF_NR_FK", "罚款金额（万元）"), ("CF_NR_WFFF", "没收违法所得、没收非法财物的金额（万元）"),
    ("CF_NR_ZKDX", "暂扣或吊销证照名称及编号"), ("CF_JDRQ", "处罚决定日期"), ("CF_YXQ", "处罚有效期"), ("CF_GSJZQ", "公示截止期"), ("CF_CFJG", "处罚机关"),
    ("CF_CFJGDM", "处罚机关统一社会信用代码"), ("CF_SJLY", "数据来源单位"), ("CF_SJLYDM", "数据来源单位统一社会信用代码"), ("BZ", "备注"),
    ("", "违法行为日期"), ("", "公示日期"), ("", "裁量基准编码"), ("", "裁量阶次"), ("", "适用程序"),
)  # fmt: skip
_MYRIAD: Final = Decimal(10000)


def row_of(decision: SampleDecision) -> dict[str, str]:
    """A decision by Chinese column heads; what it does not say is left out."""
    agency, party = decision.agency, decision.party
    code = credit_code(Random(f"{SEED}{agency.key}"), "11")
    end = decision.decided_on.replace(year=decision.decided_on.year + 1, day=min(28, decision.decided_on.day))
    values = {
        "CF_XDR_MC": party.name, "CF_XDR_LB": party.kind, "CF_XDR_SHXYM": party.credit_code, "CF_FRDB": party.representative,
        "CF_XDR_ZJLX": "身份证" if party.identity_number else "", "CF_XDR_ZJHM": party.identity_number, "CF_WSH": decision.number, "CF_WFXW": decision.item.act,
        "CF_SY": decision.fact, "CF_YJ": decision.basis, "CF_CFLB": decision.kinds, "CF_NR": decision.content, "CF_NR_FK": str((decision.fine / _MYRIAD).normalize().__format__("f")),
        "CF_NR_WFFF": (decision.gains / _MYRIAD).normalize().__format__("f") if decision.gains else "", "CF_JDRQ": decision.decided_on.isoformat(), "CF_YXQ": "2099/12/31",
        "CF_GSJZQ": end.isoformat(), "CF_CFJG": agency.name, "CF_CFJGDM": code, "CF_SJLY": agency.name, "CF_SJLYDM": code,
    }  # fmt: skip
    named = {head: values.get(key, "") for key, head in COLUMNS if key}
    return named | {
        "违法行为日期": decision.acted_on.isoformat(), "公示日期": decision.published_on.isoformat(), "裁量基准编码": decision.code, "裁量阶次": decision.tier.label,
        "适用程序": "简易程序" if decision.simple else "普通程序",
    }  # fmt: skip


def write_decisions(path: Path, decisions: Iterable[SampleDecision]) -> int:
    """Writes the workbook; returns how many decisions it holds."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "bg_color": "#E8EEF4"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "vcenter"})
    sheet = book.add_worksheet("行政处罚")
    sheet.set_column(0, len(COLUMNS) - 1, 18)
    sheet.write_string(0, 0, "桦岭市行政处罚决定公示表（示例数据：桦岭市并不存在）")
    for column, (_, name) in enumerate(COLUMNS):
        sheet.write_string(1, column, name, head)
    for column, (code, _) in enumerate(COLUMNS):
        sheet.write_string(2, column, code, head)
    written = 0
    for written, decision in enumerate(decisions, 1):
        row = row_of(decision)
        for column, (_, name) in enumerate(COLUMNS):
            sheet.write_string(written + 2, column, row[name], text)
    book.close()
    return written
