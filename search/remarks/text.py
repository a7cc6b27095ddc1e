"""Signs in a question that mean something elsewhere and nothing here: found by how they look, told in one sentence."""

from __future__ import annotations

import re

from search.query import LONGEST_TEXT, MOST_WORDS, clean_text, one_line
from search.remarks.kinds import Remark
from search.understanding.syntax import has_stray_quote

#: Markup, statements and templates: what is tried against a site, or copied along by mistake.
_CODE = re.compile(
    r"<\s*[/!?]?\s*[a-z][^<>]*>?|\$\{|\{\{|\{\s*[\"']|javascript:|[\"']\s*;|\.\./|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|<%|%3c"
    r"|\bunion\s+(?:all\s+)?select\b|\bselect\b.+\bfrom\b|\b(?:drop|alter|truncate)\s+table\b|\binsert\s+into\b|\bdelete\s+from\b"
    r"|[\"']\s*(?:or|and)\s+[\"'\d]",
    re.IGNORECASE,
)
_REGULAR = re.compile(
    r"^/.+/[a-z]*$|\\[dwsb]|\.[*+?]|\.\{\d|\[\^|\[[^\[\]]-[^\[\]]+\]|\[[^\[\]]+\][*+?{]|\(\?[:=!<]|\w\{\d+(?:,\d*)?\}|\([^()|]+\|[^()]+\)|\)[*+]|^\^.+|\w\$$",
    re.IGNORECASE,
)
#: A question mark ends a question as well: only one that stands within a word, or several, are meant for something else.
_WILDCARD = re.compile(r"[*＊]|\w\?\?+\w|(?:^|\s)[?_%](?=\w)|(?<=[^\W\d])[%~^](?=\d*(?:\s|$))")
_OPERATOR = re.compile(r"(?:^|\s)(?:AND|OR|NOT)(?=\s|$)|&&|\|\|")
_LOOKS = (
    ("code", _CODE, "问题里像是程序代码的部分没有特殊作用，已按普通文字检索。"),
    ("regular-expression", _REGULAR, "这里不支持正则表达式，已按普通文字检索。"),
    ("wildcard", _WILDCARD, "“*”“?”“%”等通配符在这里没有作用，已按普通文字检索。只写一部分字词，也能查到。"),
    ("operator", _OPERATOR, "“AND”“OR”“NOT”在这里没有特殊作用，已按普通文字检索。要去掉某个词，请在它前面加空格和减号，例如“垃圾 -医疗”。"),
)


def text_remark(raw: str) -> Remark | None:
    """The one thing worth saying of a question as it was typed: what was cut before what was ignored."""
    text = clean_text(raw)
    if not text:
        return _remark("nothing-readable", "问题里没有可以识别的文字，请重新输入。") if raw.strip() else None
    whole = one_line(raw)
    if not any(character.isalnum() for character in text):
        return _remark("only-punctuation", "问题里只有标点符号，没有可以查找的字词。")
    if len(whole) > LONGEST_TEXT:
        return _remark("too-long", f"问题超过{LONGEST_TEXT}字，只按前{LONGEST_TEXT}字检索。写短一些，结果更准。")
    if len(whole.split()) > MOST_WORDS:
        return _remark("too-many-words", f"问题超过{MOST_WORDS}个词，只按前{MOST_WORDS}个词检索。只写最要紧的几个词，结果更准。")
    for kind, looks, sentence in _LOOKS:
        if looks.search(text):
            return _remark(kind, sentence)
    if has_stray_quote(text):
        return _remark("unpaired-quote", "引号没有成对，已按没有引号检索。要照原样查，请把词放在一对引号里，例如“超过保质期”。")
    return None


def _remark(kind: str, sentence: str) -> Remark:
    return Remark(kind, "q", sentence)
