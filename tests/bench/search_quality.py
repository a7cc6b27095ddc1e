"""``make bench-search``: how well both engines answer questions, beside plain BM25 and looking for the text, in one run.

Without arguments the project's own questions over its sample. A file of
questions is read by the program alone: texts are printed only with ``--worst``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import judged, own_site
from tests.bench.engines import answering, with_cluster, without_cluster
from tests.bench.judged import Question, Score
from tests.bench.table import number, ratio, show

if TYPE_CHECKING:
    from search.engines.base import Engine
    from tests.bench.plain_search import PlainItem

Finder = Callable[[str], Sequence[str]]
WORST = 10
NAMES = {"embedded": "内置", "elastic": "Elasticsearch"}


def main() -> int:
    """0 when on every engine every title finds its own item, else 1."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder, without_cluster() if asked.embedded else with_cluster():
        own_site.set_up(asked.data or Path(folder))
        own_site.fill(asked.workbook)
        return _run(asked)


def _run(asked: argparse.Namespace) -> int:
    from search.engines import kept_engines
    from tests.bench import catalogue, titles
    from tests.bench.plain_search import PlainBm25, PlainSubstring

    items = list(catalogue.items())
    questions = judged.read_questions(asked.qrels, judged.read_codes(asked.catalogue) if asked.catalogue else {}, _by_title(items))
    known = {item.code for item in items}
    lost = sum(code not in known for question in questions for code in question.grades)
    print(f"{len(items)}项；{len(questions)}个问题，{len({question.topic for question in questions})}个主题" + (f"；{lost}个答案不在目录中" if lost else ""))
    engines = kept_engines()[::-1]
    ours = {engine.name: _answered(engine, questions) for engine in engines}
    references = {"BM25": _scored(PlainBm25(items).find, questions), "原文查找": _scored(PlainSubstring(items).find, questions)}
    _print(questions, ours, references)
    if asked.halves:
        for half in (0, 1):
            chosen = [place for place, question in enumerate(questions) if question.half == half]
            print(f"\n主题的{'甲乙'[half]}半")
            only = [{name: [scores[place] for place in chosen] for name, scores in each.items()} for each in (ours, references)]
            _print([questions[place] for place in chosen], *only)
    for name, scores in ours.items():
        _print_worst(name, questions, scores, with_text=asked.worst)
    if asked.no_titles:
        return 0
    all_missed = 0
    for engine in engines:
        with answering(engine):
            missed, tried = titles.check()
        print(f"\n标题检验（{NAMES[engine.name]}）：{tried - len(missed)} / {tried}")
        for title in missed[:WORST]:
            print(f"  {title}")
        all_missed += len(missed)
    return 1 if all_missed else 0


def _answered(engine: Engine, questions: Sequence[Question]) -> list[Score]:
    """One engine's scores; how long it took is printed."""
    from tests.bench import catalogue

    started = time.perf_counter()
    with answering(engine):
        scores = _scored(catalogue.codes_found, questions)
    each = (time.perf_counter() - started) * 1000 / max(len(questions), 1)
    print(f"  {NAMES[engine.name]}：每个问题{each:.0f}毫秒（含从数据库读取，不含HTTP）")
    return scores


def _by_title(items: Sequence[PlainItem]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        found[item.act].append(item.code)
    return found


def _scored(find: Finder, questions: Sequence[Question]) -> list[Score]:
    return [judged.score(find(question.text), question.grades) for question in questions]


def _print(questions: Sequence[Question], ours: Mapping[str, Sequence[Score]], references: Mapping[str, Sequence[Score]]) -> None:
    """A line for each style of question: nDCG@10 and Recall@20 of each engine and of BM25, how many times the latter, and nDCG@10 of looking for the text."""
    head = [column for name in ours for column in (NAMES[name], "召回")]
    rows = [["题型", "题数", *head, "BM25", "召回", "倍数", "原文查找"]]
    styles = sorted({question.style for question in questions})
    for style in (*styles, None):
        chosen = [place for place, question in enumerate(questions) if style in (None, question.style)]
        told = [_means(scores, chosen) for scores in (*ours.values(), references["BM25"])]
        plain = _means(references["原文查找"], chosen)[0]
        cells = [number(value) for pair in told for value in pair]
        rows.append([style or "全部", str(len(chosen)), *cells, ratio(told[0][0], told[-1][0]), number(plain)])
    show(rows)


def _means(scores: Sequence[Score], chosen: Sequence[int]) -> tuple[float, float]:
    """nDCG@10 and Recall@20."""
    return judged.mean(scores[place].ndcg for place in chosen), judged.mean(scores[place].recall for place in chosen)


def _print_worst(name: str, questions: Sequence[Question], scores: Sequence[Score], *, with_text: bool) -> None:
    print(f"\n最差的问题（{NAMES[name]}" + ("）" if with_text else "，加 --worst 显示原文）"))
    order = sorted(range(len(questions)), key=lambda place: (scores[place].ndcg, questions[place].qid))
    for place in order[:WORST]:
        question = questions[place]
        print(f"  {scores[place].ndcg:.2f}  {question.qid}  {question.style}" + (f"  {question.text}" if with_text else ""))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-search", description="检索质量：nDCG@10、Recall@20、标题检验。")
    parser.add_argument("--qrels", type=Path, default=judged.OWN, help="判定过的问题，每行一个JSON")
    parser.add_argument("--catalogue", type=Path, help="答案以id给出时，id与编码的对照，每行一个JSON")
    parser.add_argument("--workbook", type=Path, help="要导入的工作簿；省略时用示例目录")
    parser.add_argument("--data", type=Path, help="状态文件夹；已有目录的不再导入，只更新词库和索引")
    parser.add_argument("--embedded", action="store_true", help="只用内置检索，不用Elasticsearch")
    parser.add_argument("--halves", action="store_true", help="另按主题分为两半分别打印")
    parser.add_argument("--worst", action="store_true", help="显示最差问题的原文")
    parser.add_argument("--no-titles", action="store_true", help="不做标题检验")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
