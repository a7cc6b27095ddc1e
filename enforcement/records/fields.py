"""What the fields of a published decision are called, how long they may be, and which of them must be there.

The standard is 《关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见》 (发改办财金〔2018〕424号). Published schemas
give two lengths for some fields: up to the smaller one nobody asks.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class FieldRule(NamedTuple):
    """Name on screen, characters that every receiver takes, characters that none exceeds (0: nothing is known)."""

    label: str
    length: int = 0
    longest: int = 0


PENALTY: Final[dict[str, FieldRule]] = {
    "party_name": FieldRule("行政相对人名称", 200),
    "party_type": FieldRule("行政相对人类别", 100),
    "credit_code": FieldRule("统一社会信用代码", 18),
    "registration_no": FieldRule("工商注册号", 50),
    "organisation_code": FieldRule("组织机构代码", 9, 10),
    "tax_no": FieldRule("税务登记号", 15, 20),
    "institution_no": FieldRule("事业单位证书号", 12, 20),
    "social_organisation_no": FieldRule("社会组织登记证号", 50),
    "legal_representative": FieldRule("法定代表人", 50),
    "representative_id_type": FieldRule("法定代表人证件类型", 64),
    "representative_id_no": FieldRule("法定代表人证件号码", 64),
    "person_id_type": FieldRule("证件类型", 64),
    "person_id_no": FieldRule("证件号码", 64),
    "party_address": FieldRule("地址", 200),
    "document_no": FieldRule("行政处罚决定书文号", 128),
    "case_name": FieldRule("案件名称", 200),
    "violation_type": FieldRule("违法行为类型", 2000),
    "violation_fact": FieldRule("违法事实", 2000, 5000),
    "violated_basis": FieldRule("违反条款", 2048),
    "penalty_basis": FieldRule("处罚依据", 2048),
    "penalty_kind": FieldRule("处罚类别", 100, 255),
    "penalty_content": FieldRule("处罚内容", 4000),
    "kind_and_basis": FieldRule("处罚的种类和依据", 4000),
    "fine_amount": FieldRule("罚款金额"),
    "confiscation_amount": FieldRule("没收金额"),
    "license_affected": FieldRule("暂扣或吊销证照名称及编号", 200),
    "performance": FieldRule("履行方式和期限", 512),
    "acted_on": FieldRule("违法行为日期"),
    "decided_on": FieldRule("处罚决定日期"),
    "valid_until": FieldRule("处罚有效期"),
    "display_until": FieldRule("公示截止期"),
    "published_on": FieldRule("公示日期"),
    "agency": FieldRule("处罚机关", 200),
    "agency_and_date": FieldRule("处罚机关和日期", 250),
    "agency_code": FieldRule("处罚机关统一社会信用代码", 18),
    "source_agency": FieldRule("数据来源单位", 200),
    "source_agency_code": FieldRule("数据来源单位统一社会信用代码", 18),
    "applied_tier": FieldRule("裁量阶次", 50),
    "attachment": FieldRule("附件", 200),
    "remark": FieldRule("备注", 512, 4000),
}
LICENSE: Final[dict[str, FieldRule]] = {
    **{name: PENALTY[name] for name in PENALTY if name in (
        "party_name", "party_type", "credit_code", "registration_no", "organisation_code", "tax_no", "institution_no", "social_organisation_no",
        "legal_representative", "representative_id_type", "representative_id_no", "person_id_type", "person_id_no", "party_address", "published_on", "source_agency",
        "source_agency_code", "attachment",
    )},
    "document_name": FieldRule("行政许可决定文书名称", 64, 200),
    "document_no": FieldRule("行政许可决定文书号", 64, 128),
    "license_kind": FieldRule("许可类别", 256),
    "certificate_name": FieldRule("许可证书名称", 64, 200),
    "certificate_no": FieldRule("许可编号", 64, 128),
    "content": FieldRule("许可内容", 4000),
    "decided_on": FieldRule("许可决定日期"),
    "valid_from": FieldRule("有效期自"),
    "valid_until": FieldRule("有效期至"),
    "agency": FieldRule("许可机关", 200),
    "agency_code": FieldRule("许可机关统一社会信用代码", 18),
    "status": FieldRule("当前状态", 10),
    "remark": FieldRule("备注", 512, 4000),
}  # fmt: skip

RULES: Final[dict[str, dict[str, FieldRule]]] = {"penalty": PENALTY, "license": LICENSE}


def label_of(kind: str, field: str) -> str:
    """The field's name on screen; its own name where it is none of the standard's."""
    return RULES[kind][field].label if field in RULES[kind] else field
