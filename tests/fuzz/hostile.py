"""Texts that nobody means well with, or that only a broken program sends."""

from __future__ import annotations

from random import Random

#: The element and the attribute that no page may have: planted, they must come back as text.
ELEMENT, HANDLER = "fzmark", "onfzmark"
MARKUP = (
    f"<{ELEMENT}>", f'"><{ELEMENT}>', f"'><{ELEMENT}>", f"</title><{ELEMENT}>", f"</script><{ELEMENT}>", f"</textarea><{ELEMENT}>", f"--><{ELEMENT}>",
    f"]]><{ELEMENT}>", f"</svg><{ELEMENT}>", f'" {HANDLER}="1', f"' {HANDLER}='1", f" {HANDLER}=1 ", f"<{ELEMENT} {HANDLER}=1>", f"javascript:{ELEMENT}",
    f"<svg/onload={ELEMENT}>", f"&lt;{ELEMENT}&gt;", f"＜{ELEMENT}＞", f"\\u003c{ELEMENT}\\u003e", f"<!--<{ELEMENT}>", f"<mark><{ELEMENT}></mark>", f"罚<{ELEMENT}>款",
)  # fmt: skip
SYNTAX = (
    "'", '"', '"罚', "罚\"", "'''", '"" ""', "“罚款", "(", "((((((", ")", "[", "[a TO b]", "{a TO *}", "*", "*:*", "title:罚", "title_words:罚", "a AND", "OR OR", "NOT", "-", "--", "-罚 -款",
    "+", "++罚", "罚~2", "罚^9999", "罚^-1", "\\", "\\\\", "/罚/", "罚 IN [a b]", "法律:", "机关:", "法律:“", "机关:机关:机关:", "法律：食品安全法 机关：", "-\"", "-(", "!", "&&", "||", ":", "::", "%", "_", "%_%",
    "' OR '1'='1", "1; DROP TABLE enforcement_edition;--", "' UNION SELECT sql FROM sqlite_master--", "1 OR SLEEP(9)", "{{7*7}}", "{% debug %}", "${7*7}", "%s%s%n", "%(x)s", "{0.__class__}", "$(id)", "`id`", "; ls", "| cat /etc/passwd",
    "(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 60 + "!", "(" * 500, "\"" * 301, "=cmd|' /C calc'!A0", "@SUM(1)", "../../../etc/passwd", "..%2f..%2f", "file:///etc/passwd", "//evil.example", "/\\evil.example", "https://evil.example/",
    "null", "None", "undefined", "true", "NaN", "Infinity", "-0", "1e309", "0x10", "__proto__", "constructor",
)  # fmt: skip
SIGNS = (
    "\x00", "\x01\x02\x1b[31m", "\r\nSet-Cookie: a=b", "\n\n", "\t", "\x7f", "\x85", "\u2028\u2029", "\u200b\u200d\ufeff", "\u202e罚款", "\ud800", "\udfff\ud800", "\ufffe\uffff", "\U0010ffff",
    "😀", "👨‍👩‍👧‍👦" * 20, "🏳️‍🌈", "e" + "\u0301" * 200, "İ", "ß", "ﬃ", "Ⅳ", "①②", "㈠", "５万元", "食品安全法１２４条", "〇", "𠮷野家", "\ue000", "ا" * 30, "ﷺ" * 40, "罚\u3000款", "\u00a0",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "1", "2", "499", "500", "501", "99999", "9" * 12, "9" * 13, "9" * 400, "1.5", "1,000", "٣", "３", "²", "1 ", "+1", "0001", "一", "五万", "九千九百九十九万亿元", "第九千九百九十九万条", "5万" * 60, "第0条", "第一百二十四条之〇", "0元", "-5万元", "罚款5万以上", "零点零零一万元",
)  # fmt: skip
DAYS = (
    "2026-01-01", "0001-01-01", "9999-12-31", "0000-00-00", "1899-12-31", "2026-02-30", "2024-02-29", "2026-13-01", "99999-01-01", "-2026-01-01", "2026年3月1日", "二〇二六年三月一日", "2026/3/1", "20260301", "2026-1-1", "2026-01-01T00:00:00+99:99", "今天", "2026-W01", "1970-01-01", "10000-01-01", "1949-09-30",
)  # fmt: skip
EVERYDAY = (
    "骑摩托车没戴头盔", "过期食品", "guoqishipin", "gq", "zhong hua ren min gong he guo", "wangba", "食品安全法第一百二十四条", "124条", "罚款5万元以上", "楼下饭店油烟", "拖欠工资怎么办", "会不会拘留", "城管局", "四道沟镇", "露天烧拷", "“超过保质期”", "食品 -餐饮",
)  # fmt: skip


def text(random: Random, words: list[str]) -> str:
    """One text, of any of the sorts above or made of several."""
    sort = random.random()
    if sort < 0.22:
        return random.choice(MARKUP)
    if sort < 0.4:
        return random.choice(SYNTAX)
    if sort < 0.52:
        return random.choice(SIGNS)
    if sort < 0.6:
        return random.choice((*NUMBERS, *DAYS))
    if sort < 0.72:
        return random.choice((*EVERYDAY, *words)) if words else random.choice(EVERYDAY)
    if sort < 0.82:
        return _broken(random, random.choice((*EVERYDAY, *words)))
    if sort < 0.9:
        return _long(random, words)
    return random.choice(("", " ", "+")).join(text(random, words) for _ in range(random.randint(2, 4)))


def _broken(random: Random, said: str) -> str:
    """A text with signs taken out, doubled, changed places or replaced."""
    signs = list(said) or ["罚"]
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(signs))
        signs[place : place + 1] = random.choice(([], signs[place : place + 1] * 2, [random.choice(SIGNS)], [chr(random.randint(0x4E00, 0x9FFF))], [chr(random.randint(1, 0x2FF))]))
        signs = signs or ["罚"]
    return "".join(signs)


def _long(random: Random, words: list[str]) -> str:
    """Up to ten thousand characters: one sign, one word, many words, chance Han characters, pinyin without end."""
    length = random.choice((199, 200, 201, 799, 801, 3_000, 10_000))
    piece = random.choice(("罚", "a", "zhuang", "5万", "第一条", "头盔 ", "“", "<", "\u0301", *(words[:20] or ["罚款"])))
    if random.random() < 0.4:
        return "".join(chr(random.randint(0x4E00, 0x9FFF)) for _ in range(length))
    return (piece * (length // len(piece) + 1))[:length]
