"""What the interface answers, each field with its meaning and an example: the source of the OpenAPI description."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field

Item = TypeVar("Item")


def _like(**example: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class AgencyName(Schema):
    """执法主体的标识和名称。"""

    slug: str = Field(description="地址标识，固定不变", examples=["scjg"])
    name: str = Field(description="全称", examples=["云岭市市场监督管理局"])


class Amount(Schema):
    """由具体标准读出的一项幅度，以原文为准。"""

    sanction: str = Field(description="种类：fine 罚款，detention 拘留，suspension 暂扣或者停业，ban 限制从业，points 记分", examples=["fine"])
    condition: str = Field(description="适用的条件", examples=[""])
    base: str = Field(description="基数，例如“货值金额”", examples=[""])
    per: str = Field(description="每一单位计算时的单位，例如“平方米”", examples=[""])
    subject: str = Field(description="对象，例如“个人”", examples=[""])
    unit: str = Field(description="单位：yuan 元，times 倍，percent %，day 日，month 月，year 年，points 分", examples=["yuan"])
    minimum: float | None = Field(description="下限；没有下限的为空", examples=[500])
    maximum: float | None = Field(description="上限；没有上限的为空", examples=[2000])
    min_inclusive: bool = Field(description="是否含下限", examples=[True])
    max_inclusive: bool = Field(description="是否含上限", examples=[False])


class TierOut(Schema):
    """一个裁量阶次。"""

    rank: int = Field(description="由轻到重的序号", examples=[1])
    label: str = Field(description="阶次名称，与文件一致", examples=["较轻"])
    circumstance: str = Field(description="适用条件", examples=["占道面积不足2平方米"])
    standard: str = Field(description="具体标准，与文件一致，以此为准", examples=["处500元以上不满2000元罚款"])
    amounts: list[Amount] = Field(description="由具体标准读出的幅度")


class Provision(Schema):
    """引用的一处条文。"""

    role: str = Field(description="用途：violated 违反条款，penalty 处罚依据，basis 法律依据", examples=["penalty"])
    law: str = Field(description="法律全称", examples=["城市市容管理条例"])
    slug: str = Field(description="法律的地址标识", examples=["shirong"])
    article: int = Field(description="条", examples=[36])
    sub_article: int = Field(description="条之几，没有的为0", examples=[0])
    paragraph: int = Field(description="款，未写明的为0", examples=[1])
    item: int = Field(description="项，未写明的为0", examples=[0])
    text: str = Field(description="通行写法", examples=["《城市市容管理条例》第三十六条第一款"])


class InstrumentOut(Schema):
    """制定文件。"""

    title: str = Field(description="标题", examples=["云岭市城市管理行政处罚裁量权基准"])
    document_no: str = Field(description="发文字号", examples=["云城规〔2025〕1号"])


class SuspensionOut(Schema):
    """暂停适用：基准的文字不变，但现在不按它裁量。"""

    begins: date = Field(description="暂停适用的第一天", examples=["2026-08-15"])
    until: date | None = Field(description="恢复适用的第一天；尚未恢复的为空", examples=[None])
    ground: str = Field(description="原因", examples=["所依据的法律已被替代，正在调整"])
    instrument: InstrumentOut = Field(description="决定暂停的文件")


class BenchmarkOut(Schema):
    """一项裁量权基准在所问日期有效的版本。"""

    kind: str = Field(description="记录类型", examples=["benchmark"])
    address: str = Field(description="固定标识，也是网址的最后一段，永不改作他用", examples=["CG036"])
    code: str = Field(description="事项编码；原文件没有编码的为空", examples=["CG036"])
    url: str = Field(description="网页", examples=["https://zfgs.example.gov.cn/benchmarks/CG036/"])
    act: str = Field(description="违法行为", examples=["占用人行道堆放杂物"])
    action_type: str = Field(description="职权类型，例如penalty 行政处罚", examples=["penalty"])
    agency: AgencyName = Field(description="实施机关")
    domain: str = Field(description="执法领域", examples=["市容"])
    laws: list[Provision] = Field(description="引用的条文")
    statutory_penalty: str = Field(description="法律规定的处罚种类和幅度", examples=[""])
    tiers: list[TierOut] = Field(description="裁量阶次，由轻到重")
    fine_min: float | None = Field(description="各阶次罚款金额的最低数，元", examples=[500])
    fine_max: float | None = Field(description="各阶次罚款金额的最高数，元", examples=[50000])
    instrument: InstrumentOut | None = Field(description="制定文件")
    in_force_from: date | None = Field(description="施行日期", examples=["2025-03-01"])
    in_force_until: date | None = Field(description="失效日期：首个不再适用之日；仍有效的为空", examples=[None])
    suspension: SuspensionOut | None = Field(description="所问日期暂停适用的，写明自何时、因何、依何文件；没有暂停的为空", examples=[None])
    published_at: datetime | None = Field(description="公开时间", examples=["2025-03-01T09:00:00+08:00"])
    as_of: date = Field(description="所反映的日期", examples=["2025-09-03"])


class EditionOut(Schema):
    """一个版本。"""

    in_force_from: date | None = Field(description="施行日期", examples=["2025-03-01"])
    in_force_until: date | None = Field(description="失效日期；仍有效的为空", examples=[None])
    instrument: InstrumentOut | None = Field(description="制定文件")
    url: str = Field(description="这一版本的接口地址", examples=["https://zfgs.example.gov.cn/api/v1/benchmarks/CG036?on=2025-03-01"])


class BenchmarkDetail(BenchmarkOut):
    """一项裁量权基准，附全部公开版本。"""

    history: list[EditionOut] = Field(description="全部公开版本，新的在前")


class LawName(Schema):
    """法律的标识和名称。"""

    slug: str = Field(description="地址标识", examples=["shirong"])
    name: str = Field(description="全称", examples=["城市市容管理条例"])


class AgencyOut(AgencyName):
    """执法主体。"""

    short_name: str = Field(description="简称", examples=["市市场监管局"])
    other_names: list[str] = Field(description="别称和曾用名", examples=[["市场监管局"]])
    type: str = Field(description="类别，例如department 工作部门", examples=["department"])
    subject_type: str = Field(description="主体性质，例如statutory_organ 法定行政机关", examples=["statutory_organ"])
    parent: str | None = Field(description="上级机关的地址标识", examples=["gov"])
    duty: str = Field(description="执法职责", examples=["负责市场综合监督管理。"])
    address: str = Field(description="办公地址", examples=["中山路8号"])
    phone: str = Field(description="咨询电话", examples=["0430-5501001"])
    complaint_phone: str = Field(description="投诉举报电话", examples=["12315"])
    office_hours: str = Field(description="办公时间", examples=["工作日8:30—11:30，13:00—16:30"])
    abolished_on: date | None = Field(description="撤销日期；现有机关为空", examples=[None])
    successor: str | None = Field(description="承继机关的地址标识", examples=[None])
    url: str = Field(description="网页", examples=["https://zfgs.example.gov.cn/agencies/scjg/"])
    benchmarks: str = Field(description="列出其基准的接口地址", examples=["https://zfgs.example.gov.cn/api/v1/benchmarks?agency=scjg"])


class LawOut(LawName):
    """法律、法规、规章。"""

    short_name: str = Field(description="简称", examples=[""])
    type: str = Field(description="效力级别，例如law 法律、local_regulation 地方性法规", examples=["administrative_regulation"])
    replaced_by: LawName | None = Field(description="替代它的法律")
    replaced_on: date | None = Field(description="失效日期；现行有效的为空", examples=[None])
    benchmarks: int = Field(description="所问日期引用它的基准项数", examples=[12])
    url: str = Field(description="网页", examples=["https://zfgs.example.gov.cn/laws/shirong/"])


class Version(Schema):
    """法律的一个文本。"""

    label: str = Field(description="版本名称", examples=["2017年修订"])
    in_force_from: date = Field(description="施行日期", examples=["2017-03-01"])
    document_no: str = Field(description="令号", examples=["国务院令第676号"])


class CitedBy(Schema):
    """引用某条的一项基准。"""

    address: str = Field(description="固定标识", examples=["CG036"])
    code: str = Field(description="事项编码", examples=["CG036"])
    act: str = Field(description="违法行为", examples=["占用人行道堆放杂物"])
    places: list[str] = Field(description="引用的条、款、项", examples=[["第三十六条第一款"]])
    url: str = Field(description="接口地址", examples=["https://zfgs.example.gov.cn/api/v1/benchmarks/CG036"])


class ArticleOut(Schema):
    """一条法律条文和引用它的基准。"""

    article: int = Field(description="条", examples=[36])
    sub_article: int = Field(description="条之几，没有的为0", examples=[0])
    place: str = Field(description="通行写法", examples=["第三十六条"])
    benchmarks: list[CitedBy] = Field(description="引用它的基准")


class LawDetail(LawOut):
    """一部法律，按条列出引用它的基准。"""

    other_names: list[str] = Field(description="其他名称", examples=[["市容条例"]])
    versions: list[Version] = Field(description="各版本")
    articles: list[ArticleOut] = Field(description="被引用的条文；同一条不会分在两页")
    next: str | None = Field(description="下一页的完整地址；最后一页为空", examples=[None])
    as_of: date = Field(description="所反映的日期", examples=["2025-09-03"])


class Found(Schema):
    """检索到的一项内容。"""

    kind: str = Field(description="记录类型，例如benchmark 裁量权基准、agency 执法主体", examples=["benchmark"])
    code: str = Field(description="编码或者地址标识", examples=["CG036"])
    name: str = Field(description="违法行为或者名称", examples=["占用人行道堆放杂物"])
    url: str = Field(description="网页", examples=["https://zfgs.example.gov.cn/benchmarks/CG036/"])
    api: str | None = Field(description="接口地址；没有的为空", examples=["https://zfgs.example.gov.cn/api/v1/benchmarks/CG036"])


class RemarkOut(Schema):
    """照常答复，但没有照字面采用的一处。"""

    type: str = Field(description="种类，指向说明", examples=["/api/#wildcard"])
    title: str = Field(description="标题", examples=["通配符"])
    parameter: str = Field(description="参数名", examples=["q"])
    detail: str = Field(description="说明", examples=["通配符没有作用，按普通文字检索；只写一部分字词也能查到。"])


class Page(Schema, Generic[Item]):
    """一页结果。"""

    total: int = Field(description="共有多少项", examples=[1])
    as_of: date = Field(description="所反映的日期", examples=["2025-09-03"])
    notice: str | None = Field(description="关于结果的说明，例如已按更正后的字检索", examples=[None])
    remarks: list[RemarkOut] = Field(description="没有照字面采用的地方，例如通配符")
    items: list[Item] = Field(description="本页内容")
    next: str | None = Field(description="下一页的完整地址；最后一页为空", examples=[None])


class BenchmarkPage(Page[BenchmarkOut]):
    """一页裁量权基准。"""


class FoundPage(Page[Found]):
    """一页检索结果。"""


class Agencies(Schema):
    """全部现有执法主体。"""

    total: int = Field(description="共有多少个", examples=[1])
    items: list[AgencyOut] = Field(description="按机关的排列顺序")


class Laws(Schema):
    """所问日期有效的基准引用的法律。"""

    total: int = Field(description="共有多少部", examples=[1])
    as_of: date = Field(description="所反映的日期", examples=["2025-09-03"])
    items: list[LawOut] = Field(description="按名称排列")


class FacetOut(Schema):
    """筛选的一个选项。"""

    value: str = Field(description="参数取值", examples=["scjg"])
    label: str = Field(description="名称", examples=["云岭市市场监督管理局"])
    count: int = Field(description="选它时有多少项（其他条件不变）", examples=[12])
    chosen: bool = Field(description="现在是否已选", examples=[False])


class Facets(Schema):
    """筛选项。"""

    total: int = Field(description="共有多少项", examples=[12])
    as_of: date = Field(description="所反映的日期", examples=["2025-09-03"])
    remarks: list[RemarkOut] = Field(description="没有照字面采用的地方，例如通配符")
    facets: dict[str, list[FacetOut]] = Field(description="参数名 → 选项", examples=[{"agency": [{"value": "scjg", "label": "云岭市市场监督管理局", "count": 12, "chosen": False}]}])


class Fault(Schema):
    """一个有误的参数。"""

    parameter: str = Field(description="参数名", examples=["fine_min"])
    detail: str = Field(description="说明", examples=["应为整数"])
    type: str = Field(description="问题种类，指向说明", examples=["/api/#unreadable-amount"])


class Problem(Schema):
    """出错时的说明（RFC 9457）。"""

    model_config = _like(type="/api/#bad-parameter", title="参数有误", status=400, detail="参数不符合接口说明。", errors=[{"parameter": "fine_min", "detail": "应为整数", "type": "/api/#unreadable-amount"}])

    type: str = Field(description="问题种类，指向说明")
    title: str = Field(description="标题")
    status: int = Field(description="HTTP状态码")
    detail: str = Field(description="说明和处理办法")
    errors: list[Fault] | None = Field(None, description="有误的参数")
    withdrawn_at: datetime | None = Field(None, description="撤回时间，仅410")
    withdrawn_reason: str | None = Field(None, description="撤回理由，仅410")
    history: list[EditionOut] | None = Field(None, description="公开的各版本，仅所问日期没有有效版本时")
