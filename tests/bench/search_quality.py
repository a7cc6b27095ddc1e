"""``make bench-search``: how well questions are answered, beside plain BM25 and looking for the text, in one run.

Without arguments the project's own questions over its sample. A file of
questions is read by the program alone: texts are printed only with ``--worst``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import judged, own_site
from tests.bench.judged import Question, Score
from tests.bench.table import number, ratio, show

if TYPE_CHECKING:
    from tests.bench.plain_search import PlainItem

Finder = Callable[[str], Sequence[str]]
WORST = 10


def main() -> int:
    """0 when every title finds its own item, else 1."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        own_site.set_up(asked.data or Path(folder))
        own_site.fill(asked.workbook)
        return _run(asked)


def _run(asked: argparse.Namespace) -> int:
    from tests.bench import catalogue, titles
    from tests.bench.plain_search import PlainBm25, PlainSubstring

    items = list(catalogue.items())
    questions = judged.read_questions(asked.qrels, judged.read_codes(asked.catalogue) if asked.catalogue else {}, _by_title(items))
    known = {item.code for item in items}
    lost = sum(code not in known for question in questions for code in question.grades)
    print(f"{len(items)}项；{len(questions)}个问题，{len({question.topic for question in questions})}个主题" + (f"；{lost}个答案不在目录中" if lost else ""))
    bm25, substring = PlainBm25(items), PlainSubstring(items)
    started = time.perf_counter()
    ours = _scored(catalogue.codes_found, questions)
    seconds = time.perf_counter() - started
    references = _scored(bm25.find, questions), _scored(substring.find, questions)
    _print(questions, ours, *references)
    print(f"  每个问题{seconds * 1000 / max(len(questions), 1):.0f}毫秒（含从数据库读取，不含HTTP）")
    if asked.halves:
        for half in (0, 1):
            chosen = [place for place, question in enumerate(questions) if question.half == half]
            print(f"\n主题的{'甲乙'[half]}半")
            _print([questions[place] for place in chosen], *([scores[place] for place in chosen] for scores in (ours, *references)))
    _print_worst(questions, ours, with_text=asked.worst)
    if asked.no_titles:
        return 0
    missed, tried = titles.check()
    print(f"\n标题检验：{tried - len(missed)} / {tried}")
    for title in missed[:WORST]:
        print(f"  {title}")
    return 1 if missed else 0


def _by_title(items: Sequence[PlainItem]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        found[item.act].append(item.code)
    return found


def _scored(find: Finder, questions: Sequence[Question]) -> list[Score]:
    return [judged.score(find(question.text), question.grades) for question in questions]


def _print(questions: Sequence[Question], ours: Sequence[Score], bm25: Sequence[Score], substring: Sequence[Score]) -> None:
    rows = [["题型", "题数", "nDCG@10", "Recall@20", "BM25", "其召回", "倍数", "原文查找"]]
    styles = sorted({question.style for question in questions})
    for style in (*styles, None):
        chosen = [place for place, question in enumerate(questions) if style in (None, question.style)]
        nd = [judged.mean(scores[place].ndcg for place in chosen) for scores in (ours, bm25, substring)]
        recall = [judged.mean(scores[place].recall for place in chosen) for scores in (ours, bm25)]
        rows.append([style or "全部", str(len(chosen)), number(nd[0]), number(recall[0]), number(nd[1]), number(recall[1]), ratio(nd[0], nd[1]), number(nd[2])])
    show(rows)


def _print_worst(questions: Sequence[Question], ours: Sequence[Score], *, with_text: bool) -> None:
    print("\n最差的问题" + ("" if with_text else "（加 --worst 显示原文）"))
    order = sorted(range(len(questions)), key=lambda place: (ours[place].ndcg, questions[place].qid))
    for place in order[:WORST]:
        question = questions[place]
        print(f"  {ours[place].ndcg:.2f}  {question.qid}  {question.style}" + (f"  {question.text}" if with_text else ""))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-search", description="检索质量：nDCG@10、Recall@20、标题检验。")
    parser.add_argument("--qrels", type=Path, default=judged.OWN, help="判定过的问题，每行一个JSON")
    parser.add_argument("--catalogue", type=Path, help="答案以id给出时，id与编码的对照，每行一个JSON")
    parser.add_argument("--workbook", type=Path, help="要导入的工作簿；省略时用示例目录")
    parser.add_argument("--data", type=Path, help="状态文件夹；已有目录的不再导入，只更新词库和索引")
    parser.add_argument("--halves", action="store_true", help="另按主题分为两半分别打印")
    parser.add_argument("--worst", action="store_true", help="显示最差问题的原文")
    parser.add_argument("--no-titles", action="store_true", help="不做标题检验")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
