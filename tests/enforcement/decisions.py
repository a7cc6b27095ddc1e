"""Decisions as offices publish them, and their way from a workbook to the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import xlsxwriter
from django.contrib.auth.models import User

from enforcement.imports.options import ImportOptions
from enforcement.imports.prepare import prepare
from enforcement.imports.publish import publish
from enforcement.models import ImportBatch, Record
from tests.street import WATER

PENALTY = {
    "document_no": "行政处罚决定书文号", "party_name": "行政相对人名称", "party_type": "行政相对人类别", "credit_code": "统一社会信用代码", "legal_representative": "法定代表人",
    "person_id_no": "自然人证件号码", "violation_type": "违法行为类型", "violation_fact": "违法事实", "penalty_basis": "处罚依据", "penalty_kind": "处罚类别",
    "penalty_content": "处罚内容", "fine_amount": "罚款金额（万元）", "acted_on": "违法行为日期", "decided_on": "处罚决定日期", "agency": "处罚机关",
    "source_agency": "数据来源单位", "procedure": "适用程序", "applied_tier": "裁量阶次",
}  # fmt: skip
LICENSE = {
    "party_name": "行政相对人名称", "party_type": "行政相对人类别", "document_name": "行政许可决定文书名称", "document_no": "行政许可决定文书号", "license_kind": "许可类别",
    "certificate_name": "许可证书名称", "certificate_no": "许可编号", "content": "许可内容", "decided_on": "许可决定日期", "valid_from": "有效期自", "valid_until": "有效期至",
    "agency": "许可机关",
}  # fmt: skip
FIRM = {
    "document_no": "云水罚〔2024〕1号", "party_name": "云岭市清源砂石有限公司", "party_type": "法人及非法人组织", "violation_type": "在河道管理范围内倾倒垃圾",
    "violation_fact": "在云溪河河道管理范围内倾倒建筑垃圾约三立方米。", "penalty_basis": "《中华人民共和国水法》第六十五条第二款", "penalty_kind": "罚款",
    "penalty_content": "罚款15000元", "fine_amount": "1.5", "acted_on": "2024年4月8日", "decided_on": "2024年5月6日", "agency": WATER, "source_agency": WATER,
    "procedure": "普通程序", "applied_tier": "轻微",
}  # fmt: skip
PERSON = FIRM | {
    "document_no": "云水罚〔2024〕2号", "party_name": "欧阳建军", "party_type": "自然人", "person_id_no": "220681198001011230", "violation_fact": "当事人倾倒生活垃圾约一立方米。",
    "penalty_content": "罚款200元", "fine_amount": "0.02", "procedure": "简易程序", "applied_tier": "",
}  # fmt: skip
HELD = FIRM | {"document_no": "云水罚〔2024〕3号", "violation_fact": "经查，当事人因患糖尿病长期服药，其间倾倒建筑垃圾。"}
PERMIT = {
    "party_name": "云岭市清源砂石有限公司", "party_type": "法人及非法人组织", "document_name": "取水许可决定书", "document_no": "云水许〔2024〕7号", "license_kind": "普通",
    "certificate_name": "取水许可证", "certificate_no": "D220681S2024-0007", "content": "准予取用地表水，年取水量3万立方米。", "decided_on": "2024/6/3", "valid_from": "2024/6/3",
    "valid_until": "2029/6/2", "agency": WATER,
}  # fmt: skip

Line = Mapping[str, Any]


def write_decisions(folder: Path, lines: Iterable[Line], headers: Mapping[str, str] = PENALTY, name: str = "") -> Path:
    """One row a decision, under the heads of the standard."""
    path = folder / (name or f"{uuid4().hex}.xlsx")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("行政处罚决定公示" if headers is PENALTY else "行政许可决定公示")
        sheet.write_row(0, 0, list(headers.values()))
        for row, line in enumerate(lines, 1):
            for column, name in enumerate(headers):
                if line.get(name):
                    sheet.write_string(row, column, str(line[name]))
    return path


def waiting_decisions(folder: Path, lines: Iterable[Line], *, user: User | None = None, headers: Mapping[str, str] = PENALTY, **options: Any) -> ImportBatch:
    """A batch of these decisions that waits for review."""
    path = write_decisions(folder, lines, headers)
    return prepare(path, path.name, user, ImportOptions(**{"kind": "", **options}))[0]


def bring_decisions(folder: Path, lines: Iterable[Line], *, user: User | None = None, headers: Mapping[str, str] = PENALTY, **options: Any) -> ImportBatch:
    """A batch of these decisions, published."""
    return publish(waiting_decisions(folder, lines, user=user, headers=headers, **options), user)


def the_record(number: str = "云水罚〔2024〕1号") -> Record:
    """The record of this number."""
    return Record.objects.get(number=number)
