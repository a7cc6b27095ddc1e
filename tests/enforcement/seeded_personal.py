"""Personal strings that nobody bears, in every written form: what must not be found where the public reads.

Everything is invented and follows from a seed. ``seeded(n)`` gives the first n
strings; ``Seeded.survives_in(text)`` says whether a text still tells one. The
comparison here is made without the code that redacts: it strips a text to its
digits, or to its letters, and looks for the value.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱郭何马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
GIVEN = "伟芳娜秀英敏丽强磊军勇艳杰娟涛霞刚桂玉萍红梅建国文志龙凤鹏宇浩然轩涵欣怡婷倩雯琪"
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "慕容", "尉迟", "司徒", "令狐")
DOTTED = ("阿不都热合曼·买买提", "古丽娜尔·艾力", "约翰·史密斯", "玛丽亚·伊万诺娃", "巴特尔·宝音")
LATIN = ("John Smith", "Maria Ivanova", "Kim Minjun", "Peter O'Brien")
HAN = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Seeded:
    """A personal value: its kind, the plain value, and one way of writing it (with the words that belong to it)."""

    kind: str
    value: str
    written: str
    by: str = "letters"

    def survives_in(self, text: str) -> bool:
        """Whether the text tells the value, in whatever form."""
        plain = _digits(text) if self.by == "digits" else _letters(text)
        wanted = _digits(self.value) if self.by == "digits" else _letters(self.value)
        return bool(wanted) and wanted in plain


def _digits(text: str) -> str:
    out = []
    for sign in unicodedata.normalize("NFKC", text):
        if sign in HAN:
            out.append(str(HAN.index(sign)))
        elif sign in "oO":
            out.append("0")
        elif sign.isdigit():
            out.append(str(unicodedata.digit(sign)))
    return "".join(out)


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


# Written forms of digits

Writer = Callable[[random.Random, str], str]


def _wide(_: random.Random, text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in text)


def _han(_: random.Random, text: str) -> str:
    return "".join(HAN[int(sign)] if sign.isdecimal() else sign for sign in text)


def _letter_o(_: random.Random, text: str) -> str:
    return text.replace("0", "O")


def _invisible(rng: random.Random, text: str) -> str:
    place = rng.randrange(1, len(text))
    return text[:place] + rng.choice("\u200b\u2060\ufeff") + text[place:]


def _broken(rng: random.Random, text: str) -> str:
    place = rng.randrange(1, len(text))
    return text[:place] + "\n" + text[place:]


def _every(rng: random.Random, text: str) -> str:
    return rng.choice((" ", "-")).join(text)


def _plain(_: random.Random, text: str) -> str:
    return text


def _grouped(*cuts: int) -> Writer:
    def write(rng: random.Random, text: str) -> str:
        gap = rng.choice((" ", "-", "－", "—", "·", "\u3000", "."))
        places = [0, *cuts, len(text)]
        return gap.join(text[a:b] for a, b in zip(places, places[1:], strict=False) if text[a:b])

    return write


FORMS: tuple[Writer, ...] = (_plain, _wide, _han, _letter_o, _invisible, _broken, _every)

# Kinds


def identity(rng: random.Random, born: date | None = None) -> str:
    """A number with a right check digit of a division that is no more (231199)."""
    born = born or date(1950, 1, 1) + timedelta(days=rng.randrange(18000))
    body = f"231199{born:%Y%m%d}{rng.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]


def card(rng: random.Random) -> str:
    body = "62" + "".join(rng.choice("0123456789") for _ in range(16))
    doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(body))]
    return body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def name(rng: random.Random) -> str:
    """Two to four characters; the given name is no word by itself."""
    family = rng.choice(COMPOUND) if rng.random() < 0.15 else rng.choice(SURNAMES)
    return family + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def _identity(rng: random.Random) -> Seeded:
    number = identity(rng)
    form = rng.choice((*FORMS, _grouped(6, 14), _grouped(6, 10, 14), _grouped(3, 6, 10, 14)))
    return Seeded("identity_number", number[:17], rng.choice(("", "身份证号", "身份证：", "公民身份号码")) + form(rng, number), "digits")


def _tax(rng: random.Random) -> Seeded:
    number = identity(rng)
    return Seeded("identity_number", number[:17], "税号" + rng.choice((_plain, _wide))(rng, number + rng.choice(("00", "01", "L0"))), "digits")


def _old_identity(rng: random.Random) -> Seeded:
    number = identity(rng)
    old = number[:6] + number[8:17]
    return Seeded("identity_number", old, "身份证号" + rng.choice((_plain, _wide, _grouped(6, 12)))(rng, old), "digits")


def _mobile(rng: random.Random) -> Seeded:
    number = "1" + rng.choice("3456789") + "".join(rng.choice("0123456789") for _ in range(9))
    form = rng.choice((*FORMS, _grouped(3, 7), _grouped(4, 7), _grouped(3, 6, 9)))
    return Seeded("mobile", number, rng.choice(("", "电话", "手机：", "联系方式", "+86 ", "0086-", "微信同号")) + form(rng, number), "digits")


def _landline(rng: random.Random) -> Seeded:
    local = rng.choice("2345678") + "".join(rng.choice("0123456789") for _ in range(6))
    written = rng.choice(("0439-{}", "（0439）{}", "电话{}", "0439 {}", "0439—{}", "０４３９－{}", "电话0439{}", "宅电：{}"))
    return Seeded("landline", local, ("联系电话" if written.startswith("宅") else "") + written.format(local), "digits")


def _bank(rng: random.Random) -> Seeded:
    number = card(rng)
    form = rng.choice((_plain, _wide, _han, _invisible, _grouped(4, 8, 12, 16), _every))
    return Seeded("bank_account", number, rng.choice(("", "卡号", "账号：", "开户行农业银行")) + form(rng, number), "digits")


def _plate(rng: random.Random) -> Seeded:
    province, letter = rng.choice("吉辽黑京粤"), rng.choice("ABCDEFH")
    tail = "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"[:10]) for _ in range(4)) + rng.choice("0123456789ABCDEFGH")
    if rng.random() < 0.3:
        tail = rng.choice("DF") + "".join(rng.choice("0123456789") for _ in range(5))
    gap = rng.choice(("", "·", " ", "-", "•"))
    return Seeded("plate", tail, rng.choice((_plain, _wide))(rng, f"{province}{letter}") + gap + rng.choice((_plain, _wide, str.lower if False else _plain))(rng, tail))


def _passport(rng: random.Random) -> Seeded:
    number = rng.choice("EG") + "".join(rng.choice("0123456789") for _ in range(8))
    return Seeded("passport", number[1:], rng.choice(("", "护照", "护照号码：")) + rng.choice((_plain, _wide, _invisible))(rng, number), "digits")


def _mail(rng: random.Random) -> Seeded:
    user = "".join(rng.choice("abcdefghijk") for _ in range(7)) + str(rng.randrange(100, 999))
    at = rng.choice(("@", "＠", " @ ", "[at]", "(at)"))
    return Seeded("email", user, f"{user}{at}{rng.choice(('example.com', 'qq.com', 'mail.example.cn'))}")


def _account(rng: random.Random) -> Seeded:
    user = rng.choice(("wx_", "abc", "zz-")) + str(rng.randrange(10**5, 10**9))
    return Seeded("social_account", user, rng.choice(("微信号：", "微信", "微信号为", "QQ：", "QQ号", "抖音号", "vx:", "支付宝账号")) + user)


def _address(rng: random.Random) -> Seeded:
    figure = rng.choice((str(rng.randrange(2, 99)), "三", "十二", "２５"))
    detail = rng.choice(
        (f"兴隆村{figure}组", f"永安胡同{figure}号", f"幸福小区{figure}号楼2单元501室", f"和睦屯{figure}号", f"锦绣家园{figure}栋1单元302", f"东风社区{figure}委{figure}组")
    )
    head = rng.choice(("家住临江市", "住吉林省临江市花山镇", "现住址：", "住址临江市建国街道", "户籍地吉林省临江市四道沟镇"))
    return Seeded("address", detail, head + rng.choice((_plain, _wide))(rng, detail))


SENSITIVE = {
    "health": ("患有高血压三级", "系艾滋病患者", "经诊断为精神分裂症", "怀孕六个月", "肢体残疾二级"),
    "religion": ("信仰基督教", "系伊斯兰教信徒"),
    "biometrics": ("指纹比对一致", "提取DNA样本检验", "人脸识别信息"),
    "whereabouts": ("入住临江宾馆302房间", "乘坐G1234次列车", "手机定位显示在江边", "搭乘CA1234航班"),
}


def _sensitive(rng: random.Random) -> Seeded:
    kind = rng.choice(list(SENSITIVE))
    phrase = rng.choice(SENSITIVE[kind])
    return Seeded(kind, phrase, rng.choice(("", "其", "本人")) + phrase)


ROLES = ("举报人", "被害人", "证人", "其妻", "投诉人", "消费者", "邻居", "员工", "驾驶员", "执法人员", "委托代理人", "店员：", "见证人为", "姓名：")


def _person(rng: random.Random) -> Seeded:
    who = name(rng)
    written = rng.choice((who, " ".join(who), "\u3000".join(who), "\u200b".join(who)))
    return Seeded("person", who, rng.choice(ROLES) + written + rng.choice(("称", "在场", "反映", "签字", "，", "的陈述")))


def _foreigner(rng: random.Random) -> Seeded:
    who = rng.choice((*DOTTED, *LATIN))
    return Seeded("person", who, rng.choice(("", "证人", "由")) + who + rng.choice(("在场", "签字")))


MAKERS = (
    _identity, _identity, _tax, _old_identity, _mobile, _mobile, _landline, _bank, _plate, _passport, _mail, _account, _address, _address, _sensitive, _person, _person,
    _foreigner,
)  # fmt: skip


def seeded(count: int, seed: int = 20240305) -> Iterator[Seeded]:
    """The first ``count`` strings of a seed, kinds and forms taken in turn and at random."""
    rng = random.Random(seed)
    for place in range(count):
        yield MAKERS[place % len(MAKERS)](rng)
