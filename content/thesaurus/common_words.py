"""Words that stand in every question or every act: as a saying or a meaning they would make anything match."""

from __future__ import annotations

import re

#: What people say in any question about a penalty.
_ASKING = (
    "的 了 吗 呢 啊 吧 么 嘛 我 你 他 她 它 们 我们 人家 别人 这 那 这个 那个 个 是 有 在 被 把 会 能 要 就 都 还 也 很 给 让 对 "
    "怎么 怎么办 怎样 怎么样 如何 什么 咋 咋办 多少 多少钱 几 哪 哪里 哪儿 谁 为什么 为啥 凭什么 是否 可以 能不能 会不会 要不要 是不是 有没有 "
    "请问 问 一下 应该 需要 算 属于 钱 没 没有 不 未 无"
)
#: What stands in any act.
_IN_EVERY_ACT = "罚 罚款 处罚 处 行政处罚 罚则 违法 违法行为 行为 违反 规定 标准 法律 法规 情节 严重 较轻 一般"

COMMON_WORDS = frozenset((_ASKING + " " + _IN_EVERY_ACT).split())
_ONLY_COMMON = re.compile(f"(?:{'|'.join(sorted(COMMON_WORDS, key=len, reverse=True))})+")


def says_nothing(text: str) -> bool:
    """Whether the text is made of such words alone: 怎么罚款."""
    return bool(_ONLY_COMMON.fullmatch(text))
