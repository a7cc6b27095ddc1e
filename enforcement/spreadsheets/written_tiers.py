"""Words that name a tier (裁量阶次), and the reading of tiers written in one cell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from enforcement.penalties.tier_words import PREFIX, SCALE, SUFFIX, WORD, is_tier_word

_COUNTER = re.compile(r"\A(?:[(（]?(?:\d{1,2}|[一二三四五六七八])[)）、.．:：]|[①-⑩])\s*(?!\d)")
_SPACE = re.compile(r"\s+")


def are_tier_words(text: str) -> bool:
    """Whether a cell holds tier labels and nothing else: one, or one a line, counted or not."""
    lines = uncounted(text)
    return bool(lines) and all(map(is_tier_word, lines))


def uncounted(text: str) -> list[str]:
    """The lines of a cell; where all are counted 1. 2. 3. the numbers are left out."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    counted = len(lines) > 1 and all(_COUNTER.match(line) for line in lines)
    return [_COUNTER.sub("", line) for line in lines] if counted else lines


def split_head(text: str) -> tuple[str, str]:
    """A column head such as 轻微处罚标准 as (tier label, rest); label empty when there is none."""
    folded = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    match = re.match(
        f"(?:{PREFIX}(?:{WORD})(?:违法行为|违法|情节)?|{SCALE})[-—_:/·]?", folded, re.IGNORECASE
    )
    if match and match.end() < len(folded):
        return match[0].rstrip("-—_:/·"), folded[match.end() :].strip("()")
    match = re.fullmatch(
        f"(.+?)[(—_:/·-]+((?:{PREFIX}(?:{WORD}){SUFFIX}|{SCALE}))[)]?", folded, re.IGNORECASE
    )
    return (match[2], match[1]) if match else ("", folded)


@dataclass(frozen=True, slots=True)
class WrittenTier:
    """One tier found inside a cell."""

    tier: str
    condition: str
    penalty: str


_NUMBER = "(?:[（(【]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[）)】、.．]|[①-⑩]|[-—•●■◆·])"
_WIDE_CORE = (
    f"(?:情节|违法情节|程度|违法程度)?(?:{WORD})(?:违法行为|违法|情节|情形|处罚|程度|档次|档|裁量)?(?:的)?"
)
_WIDE_SCALE = "第[一二三四五六七八九十]+[档级阶]次?|[一二三四五六七八九十][档级]|[ⅠⅡⅢⅣⅤⅥⅦⅧIVX]{1,4}[级档]|(?:基础裁量|裁量)?[A-HＡ-Ｈ][级档]?"
_HEAD = re.compile(
    rf"(?:(?<=^)|(?<=[\n；;。]))[ \t\u3000]*(?P<number>{_NUMBER})?[ \t\u3000]*"
    rf"(?:[【\[〔「](?P<boxed>{_WIDE_CORE}|{_WIDE_SCALE})[】\]〕」][：:，,]?"
    rf"|(?P<bare>{_WIDE_CORE}|{_WIDE_SCALE})[ \t\u3000]*(?:[：:|｜→]|[—\-－]{{1,2}})"
    rf"|(?P<lined>{_WIDE_CORE}|{_WIDE_SCALE})[ \t\u3000]*\n"
    rf"|(?P<embraced>{_WIDE_CORE}|{_WIDE_SCALE})(?=[（(])"
    rf"|(?P<counted>(?(number)(?:{_WIDE_CORE}|{_WIDE_SCALE})|(?!)))[，,]"
    rf"|(?P<loose>(?:情节|违法情节|程度)?(?:{WORD})(?:违法行为|情节|情形)?(?:的)?)[，,])"
)
#: From the surest shape of a head to the one that ordinary text may have, too.
_SHAPES = ("boxed", "bare", "embraced", "lined", "counted", "loose")
_LABELS = re.compile(
    r"(?:^|(?<=[\s；;，,。]))\s*(?P<name>适用条件|适用情形|具体情形|违法情形|情形|条件|情节|违法情节|处罚标准|裁量标准|具体标准"
    r"|裁量幅度|处罚幅度|处罚|标准|幅度|裁量基准|处罚基准)[：:]\s*"
)
_CONDITION_LABELS = ("适用条件", "适用情形", "具体情形", "违法情形", "情形", "条件", "情节", "违法情节")
_VERB = (
    "处以?|并处|可以?|应当|给予|予以|责令|没收|不予|免予|减轻|从轻|从重|吊销|撤销|暂扣|扣留|扣押|警告|罚款|通报批评|依法|依照|按照?|由|对|处罚|取消|"
    "限期|限制|降低|拆除|强制|拘留|追缴|收缴|销毁|移送|加处|注销|停止|禁止|行政机关"
)
_START = re.compile(f"(?:{_VERB})")
_MORE_CONDITION = re.compile(
    r"[（(0-9０-９①-⑩]|[一二三四五六七八九十]、|或|且|并且|以及|但|未|有|没有|造成|经|在|能|主动|及时|违法|情节|其他"
)
_CLOSED = ("的", "之一", "情形", "情节", "者")
#: What the law says of crimes belongs to the consequence, though it ends in 的.
_CRIME = re.compile(r"(?:尚不|尚未|尚|不)?构成(?:刑事)?犯罪的|尚不够刑事处罚的")
_RULE = re.compile(r"[|｜→⇒]|(?<!\d)[—–]{1,2}(?!\d)")
_CLAUSE_ENDS = " \t\u3000，,；;。：:\n"
_CLAUSE = re.compile(r"(?<=[，,；;。：:\n])")


