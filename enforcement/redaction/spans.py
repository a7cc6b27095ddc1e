"""Pieces of a text that the public may not read, and the text without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

Kind = Literal[
    "identity_number", "mobile", "landline", "bank_account", "long_number", "passport", "certificate", "plate", "vehicle_number",
    "email", "social_account", "address", "birth", "party_name", "legal_representative", "person", "possible_name",
    "health", "religion", "biometrics", "whereabouts", "privacy", "minor",
]  # fmt: skip
#: ``masked`` and ``omitted`` are settled; ``held`` waits for a second person and is public nowhere until then.
Outcome = Literal["masked", "omitted", "held"]

#: What each kind is called on screen.
NAMES: Final[dict[Kind, str]] = {
    "identity_number": "身份证号码",
    "mobile": "手机号码",
    "landline": "固定电话号码",
    "bank_account": "银行账号",
    "long_number": "像账号的长号码",
    "passport": "护照或者通行证号码",
    "certificate": "个人证件号码",
    "plate": "车牌号码",
    "vehicle_number": "车辆识别代号",
    "email": "电子邮箱",
    "social_account": "网络账号",
    "address": "详细地址",
    "birth": "出生日期、性别或者民族",
    "party_name": "被处罚人姓名",
    "legal_representative": "法定代表人、负责人或者经营者姓名",
    "person": "其他人姓名",
    "possible_name": "可能是姓名的文字",
    "health": "健康状况",
    "religion": "宗教信仰",
    "biometrics": "生物识别信息",
    "whereabouts": "行踪",
    "privacy": "个人隐私",
    "minor": "未成年人",
}

#: What stands in the public text where a number was.
STARS: Final = "***"


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a text, what stands there instead, and why. It never carries the text itself."""

    start: int
    end: int
    kind: Kind
    replacement: str = STARS
    outcome: Outcome = "masked"
    reason: str = ""


def settle(spans: Iterable[Span]) -> list[Span]:
    """The spans in order and without overlap: what overlaps becomes one, so that nothing found is uncovered.

    The longest of them says what stands there instead; one that is held holds all.
    """
    settled: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not settled or span.start >= settled[-1].end:
            settled.append(span)
            continue
        before = settled[-1]
        main = before if before.end - before.start >= span.end - span.start else span
        held = next((one for one in (before, span) if one.outcome == "held"), main)
        kind = held.kind if held.outcome == "held" else main.kind
        settled[-1] = replace(
            main, start=before.start, end=max(before.end, span.end), kind=kind, outcome=held.outcome, reason=held.reason
        )
    return settled


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with settled spans replaced."""
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += text[done : span.start], span.replacement
        done = span.end
    return "".join([*pieces, text[done:]])
