"""How text becomes terms, for documents and for questions alike.

Segmentation is done once, here: words, pairs of neighbouring characters, and
single characters. The engines index terms as they come and need no plug-in,
so that both give the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import rjieba

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{_HAN}〇]+|[0-9a-z]+(?:\.[0-9]+)?")
#: Runs of letters and digits sort before it, 〇 and every Han character behind.
_FIRST_HAN = "〇"

#: Words that carry no content in a question about penalties. Every text has
#: them, so they would let anything match.
SHELL_WORDS = frozenset(
    (
        "的 了 吗 呢 啊 吧 么 嘛 和 与 或 及 在 是 有 被 把 将 会 能 要 我 你 他 她 它 们 这 那 个 怎么 怎么办 怎样 如何 什么 多少 多少钱 几 "
        "哪 哪里 为什么 凭什么 是否 可以 能不能 会不会 要不要 罚 罚款 处罚 处 钱 规定 标准 问 请问 一下 没 没有 不 就 都 还 也 很 给 让 对 "
        "违法 行为 算 属于 应该 需要 未 我们 人家 别人 有人 一个 这个 那个 这样 那样 里 上 下 着 过 得 地 去 到 从 被罚 咋 咋办 啥 犯法 违规 "
        "后果 严重 条款 法律 依据 有没有 是不是 行不行 谁 哪个 部门 管 归 怎么罚 罚多少 怎么处罚 举报 投诉 找 最多 最少 最高 最低 多 少"
    ).split()
)

#: The same denial in other words: 没有取得, 没取得 and 未取得 are one; 没收 denies nothing.
_DENIALS = re.compile("没有|没(?!收)|未曾|尚未|并未")
_NOT_BY = re.compile("不(?=按|依|经|能提供|具备|符合)")


class Terms(NamedTuple):
    """The views of a text: words as a dictionary cuts them, neighbouring characters, characters."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    signs: tuple[str, ...]


VIEWS = Terms._fields

#: Control characters, and halves of characters that came from broken bytes: no index takes them.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def fold(text: str) -> str:
    """Full-width forms narrowed, letters small, control characters gone."""
    return _UNREADABLE.sub(" ", unicodedata.normalize("NFKC", text).lower())


def plain(text: str) -> str:
    """Folded, and every denial said as laws say it: 未."""
    return _NOT_BY.sub("未", _DENIALS.sub("未", fold(text)))


def _learn() -> None:
    for line in (Path(__file__).parent / "dictionary.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            rjieba.add_word(line, None, None)


_learn()

#: Longest text kept as cut: questions, titles, names and citations come again and again; bodies do not, and are long.
REMEMBERED = 160


def terms(text: str) -> Terms:
    """All terms of a text, in order. Never fails; text without letters or digits has none."""
    return _remembered(text) if len(text) <= REMEMBERED else _cut(text)


def _cut(text: str) -> Terms:
    told = plain(text)
    words = [word for word in rjieba.cut_for_search(told) if word[0].isalnum()]
    pairs: list[str] = []
    signs: list[str] = []
    # Between neighbours 无, 不 and 未 are one sign: 无证 and 未证, 不戴 and 未戴. Much faster than ``translate``.
    for run in _RUN.findall(told.replace("无", "未").replace("不", "未").replace("没", "未")):
        if run < _FIRST_HAN:
            pairs.append(run)
            signs.append(run)
        else:
            signs += run
            pairs += map(str.__add__, run, run[1:]) if len(run) > 1 else run
    return Terms(tuple(words), tuple(pairs), tuple(signs))


_remembered = lru_cache(maxsize=20_000)(_cut)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a question, each the longest that the dictionary knows, in order."""
    return tuple(word for word in rjieba.cut(plain(text)) if word[0].isalnum())


def pairs_of(text: str) -> tuple[str, ...]:
    """The neighbouring characters of a term, in order: as a phrase they find the term wherever it stands."""
    return terms(text).pairs


def content_words(text: str) -> tuple[str, ...]:
    """The words of a question that say what it is about, each once; all of them when none does."""
    words = tuple(dict.fromkeys(words_of(text)))
    telling = tuple(word for word in words if word not in SHELL_WORDS)
    return telling or words


def cut_whole(text: str) -> tuple[str, ...]:
    """A text in words, each the longest that the dictionary knows, nothing left out: joined they are the text."""
    return tuple(rjieba.cut(text))


def is_word(text: str) -> bool:
    """Whether the dictionary knows it; a single character is one, a figure or a letter cut from others is not."""
    return rjieba.has_word(text) if len(text) > 1 or text.isascii() else True
