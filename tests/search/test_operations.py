"""The life of an index as operators see it: what was set aside and why, how it stands, what differs. On both engines."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from enforcement.models import Agency, Edition
from search import documents as registry
from search import outbox
from search.documents import Document, key_of
from search.engines import forget_engines, kept_engines
from search.engines.base import Engine, EngineUnavailable
from search.engines.elastic import bulk
from search.engines.elastic import engine as elastic_engine
from search.engines.elastic.client import client as cluster_client
from search.find import find
from search.indexer import cursor_of, drain, rebuild, rebuild_all
from search.models import Cursor, SetAside
from search.query import SearchQuery
from tests.enforcement.back_office import make_office
from tests.search.catalogue import LINES, benchmarks, fill
from tests.search.cluster import cluster_url
from tests.search.narrow import Narrow
from tests.street import bring

pytestmark = pytest.mark.django_db
NOWHERE = "http://127.0.0.1:9"
SECRET = "张三的身份证号"


def _point_to(settings: LazySettings, url: str) -> None:
    settings.ELASTICSEARCH_URL = [url]
    cluster_client.cache_clear()
    forget_engines()


@pytest.fixture(params=["embedded", "elastic"])
def engine(request: pytest.FixtureRequest, settings: LazySettings) -> Iterator[Engine]:
    """The engine that answers first: here, or on a genuine node under a prefix of this test's own."""
    settings.SEARCH_ENGINE = request.param
    if request.param == "elastic":
        settings.ELASTICSEARCH_PREFIX = f"test-{uuid4().hex[:10]}"
        _point_to(settings, cluster_url())
    forget_engines()
    yield kept_engines()[0]
    if request.param == "elastic":
        _point_to(settings, cluster_url())
        if made := list(cluster_client().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*")):
            cluster_client().indices.delete(index=made)
        cluster_client.cache_clear()


elastic_only = pytest.mark.parametrize("engine", ["elastic"], indirect=True)


def key(code: str) -> int:
    return Edition.objects.get(benchmark__code=code).pk


def reword(code: str, remark: str) -> None:
    edition = Edition.objects.get(benchmark__code=code)
    edition.remark = remark
    edition.save_revision().publish()


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and what a command says."""
    out = StringIO()
    try:
        call_command(*arguments, stdout=out, no_color=True)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


class Spoilt:
    """Benchmarks whose documents can't be made, or can't be taken, for a while: the real source with a fault in it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.unmade: set[int] = set()
        self.unfit: set[int] = set()
        real = registry.source("benchmark")
        assert real is not None
        monkeypatch.setitem(registry.base._sources, "benchmark", replace(real, build=self._build))
        self._real = real.build

    def _build(self, keys: Iterable[int]) -> Iterator[Document]:
        for document in self._real(keys):
            pk = int(document.key.rpartition("-")[2])
            if pk in self.unmade:
                raise RuntimeError(f"no document for {SECRET}")
            if pk in self.unfit:
                document.domain = SECRET * 5_000  # no engine takes a term of 100,000 bytes
            yield document


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch) -> Spoilt:
    return Spoilt(monkeypatch)


# --- documents set aside --------------------------------------------------------------
def test_what_cannot_be_taken_is_named_and_the_rest_goes_on(engine: Engine, tmp_path: Path, spoilt: Spoilt, caplog: pytest.LogCaptureFixture) -> None:
    fill(tmp_path)
    whole = engine.keys()
    spoilt.unmade, spoilt.unfit = {key("A001")}, {key("B002")}
    for code in ("A001", "A002", "B001", "B002", "B003"):
        reword(code, "蓝底白字的")
    drain()
    assert {item.code for item in find(benchmarks(text="蓝底白字")).items} == {"A002", "B001", "B003"}
    assert engine.keys() == {key_of("benchmark", key(code)) for code in ("A002", "A003", "B001", "B003", "B004")} | {each for each in whole if not each.startswith("benchmark")}
    rows = {row.key: row for row in SetAside.objects.filter(engine=engine.name)}
    assert set(rows) == {key("A001"), key("B002")} and {row.kind for row in rows.values()} == {"benchmark"}
    assert "RuntimeError" in rows[key("A001")].reason and "domain" in rows[key("B002")].reason
    assert SECRET not in caplog.text and SECRET not in "".join(row.reason for row in rows.values())
    assert outbox.behind(cursor_of(engine)) == 0, "nothing waits behind a document that never goes in"
    exits, said = run("search_status")
    assert exits == 1 and f"benchmark-{key('A001')}" in said and "搁置了2个文档" in said
    # Its record changes, and it can be made by now: it goes in by itself, and out of the book.
    spoilt.unmade = set()
    reword("A001", "蓝底白字的，已改")
    drain()
    assert set(SetAside.objects.values_list("key", flat=True)) == {key("B002")}
    # Once more in vain; then the fault is mended, and the rebuild takes it.
    reword("B002", "仍然不行")
    drain()
    assert SetAside.objects.filter(engine=engine.name).get().times == 2
    spoilt.unfit = set()
    assert {rebuild(kept).outcome for kept in kept_engines()} == {"一致"}
    assert not SetAside.objects.exists() and engine.keys() == whole
    assert run("search_status")[0] == 0


