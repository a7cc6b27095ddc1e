"""Wrong characters that are mended, and, far more important, right ones that are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon import EMPTY
from search.lexicon.looks import looks_like
from search.understanding import understand
from search.understanding.sayings import Sayings
from search.understanding.slips import mend
from tests.search.sample import codes, known, seed_sayings


def corrected(text: str) -> str | None:
    correction = understand(text, known()).correction
    return correction.meant if correction else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # the same sound
        ("过其食品", "过期食品"), ("高空抛勿", "高空抛物"), ("无正驾驶", "无证驾驶"), ("烟化爆竹", "烟花爆竹"), ("医料废物", "医疗废物"), ("劳动合通", "劳动合同"), ("化装品过期", "化妆品过期"), ("酒架", "酒驾"), ("酒架怎么罚", "酒驾怎么罚"),
        # looks alike
        ("广埸舞", "广场舞"), ("渣士车", "渣土车"), ("末成年人", "未成年人"), ("虚假厂告", "虚假广告"),
        # two in the wrong order
        ("高抛空物", "高空抛物"), ("消通防道", "消防通道"),
        # one too many, one left out
        ("消防通通道", "消防通道"), ("高高空抛物", "高空抛物"), ("消防道", "消防通道"),
        # within a question
        ("卖过其食品怎么罚", "卖过期食品怎么罚"), ("高空抛勿会不会拘留", "高空抛物会不会拘留"),
    ],
)  # fmt: skip
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


def test_no_title_of_the_catalogue_is_corrected() -> None:
    assert {act: meant for act in codes().values() if (meant := corrected(act))} == {}


def test_no_saying_of_the_thesaurus_is_corrected() -> None:
    typed = (said.replace("…", "") for said in seed_sayings())
    assert {said: meant for said in typed if (meant := corrected(said))} == {}


#: Right as they stand: everyday life, the law's own words, names, places, what the catalogue does not have.
RIGHT = """
占用盲道 招童工 雇童工 入职交押金 无证卖烟 偷看别人换衣服 五险没交 不交五险 放广告 卖假烟 买假烟 养藏獒 遛狗不牵绳 楼道堆杂物 电动车进楼 飞线充电
小区停车位被占 物业乱收费 开发商跑路 房子漏水没人管 楼上漏水 邻居装修 半夜唱歌 学校门口卖零食 幼儿园老师打人 补习班退费 健身卡退费 理发店办卡跑路
外卖吃出虫子 超市卖臭肉 猪肉注水 瘦肉精 毒豆芽 地沟油 假奶粉 假酒 假药 过期药 黑诊所 游医 拔罐 针灸 整容失败 隆鼻 打玻尿酸 鉴定胎儿
酒驾 醉驾 毒驾 路怒 别车 碰瓷 肇事逃逸 超速 闯红灯 逆行 违停 压实线 不让行人 远光灯 改排气管 炸街 假牌 套牌 无牌 无证 报废车 黑车 网约车绕路
烧秸秆 烧垃圾 烧纸 放炮 放孔明灯 上坟 砍树 挖笋 采松子 打鸟 抓蛇 电鱼 毒鱼 炸鱼 钓鱼 放生 养蜂 挖沙 采石 挖煤 打井 填湖 围河
打架 骂人 造谣 传谣 赌博 打麻将 嫖娼 吸毒 偷东西 抢劫 诈骗 敲诈 跟踪 偷拍 骚扰 家暴 虐待 遗弃 扒窃 猥亵 露阴 醉酒闹事 妨碍公务 袭警
加班费 拖欠工资 克扣工资 不签合同 试用期 辞退孕妇 工伤 职业病 尘肺 童工 派遣工 社保断缴 公积金不交 押身份证 扣工资卡 夜班 年假 产假
刷单 好评返现 虚假宣传 最低消费 霸王条款 大数据杀熟 七天无理由 三无产品 缺斤短两 哄抬物价 低价倾销 商标侵权 假冒伪劣 山寨手机 盗版书 盗版光碟
北京 上海 四道沟镇 桦树沟镇 青石镇 万达广场 人民公园 火车站 江滨大街 李明 王小二 张伟 长白山 松花江 东北人参 延边 朝鲜族
今天天气怎么样 你好 谢谢 测试 什么是行政处罚 裁量基准 从轻处罚 减轻处罚 行政复议 听证 陈述申辩 没收违法所得 责令改正 吊销许可证 停产停业 警告 通报批评
致人轻伤 五人以上 四人以上 一至二项 期满一日 已扣车 仅缺明细账 三级安全教育 二次供水 限期拆除 连续驾驶 擅自施工 逾期未改 拒不改正 情节严重 首次被发现 主动消除危害后果
我家孩子在学校被老师打了 邻居家的狗天天叫 楼下饭店油烟太大 工地半夜施工 公司不给交社保 老板不发工资 房东不退押金 中介收了钱不办事 医院乱收费 孩子被狗咬了
小区门口摆摊 马路牙子停车 盲道上停车 人行道骑车 公园里烧烤 河边洗车 水库游泳 景区乱刻 文物上刻字 挖到古钱 捡到野生动物 卖野味 吃野味 穿山甲 猫头鹰
律师费 公证 发票 税务登记 偷税 逃税 虚开发票 假发票 会计证 审计 统计报表 招标 投标 围标 串标 转包 挂靠 监理 塔吊 脚手架 深基坑 燃气灶 煤气罐 液化气 电梯困人 锅炉
""".split()


def test_what_is_right_is_left_alone() -> None:
    assert len(RIGHT) >= 250
    assert {text: meant for text in RIGHT if (meant := corrected(text))} == {}


@pytest.mark.parametrize("text", ["谁管", "怎么罚", "会不会", "凭什么", "多少钱", "为什么", "可以吗", "有没有", "罚", "的", ""])
def test_the_words_around_a_question_are_no_slips(text: str) -> None:
    assert corrected(text) is None


def test_what_a_saying_explains_is_no_slip() -> None:
    """捐钱 is a word of the catalogue and 卷钱 is none, but people say it."""
    assert corrected("学校卷钱") is None
    assert mend("学校卷钱", known().lexicon, Sayings([])) != "学校卷钱"


def test_verbatim_means_what_was_typed() -> None:
    assert understand("过其食品", known(), verbatim=True).correction is None


def test_without_a_catalogue_nothing_is_mended() -> None:
    assert mend("过其食品", EMPTY, Sayings([])) == "过其食品"


def test_looks_are_alike_in_both_directions() -> None:
    assert "场" in looks_like("埸") and "埸" in looks_like("场")
    assert looks_like("鑫") == frozenset()


@given(st.text(alphabet="过期其食品高空抛物勿无证驾驶广埸场舞怎么罚的了", max_size=24))
def test_a_mended_text_is_mended_for_good_and_hardly_longer(text: str) -> None:
    mended = mend(text, known().lexicon, known().sayings)
    assert abs(len(mended) - len(text)) <= 2
