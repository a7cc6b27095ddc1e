"""Judged questions and how an answer is scored: nDCG@10 and Recall@20, as `docs/performance.md` explains them."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

#: The project's own questions, over the sample catalogue.
OWN = Path(__file__).parent / "judged.jsonl"
#: A grade from here on is an answer; below, it is a neighbour.
GOOD = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers: code of the item → grade, 1 (neighbour) to 3 (the answer)."""

    qid: str
    text: str
    style: str
    topic: str
    grades: Mapping[str, int]

    @property
    def half(self) -> int:
        """Which half of the topics it belongs to, 0 or 1: tune on one, read the other."""
        return blake2b(self.topic.encode(), digest_size=1).digest()[0] & 1


@dataclass(frozen=True, slots=True)
class Score:
    """How well one question was answered; ``recall`` is None where nothing but neighbours was judged."""

    ndcg: float
    recall: float | None


def read_questions(path: Path, codes: Mapping[str, str], titles: Mapping[str, Sequence[str]]) -> list[Question]:
    """The questions that have an answer.

    ``codes`` maps ids of a catalogue to codes, ``titles`` acts to the codes of
    the items that bear them. Raises ValueError for an answer that none of them
    knows, with the question's number and nothing of its text.
    """
    questions = []
    for line in read_lines(path):
        grades: dict[str, int] = {}
        for answer in line["relevant"]:
            for code in _codes(line["qid"], answer, codes, titles):
                grades[code] = max(int(answer["grade"]), grades.get(code, 0))
        if grades:
            questions.append(Question(str(line["qid"]), line["query"], line["style"], line.get("topic") or "", grades))
    return questions


def read_codes(path: Path) -> dict[str, str]:
    """A catalogue's ids and the codes they stand for."""
    return {str(line["id"]): str(line["code"]) for line in read_lines(path)}


def read_lines(path: Path) -> list[dict[str, Any]]:
    """JSON lines, packed or not."""
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def score(found: Sequence[str], grades: Mapping[str, int]) -> Score:
    """``found`` are codes in order. A grade g gains 2**g - 1, less the further down it stands."""
    best = _gain(sorted(grades.values(), reverse=True)[:10])
    good = {code for code, grade in grades.items() if grade >= GOOD}
    recall = len(good & set(found[:20])) / min(len(good), 20) if good else None
    return Score(_gain([grades.get(code, 0) for code in found[:10]]) / best, recall)


def mean(values: Iterable[float | None]) -> float:
    """Of those that are known; nan of none."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else math.nan


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def _codes(qid: str, answer: Mapping[str, Any], codes: Mapping[str, str], titles: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if "code" in answer:
        return (str(answer["code"]),)
    known = titles.get(answer["title"], ()) if "title" in answer else [codes[str(answer["id"])]] if str(answer["id"]) in codes else ()
    if not known:
        raise ValueError(f"question {qid}: an answer that is not in the catalogue (are ids given without CATALOGUE?)")
    return known