def test_a_rebuild_sets_aside_too_and_says_so(engine: Engine, tmp_path: Path, spoilt: Spoilt) -> None:
    fill(tmp_path)
    spoilt.unmade, spoilt.unfit = {key("A001"), key("A002")}, {key("A003")}
    assert rebuild(engine).outcome == "一致，另搁置3个"
    assert SetAside.objects.filter(engine=engine.name).count() == 3
    assert f"{engine.name}：多余0个，缺少0个" in run("search_sweep")[1], "what is named already is no gap to be filled again and again"


def test_a_fault_of_everything_changes_nothing(engine: Engine, tmp_path: Path, spoilt: Spoilt, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program at fault, not documents: an index that lacks everything must not be taken into use."""
    fill(tmp_path)
    before, version = engine.keys(), engine.version()
    monkeypatch.setattr("search.set_aside.MOST", 3)
    spoilt.unmade = set(Edition.objects.values_list("pk", flat=True))
    with pytest.raises(EngineUnavailable, match="无法收入"):
        rebuild(engine)
    assert engine.keys() == before and engine.version() == version and not SetAside.objects.exists()
    code, said = run("search_status")
    assert code == 1 and "未完成" in said


@elastic_only
def test_a_document_that_the_cluster_itself_refuses_is_named_by_its_field(engine: Engine, tmp_path: Path, settings: LazySettings) -> None:
    """A field of another type, as somebody's index template would make it: known by its mark, and yet it takes no such value."""
    fill(tmp_path)
    alias = f"{settings.ELASTICSEARCH_PREFIX}-benchmark"
    mapping = cluster_client().indices.get_mapping(index=alias).popitem()[1]["mappings"]
    mapping["properties"] |= {"domain": {"type": "date", "format": "yyyy"}}
    index = f"{alias}-20200101-000000-000000"
    cluster_client().indices.create(index=index, mappings=mapping, settings={"analysis": {"analyzer": {"segmented": {"tokenizer": "whitespace", "type": "custom"}}}})
    cluster_client().indices.update_aliases(actions=[{"remove": {"index": f"{alias}-*", "alias": alias}}, {"add": {"index": index, "alias": alias}}])
    edition = Edition.objects.get(benchmark__code="A001")
    edition.domain = "水利"
    edition.save_revision().publish()
    drain()
    assert SetAside.objects.get(engine="elastic").reason.startswith("字段domain的取值与索引的结构不符")
    assert outbox.behind(cursor_of(engine)) == 0


# --- the pace of the cluster -------------------------------------------------------------
@pytest.fixture
def narrow(settings: LazySettings) -> Iterator[Narrow]:
    made = Narrow(cluster_url())
    yield made
    made.server.shutdown()
    made.server.server_close()


@elastic_only
def test_requests_that_are_too_large_are_halved_until_they_pass(engine: Engine, tmp_path: Path, settings: LazySettings, narrow: Narrow) -> None:
    fill(tmp_path)
    whole = engine.keys()
    narrow.most_bytes = 6_000  # three or four documents
    _point_to(settings, narrow.url)
    assert rebuild().outcome == "一致"
    assert kept_engines()[0].keys() == whole and not SetAside.objects.exists()
    narrow.most_bytes = 200  # not a single one
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.set_aside.MOST", 4)
        with pytest.raises(EngineUnavailable, match="过大"):
            rebuild()
    assert kept_engines()[0].keys() == whole


@elastic_only
def test_a_busy_cluster_is_waited_for_and_nothing_is_set_aside(
    engine: Engine, tmp_path: Path, settings: LazySettings, narrow: Narrow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "FIRST_WAIT", 0.01)
    fill(tmp_path)
    reword("A001", "蓝底白字的")
    waiting = outbox.behind(cursor_of(engine))
    narrow.busy = 3
    _point_to(settings, narrow.url)
    drain()
    assert find(benchmarks(text="蓝底白字")).total == 1 and not SetAside.objects.exists()
    reword("A002", "蓝底白字的")
    narrow.busy = 10_000
    with pytest.raises(EngineUnavailable, match="繁忙"):
        drain()
    assert outbox.behind(cursor_of(kept_engines()[0])) == waiting and not SetAside.objects.exists()
    assert "繁忙" in run("search_status")[1]
    narrow.busy = 0
    drain()
    assert find(benchmarks(text="蓝底白字")).total == 2


@elastic_only
def test_a_blocked_index_is_a_state_of_the_cluster_and_no_fault_of_documents(engine: Engine, tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FIRST_WAIT", 0.01)
    fill(tmp_path)
    blocked = {"index.blocks.read_only_allow_delete": True}
    cluster_client().indices.put_settings(index=f"{settings.ELASTICSEARCH_PREFIX}-*", settings=blocked)
    reword("A001", "蓝底白字的")
    with pytest.raises(EngineUnavailable, match="禁止写入"):
        drain()
    assert not SetAside.objects.exists() and "磁盘" in run("search_status")[1]
    cluster_client().indices.put_settings(index=f"{settings.ELASTICSEARCH_PREFIX}-*", settings={"index.blocks.read_only_allow_delete": None})
    drain()
    assert find(benchmarks(text="蓝底白字")).total == 1


# --- deep reading ---------------------------------------------------------------------
@elastic_only
def test_what_lies_beyond_the_clusters_window_is_read_all_the_same(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers are led to the first 10,000; a program that reads on by cursor gets the rest, in the same order and none twice."""
    fill(tmp_path)
    asked = [SearchQuery(filters={"kind": ("benchmark",)}, sort=sort, page=page, size=2).request() for sort in ("code", "fine") for page in range(1, 6)]
    plain = [engine.search(request) for request in asked]
    monkeypatch.setattr(elastic_engine, "WINDOW", 3)
    assert [(answer.total, answer.keys, answer.facets) for answer in map(engine.search, asked)] == [(answer.total, answer.keys, answer.facets) for answer in plain]
    assert [len(answer.keys) for answer in plain] == [2, 2, 2, 1, 0] * 2


# --- search_status --------------------------------------------------------------------
def test_status_of_an_index_that_is_well_and_of_one_that_is_behind(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, said = run("search_status")
    assert code == 2 and "尚未建立" in said
    assert not Cursor.objects.exists(), "asking leaves no trace that would hold back the outbox"
    fill(tmp_path)
    code, said = run("search_status")
    assert code == 0 and f"文档：{len(engine.keys())}个" in said and "待处理变更：0项" in said and "一致" in said and "搁置：0个" in said
    assert engine.version() in said and engine.server() in said
    reword("A001", "改")
    assert run("search_status")[0] == 0 and run("search_status", "--lag", "-1")[0] == 1
    outbox.Change.objects.update(created_at=timezone.now() - timedelta(hours=1))
    code, said = run("search_status")
    assert code == 1 and "落后36" in said
    drain()
    engine.write([], [key_of("agency", Agency.objects.get(slug="slj").pk)])
    code, said = run("search_status")
    assert code == 1 and "与数据库不符" in said


def test_status_for_programs(engine: Engine, tmp_path: Path) -> None:
    fill(tmp_path)
    Cursor.objects.create(engine="embedded", host="another host", position=0, last_error="检索索引无法写入")
    told = json.loads(run("search_status", "--json")[1])
    assert told["level"] == "fine" and told["troubles"] == [] and told["set_aside"] == []
    first = told["engines"][0]
    assert first["engine"] == engine.name and first["first"] and first["answers"] and first["documents"] == first["database"]
    assert first["last_rebuild"]["outcome"] == "一致" and first["last_rebuild"]["seconds"] >= 0 and first["waiting"] == 0
    assert "another host（其他主机）" in run("search_status")[1]


@elastic_only
def test_a_cluster_that_is_away_is_told_with_its_reason_and_the_one_that_stands_in(engine: Engine, tmp_path: Path, settings: LazySettings) -> None:
    fill(tmp_path)
    _point_to(settings, NOWHERE)
    code, said = run("search_status")
    assert code == 1 and "elastic（应答）：检索集群没有应答" in said and "（备用）：正常" in said


# --- search_sweep -----------------------------------------------------------------------
def test_a_sweep_names_and_mends(engine: Engine, tmp_path: Path) -> None:
    fill(tmp_path)
    whole, missing = engine.keys(), key_of("benchmark", key("A001"))
    orphan = Document(key="benchmark-9999", kind="benchmark", title="早已不在")
    engine.write([orphan], [missing])
    code, said = run("search_sweep", "--check")
    assert code == 1 and "多余1个，缺少1个" in said and missing in said and "benchmark-9999" in said
    assert drain() == 0, "--check mends nothing"
    code, said = run("search_sweep")
    assert code == 0 and "已列入待处理" in said
    assert f"{engine.name}：多余0个，缺少0个" in run("search_sweep", "--check")[1], "what waits already is no difference"
    assert drain() == 2
    assert engine.keys() == whole and run("search_sweep", "--check")[0] == 0


@elastic_only
def test_a_sweep_goes_on_where_one_engine_is_away(engine: Engine, tmp_path: Path, settings: LazySettings) -> None:
    fill(tmp_path)
    _point_to(settings, NOWHERE)
    code, said = run("search_sweep")
    assert code == 2 and "embedded：多余0个，缺少0个" in said and "elastic：检索集群没有应答" in said


# --- hosts that come and go --------------------------------------------------------------
def test_a_host_that_is_gone_is_told_and_can_be_forgotten(tmp_path: Path) -> None:
    fill(tmp_path)
    Cursor.objects.create(engine="embedded", host="retired", position=0)
    reword("A001", "改")
    drain()
    outbox.Change.objects.update(created_at=timezone.now() - timedelta(days=3))
    kept = outbox.Change.objects.count()
    exits, said = run("search_status")
    assert exits == 1 and "embedded@retired已有3天没有读取变更" in said and kept > 1
    assert run("search_forget", "nobody") == (1, "没有这一主机。已知的主机：" + "、".join(sorted({socket.gethostname(), "retired"})))
    assert run("search_forget", socket.gethostname())[0] == 1
    assert run("search_forget", "retired")[0] == 0
    assert outbox.Change.objects.count() == 1 and run("search_status")[0] == 0


# --- the back office ----------------------------------------------------------------------
def test_the_report_in_the_back_office(tmp_path: Path, spoilt: Spoilt) -> None:
    office = make_office()
    bring(tmp_path, LINES)
    spoilt.unfit = {key("B003")}
    drain()
    Cursor.objects.update(last_error="检索索引无法写入")
    path = reverse("search_index_report")
    for who in ("superuser", "manager"):
        page = office.client(who).get(path)
        assert page.status_code == 200, who
        text = page.content.decode()
        assert "经营者不按规定明码标价" in text and "字段domain过长" in text and "另搁置1个" in text and "检索索引无法写入" in text
        assert SECRET not in text
        assert office.client(who).get(reverse("search_index_report_results")).status_code == 200
        assert path in office.client(who).get("/admin/").content.decode()
    for who in ("officer", "reviewer", "chief", "stranger", "nobody", "anonymous"):
        assert office.client(who).get(path).status_code == 302, who
    exported: Any = office.client("superuser").get(path, {"export": "csv"})
    assert "字段domain过长" in b"".join(exported.streaming_content).decode()
    spoilt.unfit = set()
    rebuild_all()
    assert "没有搁置的文档" in office.client("superuser").get(path).content.decode()
