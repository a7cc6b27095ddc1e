"""A few penalty and licence decisions, the matter of every golden workbook of records. Nobody bears these names."""

from __future__ import annotations

from collections.abc import Iterable

from enforcement.notation.credit_codes import credit_code_check_sign

Row = dict[str, object]

CHINESE = {
    "CF_XDR_MC": "行政相对人名称", "CF_XDR_LB": "行政相对人类别", "CF_XDR_SHXYM": "统一社会信用代码", "CF_XDR_GSZC": "工商注册号", "CF_XDR_ZZJG": "组织机构代码",
    "CF_XDR_SWDJ": "税务登记号", "CF_XDR_SYDW": "事业单位证书号", "CF_XDR_SHZZ": "社会组织登记证号", "CF_FRDB": "法定代表人", "CF_FR_ZJLX": "法定代表人证件类型",
    "CF_FR_ZJHM": "法定代表人证件号码", "CF_XDR_ZJLX": "证件类型", "CF_XDR_ZJHM": "证件号码", "CF_WSH": "行政处罚决定书文号", "CF_WFXW": "违法行为类型",
    "CF_SY": "违法事实", "CF_YJ": "处罚依据", "CF_CFLB": "处罚类别", "CF_NR": "处罚内容", "CF_NR_FK": "罚款金额(万元)",
    "CF_NR_WFFF": "没收违法所得、没收非法财物的金额(万元)", "CF_NR_ZKDX": "暂扣或吊销证照名称及编号", "CF_JDRQ": "处罚决定日期", "CF_YXQ": "处罚有效期",
    "CF_GSJZQ": "公示截止期", "CF_CFJG": "处罚机关", "CF_CFJGDM": "处罚机关统一社会信用代码", "CF_SJLY": "数据来源单位", "CF_SJLYDM": "数据来源单位统一社会信用代码", "BZ": "备注",
}  # fmt: skip
LICENSE = {
    "XK_XDR_MC": "行政相对人名称", "XK_XDR_LB": "行政相对人类别", "XK_XDR_SHXYM": "统一社会信用代码", "XK_XDR_GSZC": "工商注册号", "XK_XDR_ZZJG": "组织机构代码",
    "XK_XDR_SWDJ": "税务登记号", "XK_XDR_SYDW": "事业单位证书号", "XK_XDR_SHZZ": "社会组织登记证号", "XK_FRDB": "法定代表人", "XK_FR_ZJLX": "法定代表人证件类型",
    "XK_FR_ZJHM": "法定代表人证件号码", "XK_XDR_ZJLX": "证件类型", "XK_XDR_ZJHM": "证件号码", "XK_XKWS": "行政许可决定文书名称", "XK_WSH": "行政许可决定文书号",
    "XK_XKLB": "许可类别", "XK_XKZS": "许可证书名称", "XK_XKBH": "许可编号", "XK_NR": "许可内容", "XK_JDRQ": "许可决定日期", "XK_YXQZ": "有效期自", "XK_YXQZI": "有效期至",
    "XK_XKJG": "许可机关", "XK_XKJGDM": "许可机关统一社会信用代码", "XK_ZT": "当前状态", "XK_LYDW": "数据来源单位", "XK_LYDWDM": "数据来源单位统一社会信用代码", "BZ": "备注",
}  # fmt: skip


def code(body: str) -> str:
    """A credit code with a right check sign."""
    return body + credit_code_check_sign(body)


#: Divisions 231199 and registrations of nines: nobody was ever given these codes.
FIRM, SHOP, OFFICE = code("91231199MA9999001"), code("92231199MA9999002"), code("11231199MB9999003")

