"""A search through the server, less the engine's own work, against a bare Wagtail page."""

from __future__ import annotations

from urllib.parse import quote

from search.engines import current_engine
from search.indexer import rebuild
from search.query import SearchQuery
from tests.bench.grown import grow
from tests.bench.questions import questions
from tests.bench.server import running
from tests.bench.serving import prepare
from tests.bench.timing import in_turn
from tests.bench.wsgi import BARE

SIZES = (2_293, 100_000)
REPEATS = 300


def run(sizes: tuple[int, ...] = SIZES, repeats: int = REPEATS) -> None:
    """Prints times at each size. The engine is asked in this process what the page asks it: the same clauses and counts."""
    prepare()
    print(f"检索页（HTTP，未缓存，{repeats}个不同的问题，轮流）")
    for size in sizes:
        grow(size)
        documents = rebuild().documents
        asked = questions(repeats + 5)
        requests = [SearchQuery(text=text).request() for text in asked]
        engine = current_engine()
        with running() as client:
            times = in_turn(
                {
                    "bare": lambda _: client.get(BARE, fresh=True),
                    "search": lambda turn: client.get("/search/?q=" + quote(asked[turn]), fresh=True),  # noqa: B023 - used within the turn
                    "engine": lambda turn: engine.search(requests[turn]),  # noqa: B023
                },
                repeats,
            )
        beyond = times["search"].p50 - times["engine"].p50
        print(f"  {documents}个文档")
        print(f"    检索页                       {times['search']}")
        print(f"    其中引擎                     {times['engine']}")
        print(f"    最简Wagtail页面              {times['bare']}")
        print(f"    检索页减去引擎               p50 {beyond * 1000:7.2f} 毫秒　为最简页面的 {beyond / times['bare'].p50:.2f} 倍（目标 ≤ 1）")