def split_tiers(text: str) -> list[WrittenTier]:
    """The tiers of a cell that holds them all, in order; empty when fewer than two heads are found.

    Understands numbers or line breaks before the tier word, 【轻微】, and a
    colon, bar or dash after it. Condition and penalty are told apart by labels,
    else at the clause that begins the penalty.
    """
    heads = _heads(text)
    if len(heads) < 2:
        return []
    ends = [start for start, _, _ in heads[1:]] + [len(text)]
    bodies = [text[body:end] for (_, body, _), end in zip(heads, ends, strict=True)]
    repeated = _repeated(bodies)
    return [
        WrittenTier(label, *split_body(body, repeated))
        for (_, _, label), body in zip(heads, bodies, strict=True)
    ]


def _heads(text: str) -> list[tuple[int, int, str]]:
    """(start, start of body, label) of each tier; heads all of the surest shape present."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for match in _HEAD.finditer(text):
        shape = str(match.lastgroup)
        found.setdefault(shape, []).append((match.start(), match.end(), match[shape].strip()))
    for shape in _SHAPES:
        if len(found.get(shape, ())) >= 2:
            return found[shape]
    mixed = sorted(item for items in found.values() for item in items)
    return mixed if len(mixed) >= 2 and text.lstrip()[:1] and mixed[0][0] <= 2 else []


def _repeated(bodies: list[str]) -> frozenset[str]:
    """Clauses in …的 that several tiers share: they tell no tier from another."""
    counts = Counter(
        clause
        for body in bodies
        for clause in {piece.strip(_CLAUSE_ENDS) for piece in _CLAUSE.split(body)}
        if clause.endswith("的")
    )
    return frozenset(clause for clause, count in counts.items() if count > 1)


def split_body(text: str, repeated: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Condition and penalty of one tier's text; the condition is empty when none can be told.

    ``repeated`` are clauses that other tiers of the item have as well.
    """
    body = text.strip(" \t\n\u3000；;").rstrip("；;，,")
    labels = list(_LABELS.finditer(body))
    if labels:
        parts = {"condition": "", "penalty": ""}
        for index, label in enumerate(labels):
            end = labels[index + 1].start() if index + 1 < len(labels) else len(body)
            part = "condition" if label["name"] in _CONDITION_LABELS else "penalty"
            piece = body[label.end() : end].strip(" \t\n；;，,")
            parts[part] = f"{parts[part]}\n{piece}".strip()
        before = body[: labels[0].start()].strip(" \t\n；;，,")
        if before and not parts["condition"]:
            parts["condition"] = before
        if parts["penalty"] or not parts["condition"]:
            return parts["condition"], parts["penalty"]
        body = parts["condition"]
    ruled = _RULE.split(body)
    if len(ruled) == 2 and all(part.strip() for part in ruled):
        return ruled[0].strip(_CLAUSE_ENDS), ruled[1].strip()
    if embraced := _embraced(body):
        return embraced
    cut = _penalty_start(body, repeated)
    return body[:cut].strip(" \t\n，,；;：:。" if cut < len(body) else " \n"), body[cut:].strip()


def _embraced(body: str) -> tuple[str, str] | None:
    """（condition）：penalty, or without the colon where the penalty begins like one."""
    if body[:1] not in ("（", "("):
        return None
    depth = end = 0
    while end < len(body):
        depth += (body[end] in "（(") - (body[end] in "）)")
        end += 1
        if not depth:
            break
    condition, rest = body[1 : end - 1].strip(), body[end:].strip()
    penalty = rest.lstrip("：:，, \n")
    if len(condition) <= 2 or not penalty or not (rest[0] in "：:" or _START.match(penalty)):
        return None
    return condition, penalty


def _penalty_start(body: str, repeated: frozenset[str]) -> int:
    """Where the penalty begins: after a clause that ends in 的, else the first clause with a penalty verb."""
    starts = [0] + [match.start() for match in _CLAUSE.finditer(body) if match.start() < len(body)]
    fallback = first_closed = -1
    told = False
    for start, following in zip(starts, [*starts[1:], len(body)], strict=True):
        clause = body[start:following].strip(_CLAUSE_ENDS)
        before = body[:start].rstrip(_CLAUSE_ENDS)
        verb = _START.match(clause) is not None
        if start == 0:
            if verb:
                return 0
        else:
            closed = before.endswith(_CLOSED)
            if closed and first_closed < 0:
                first_closed = start
            if closed and (verb or not (clause.endswith(("的", "之一")) or _MORE_CONDITION.match(clause))):
                return start
            if closed and (_CRIME.fullmatch(clause) or (told and clause in repeated)):
                return start
            if verb and fallback < 0:
                fallback = start
        told = told or clause not in repeated
    if fallback >= 0:
        return fallback
    return 0 if "罚" in body else max(first_closed, 0) or len(body)