PENALTIES: tuple[Row, ...] = (
    {
        "CF_XDR_MC": "云岭福满商贸有限公司", "CF_XDR_LB": "法人及非法人组织", "CF_XDR_SHXYM": FIRM, "CF_FRDB": "钱多雯", "CF_WSH": "云市监罚〔2024〕15号",
        "CF_WFXW": "经营超过保质期的食品", "CF_SY": "2024年3月5日，在货架上摆放超过保质期的饼干12袋，货值216元。", "CF_YJ": "《中华人民共和国食品安全法》第一百二十四条第一款第（五）项",
        "CF_CFLB": "罚款;没收违法所得", "CF_NR": "没收违法所得120元，罚款5000元", "CF_NR_FK": "0.5", "CF_NR_WFFF": "0.012", "CF_JDRQ": "2024/3/20", "CF_YXQ": "2099/12/31",
        "CF_GSJZQ": "2025/3/20", "CF_CFJG": "云岭市市场监督管理局", "CF_CFJGDM": OFFICE, "CF_SJLY": "云岭市市场监督管理局", "CF_SJLYDM": OFFICE,
    },
    {
        "CF_XDR_MC": "云岭市孙六雯小吃店", "CF_XDR_LB": "个体工商户", "CF_XDR_SHXYM": SHOP, "CF_FRDB": "孙六雯", "CF_WSH": "云市监罚〔2024〕16号", "CF_WFXW": "未取得许可从事餐饮",
        "CF_SY": "孙六雯未取得食品经营许可从事餐饮服务。", "CF_YJ": "《中华人民共和国食品安全法》第一百二十二条第一款", "CF_CFLB": "罚款", "CF_NR": "罚款10000元", "CF_NR_FK": "1",
        "CF_JDRQ": "2024年4月2日", "CF_YXQ": "长期", "CF_GSJZQ": "2025-04-02", "CF_CFJG": "云岭市市场监督管理局", "CF_CFJGDM": OFFICE, "CF_SJLY": "云岭市市场监督管理局", "CF_SJLYDM": OFFICE,
    },
    {
        "CF_XDR_MC": "周吴雯", "CF_XDR_LB": "自然人", "CF_XDR_ZJLX": "身份证", "CF_XDR_ZJHM": "", "CF_WSH": "云水罚〔2024〕3号", "CF_WFXW": "在河道管理范围内倾倒渣土",
        "CF_SY": "当事人周吴雯在河道内倾倒渣土3立方米。", "CF_YJ": "《中华人民共和国水法》第六十五条第二款", "CF_CFLB": "警告", "CF_NR": "警告", "CF_JDRQ": "2024-05-06", "CF_YXQ": "2024-05-06",
        "CF_GSJZQ": "2024-08-06", "CF_CFJG": "云岭市水利局", "CF_CFJGDM": OFFICE, "CF_SJLY": "云岭市水利局", "CF_SJLYDM": OFFICE,
    },
)  # fmt: skip
LICENSES: tuple[Row, ...] = (
    {
        "XK_XDR_MC": "云岭福满商贸有限公司", "XK_XDR_LB": "法人及非法人组织", "XK_XDR_SHXYM": FIRM, "XK_FRDB": "钱多雯", "XK_XKWS": "食品经营许可决定书", "XK_WSH": "云市监许〔2024〕7号",
        "XK_XKLB": "普通", "XK_XKZS": "食品经营许可证", "XK_XKBH": "JY12311990000015", "XK_NR": "预包装食品销售", "XK_JDRQ": "2024/1/8", "XK_YXQZ": "2024/1/8", "XK_YXQZI": "2029/1/7",
        "XK_XKJG": "云岭市市场监督管理局", "XK_XKJGDM": OFFICE, "XK_ZT": "1", "XK_LYDW": "云岭市市场监督管理局", "XK_LYDWDM": OFFICE,
    },
    {
        "XK_XDR_MC": "周吴雯", "XK_XDR_LB": "自然人", "XK_XKWS": "道路运输从业资格", "XK_WSH": "", "XK_XKLB": "认可", "XK_XKZS": "从业资格证", "XK_XKBH": "YL2024000123", "XK_NR": "道路旅客运输驾驶员",
        "XK_JDRQ": "2024/2/1", "XK_YXQZ": "2024/2/1", "XK_YXQZI": "2099/12/31", "XK_XKJG": "云岭市交通运输局", "XK_XKJGDM": OFFICE, "XK_ZT": "1", "XK_LYDW": "云岭市交通运输局", "XK_LYDWDM": OFFICE,
    },
)  # fmt: skip


def table(rows: Iterable[Row], columns: Iterable[str], *heads: Iterable[object]) -> list[list[object]]:
    """Header rows, then the values of these columns."""
    columns = list(columns)
    return [*map(list, heads), *([row.get(column, "") for column in columns] for row in rows)]


def standard(rows: Iterable[Row] = PENALTIES) -> list[list[object]]:
    """The thirty columns under Chinese heads."""
    return table(rows, CHINESE, CHINESE.values())


def both_heads(rows: Iterable[Row] = PENALTIES) -> list[list[object]]:
    return table(rows, CHINESE, CHINESE.values(), CHINESE)


def old_ten(rows: Iterable[Row] = PENALTIES) -> list[list[object]]:
    """The older table with its two compound columns."""
    head: list[object] = ["序号", "行政处罚决定书文号", "案件名称", "违法企业名称或违法自然人姓名", "组织机构代码", "法定代表人姓名", "主要违法事实", "行政处罚的种类和依据", "行政处罚的履行方式和期限", "作出处罚的机关名称和日期", "备注"]
    body: list[list[object]] = [
        [number, row["CF_WSH"], row["CF_WFXW"], row["CF_XDR_MC"], "", row.get("CF_FRDB", ""), row["CF_SY"], f"依据{row['CF_YJ']}，{row['CF_NR']}", "十五日内缴纳", f"{row['CF_CFJG']} {row['CF_JDRQ']}", ""]
        for number, row in enumerate(rows, 1)
    ]
    return [head, *body]


def of_2016(rows: Iterable[Row] = PENALTIES) -> list[list[object]]:
    """The files of 2016, under codes alone."""
    names = {
        "CF_WSH": "CF_WSH", "CF_CFMC": "CF_WFXW", "CF_CFLB1": "CF_CFLB", "CF_CFLB2": "", "CF_SY": "CF_SY", "CF_YJ": "CF_YJ", "CF_XDR_MC": "CF_XDR_MC", "CF_XDR_SHXYM": "CF_XDR_SHXYM",
        "CF_XDR_ZDM": "", "CF_XDR_GSDJ": "", "CF_XDR_SWDJ": "", "CF_XDR_SFZ": "", "CF_FR": "CF_FRDB", "CF_JG": "CF_NR", "CF_JDRQ": "CF_JDRQ", "CF_XZJG": "CF_CFJG", "CF_ZT": "0", "DFBM": "231199",
        "SJC": "2024/6/1", "BZ": "",
    }  # fmt: skip
    return [list(names), *([row.get(source, source if source.isdigit() or "/" in source else "") for source in names.values()] for row in rows)]
