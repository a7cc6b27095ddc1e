"""The engine that needs no server: tantivy, an index on this host."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import uuid4

import tantivy
from django.conf import settings
from filelock import FileLock, Timeout

from search.clauses import Clause
from search.documents.base import Document
from search.engines.base import (
    FACET_SIZE,
    FACETS,
    OUTLIVED,
    STATUSES,
    EngineAnswer,
    EngineRequest,
    EngineUnavailable,
    new_version,
)
from search.engines.mark import mark_of
from search.engines.ordering import in_order
from search.engines.queries import build_query, compile_clause
from search.engines.refusing import Refuse, converted, log_refusal
from search.engines.schema import build_schema, to_tantivy

#: One writer over all processes; the others wait for it, but not for ever.
LOCK_SECONDS = 60
WRITER_BYTES = 64 * 1024 * 1024
#: The file of a version that says how it was made.
MARK = "mark"


class EmbeddedEngine:
    """Versioned folders under SEARCH_INDEX_DIR; the file ``current`` names the one in use."""

    name = "embedded"
    shared = False

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = Path(folder or settings.SEARCH_INDEX_DIR)
        self.schema = build_schema()
        self._mark = mark_of(self.schema.__reduce__()[1][0]["inner"])  # type: ignore[index]
        self._was_mine = False
        self._opened: tuple[str, tantivy.Index] | None = None
        self._seen: tuple[int, int] | None = None
        self._guard = threading.Lock()

    # --- writing ---------------------------------------------------------------
    def write(self, documents: Iterable[Document], gone: Iterable[str], refuse: Refuse = log_refusal) -> int:
        with self._lock():
            with _as_unavailable("检索索引无法写入"):
                index = self._open(self._current() or self._start_empty(), anew=True)
            return self._fill(index, documents, gone, refuse)

    def rebuild(self, documents: Iterable[Document], refuse: Refuse = log_refusal) -> tuple[str, int]:
        with self._lock():
            with _as_unavailable("检索索引无法新建"):
                version = self._create()
                index = tantivy.Index(self.schema, path=str(self.folder / version))
            try:
                written = self._fill(index, documents, (), refuse)
            except BaseException:
                shutil.rmtree(self.folder / version, ignore_errors=True)
                raise
            before = self._current()
            self._point_to(version)
            self._remove_others({version, before})
        return version, written

    def clear(self) -> None:
        """What is newer than the version in use never came to its end."""
        with self._lock():
            current = self._current() or ""
            for path in self.folder.iterdir():
                if path.is_dir() and path.name > current:
                    shutil.rmtree(path, ignore_errors=True)

    def _fill(self, index: tantivy.Index, documents: Iterable[Document], gone: Iterable[str], refuse: Refuse) -> int:
        with _as_unavailable("检索索引无法写入"):
            writer = index.writer(heap_size=WRITER_BYTES, num_threads=1)
            # What a batch broken off has left bears the names that the next one would give, and would bar its way for ever.
            writer.garbage_collect_files()
        written = 0
        try:
            for key in gone:
                writer.delete_documents_by_term("key", key)
            for document, made in converted(documents, to_tantivy, refuse):
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(made)
                written += 1
            with _as_unavailable("检索索引无法写入"):
                writer.commit()
        except Exception:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()
        index.reload()
        return written

    # --- reading ---------------------------------------------------------------
    def search(self, request: EngineRequest) -> EngineAnswer:
        searcher = self._searcher()
        query = build_query(self.schema, request)
        if request.sort == "relevance" and request.query is not None:
            found = searcher.search(query, limit=max(request.size, 1), offset=request.offset)
            total: int = found.count or 0  # type: ignore[attr-defined]  # missing in the library's stub
            hits = found.hits[: request.size]
            addresses, scores = [address for _, address in hits], tuple(float(score) for score, _ in hits)
        else:
            total, scores = self._total(searcher, request), ()
            addresses = list(in_order(searcher, self.schema, query, request.sort, request.offset, request.size))
        keys = tuple(searcher.doc(address)["key"][0] for address in addresses)
        return EngineAnswer(total, keys, self._facets(searcher, request, total) if request.facets else {}, scores)

    def walk(self, request: EngineRequest) -> Iterator[str]:
        searcher = self._searcher()
        query, most = build_query(self.schema, request), max(searcher.num_docs, 1)
        addresses: Iterable[Any]
        if request.sort == "relevance" and request.query is not None:
            addresses = (address for _, address in searcher.search(query, limit=most).hits)
        else:
            addresses = in_order(searcher, self.schema, query, request.sort, 0, most)
        for address in addresses:
            yield searcher.doc(address)["key"][0]

    def score(self, clause: Clause, key: str) -> float:
        searcher = self._searcher()
        only = tantivy.Query.const_score_query(tantivy.Query.term_query(self.schema, "key", key), 0.0)
        both = tantivy.Query.boolean_query([(tantivy.Occur.Must, compile_clause(self.schema, clause)), (tantivy.Occur.Must, only)])
        hits = searcher.search(both, limit=1, count=False).hits
        return float(hits[0][0]) if hits else 0.0

    def ready(self) -> bool:
        try:
            self._searcher()
        except EngineUnavailable:
            return False
        return True

    def fits(self) -> bool:
        with _as_unavailable("检索索引无法读取"):
            mark = self.folder / str(self._current()) / MARK
            found = mark.read_text(encoding="ascii") if mark.is_file() else ""
        if found == self._mark:
            self._was_mine = True
        elif found and self._was_mine:
            raise EngineUnavailable(OUTLIVED)
        return found == self._mark

    def version(self) -> str:
        return self._current() or ""

    def server(self) -> str:
        return f"tantivy {metadata.version('tantivy')}"

    def count(self) -> int:
        return self._searcher().num_docs

    def keys(self) -> set[str]:
        searcher = self._searcher()
        found = searcher.search(tantivy.Query.all_query(), limit=max(searcher.num_docs, 1), count=False)
        return {searcher.doc(address)["key"][0] for _, address in found.hits}

    def _facets(self, searcher: tantivy.Searcher, request: EngineRequest, total: int) -> dict[str, list[tuple[str, int]]]:
        """Counts of each facet under all filters but its own, so that a choice can be widened; ``total`` is that of the request itself."""
        narrowed = {name for name in request.filters if name in FACETS}
        if request.fine != (None, None):
            narrowed.add("fine_band")
        counts = self._count(searcher, request, [name for name in FACETS if name != "status" and name not in narrowed], without=None)
        for name in sorted(narrowed):
            counts |= self._count(searcher, request, [name], without=name)
        if request.on is not None:
            others = {status: self._total(searcher, replace(request, status=status)) for status in STATUSES if status != request.status}
            counts["status"] = [(status, others.get(status, total)) for status in STATUSES]
        return counts

    def _total(self, searcher: tantivy.Searcher, request: EngineRequest) -> int:
        found: int | None = searcher.search(build_query(self.schema, request), limit=1).count  # type: ignore[attr-defined]
        return found or 0

    def _count(self, searcher: tantivy.Searcher, request: EngineRequest, names: list[str], without: str | None) -> dict[str, list[tuple[str, int]]]:
        wanted = {name: {"terms": {"field": name, "size": FACET_SIZE}} for name in names}
        answer = searcher.aggregate(build_query(self.schema, request, without=without), wanted) if wanted else {}
        answer = json.loads(answer) if isinstance(answer, str) else answer
        return {name: [(_label(bucket["key"]), int(bucket["doc_count"])) for bucket in answer[name]["buckets"]] for name in names}

    def _searcher(self) -> tantivy.Searcher:
        try:
            version = self._current()
            if version is None:
                raise EngineUnavailable("检索索引尚未建立")
            index = self._open(version)
            mark = (self.folder / version / "meta.json").stat()
            stamp = (mark.st_mtime_ns, mark.st_size)
            if stamp != self._seen:  # another process has committed
                index.reload()
                self._seen = stamp
            return index.searcher()
        except (OSError, ValueError) as error:
            self._opened = None
            raise EngineUnavailable("检索索引无法读取") from error

    # --- versions ---------------------------------------------------------------
    def _open(self, version: str, *, anew: bool = False) -> tantivy.Index:
        """``anew`` reads the list of files again as well: another process may have added to it."""
        with self._guard:
            if anew or self._opened is None or self._opened[0] != version:
                index = tantivy.Index.open(str(self.folder / version))
                if index.schema != self.schema:
                    raise EngineUnavailable("检索索引由本程序的另一版本建立，尚未重建")
                self._opened = (version, index)
                self._seen = None
            return self._opened[1]

    def _current(self) -> str | None:
        try:
            # What a damaged disk has left names no version, and is no reason not to make a new one.
            return (self.folder / "current").read_text(encoding="ascii", errors="replace").strip() or None
        except FileNotFoundError:
            return None

    def _create(self) -> str:
        version = new_version()
        (self.folder / version).mkdir(parents=True)
        (self.folder / version / MARK).write_text(self._mark, encoding="ascii")
        return version

    def _start_empty(self) -> str:
        version = self._create()
        tantivy.Index(self.schema, path=str(self.folder / version))
        self._point_to(version)
        return version

    def _point_to(self, version: str) -> None:
        waiting = self.folder / f"current.{uuid4().hex}"
        waiting.write_text(version, encoding="ascii")
        os.replace(waiting, self.folder / "current")  # noqa: PTH105 - the one atomic move

    def _remove_others(self, keep: set[str | None]) -> None:
        """Keeps the version before: readers in other processes may still have it open. What else there is was left by a rebuild that was broken off."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)

    def _lock(self) -> FileLock:
        with _as_unavailable("检索索引的文件夹无法使用"):
            self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "write.lock", timeout=LOCK_SECONDS)
        return _Patient(lock)  # type: ignore[return-value]


@contextmanager
def _as_unavailable(message: str) -> Iterator[None]:
    """What the disk or the index library refuses, in the engine's own words."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise EngineUnavailable(message) from error


class _Patient:
    """The lock, with a time-out said in the engine's own words."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def __enter__(self) -> None:
        try:
            self._lock.acquire()
        except Timeout as error:
            raise EngineUnavailable("检索索引正被另一进程写入") from error

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _label(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
