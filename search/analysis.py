"""How text becomes terms, for documents and for queries alike.

Segmentation is done once, here: words and character pairs. The engines index
terms as they come and need no plug-in, so that both give the same answer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
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
        "违法 行为 算 属于 应该 需要"
    ).split()
)


class Terms(NamedTuple):
    """The two views of a text: words as a dictionary cuts them, and neighbouring characters."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]


#: Control characters, and halves of characters that came from broken bytes: no index takes them.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def fold(text: str) -> str:
    """Full-width forms narrowed, letters small, control characters gone."""
    return _UNREADABLE.sub(" ", unicodedata.normalize("NFKC", text).lower())


#: Questions, titles, names and citations come again and again; bodies do not, and are long.
_SHORT = 160


def terms(text: str) -> Terms:
    """All terms of a text, in order. Never fails; text without letters or digits has none."""
    return _remembered(text) if len(text) <= _SHORT else _cut(text)


def _cut(text: str) -> Terms:
    folded = fold(text)
    words = [word for word in rjieba.cut_for_search(folded) if word[0].isalnum()]
    pairs: list[str] = []
    for run in _RUN.findall(folded):
        if len(run) == 1 or run < _FIRST_HAN:
            pairs.append(run)
        else:
            pairs += map(str.__add__, run, run[1:])
    return Terms(tuple(words), tuple(pairs))


_remembered = lru_cache(maxsize=20_000)(_cut)


def content_words(text: str) -> tuple[str, ...]:
    """The words of a question that say what it is about, each once; all of them when none does."""
    words = tuple(dict.fromkeys(terms(text).words))
    telling = tuple(word for word in words if word not in SHELL_WORDS)
    return telling or words
