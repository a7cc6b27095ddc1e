"""The cluster goes away and comes back: readers are answered and told, writers notice nothing, nothing is lost."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from enforcement.models import Edition
from search.documents import Document, sources
from search.engines import current_engine, kept_engines
from search.engines.base import EngineAnswer, EngineRequest, EngineUnavailable
from search.engines.elastic.client import client as cluster_client
from search.engines.elastic.versions import alias, before
from search.engines.standby import Standby
from search.find import find
from search.indexer import cursor_of, drain, rebuild_all, sweep
from tests.search.catalogue import benchmarks, fill
from tests.search.cluster import cluster_url, point_to

pytestmark = pytest.mark.django_db
#: A port that nobody listens on.
NOWHERE = "http://127.0.0.1:9"


def reword(code: str, remark: str) -> None:
    edition = Edition.objects.get(benchmark__code=code)
    edition.remark = remark
    edition.save_revision().publish()


def test_the_cluster_answers_and_the_index_here_is_kept_beside_it(elastic: None, tmp_path: Path) -> None:
    fill(tmp_path)
    first, second = kept_engines()
    assert (first.name, second.name) == ("elastic", "embedded")
    assert first.keys() == second.keys() != set()
    results = find(benchmarks(text="渣土"))
    assert results.items[0].code == "A001" and results.notice is None


def test_while_it_is_away_the_index_here_answers_and_says_so(elastic: None, tmp_path: Path, settings: LazySettings, client: Client) -> None:
    fill(tmp_path)
    point_to(settings, NOWHERE)
    results = find(benchmarks(text="渣土"))
    assert results.items[0].code == "A001" and "备用检索" in (results.notice or "")
    page = client.get("/search/?q=渣土")
    assert page.status_code == 200 and "备用检索" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-cache"  # the notice must not outlive the outage


def test_what_is_published_meanwhile_is_found_here_and_reaches_the_cluster_later(elastic: None, tmp_path: Path, settings: LazySettings) -> None:
    fill(tmp_path)
    point_to(settings, NOWHERE)
    reword("A001", "蓝底白字的")
    with pytest.raises(EngineUnavailable):
        drain()
    assert [item.code for item in find(benchmarks(text="蓝底白字")).items] == ["A001"]
    assert cursor_of(kept_engines()[0]).last_error
    point_to(settings, cluster_url())
    assert find(benchmarks(text="蓝底白字")).total == 0
    assert drain() > 0
    assert [item.code for item in find(benchmarks(text="蓝底白字")).items] == ["A001"]
    assert cursor_of(kept_engines()[0]).last_error == ""


def test_after_a_failure_nobody_waits_for_it_again_at_once(elastic: None, tmp_path: Path, settings: LazySettings) -> None:
    fill(tmp_path)
    point_to(settings, NOWHERE)
    find(benchmarks())
    engine = current_engine()
    assert isinstance(engine, Standby) and engine.answering is engine.second


def test_with_both_away_it_is_an_outage_and_never_an_empty_answer(elastic: None, settings: LazySettings, client: Client) -> None:
    point_to(settings, NOWHERE)
    with pytest.raises(EngineUnavailable):
        find(benchmarks(text="渣土"))
    assert client.get("/search/?q=渣土").status_code == 503


def test_a_rebuild_moves_every_alias_at_once_and_keeps_the_version_before(elastic: None, tmp_path: Path, settings: LazySettings) -> None:
    fill(tmp_path)
    for _ in range(3):
        assert {run.outcome for run in rebuild_all()} == {"一致"}
    made = cluster_client().indices.get_alias(index=f"{settings.ELASTICSEARCH_PREFIX}-*")
    named = sorted(alias for each in made.values() for alias in each["aliases"])
    assert named == sorted(name for source in sources() for name in (alias(source.kind), before(source.kind)))
    assert len(made) == len(named)
    assert sweep() == (set(), set())


def test_a_document_that_the_cluster_refuses_is_left_out_and_named(elastic: None, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    fill(tmp_path)
    engine = kept_engines()[0]
    documents = [document for document in _documents() if document.kind == "benchmark"]
    documents[0].fine_max = 10**30  # no whole number of the index is so large
    assert engine.write(documents, []) == len(documents) - 1
    assert documents[0].key in caplog.text


def _documents() -> list[Document]:
    return [document for found in sources() for document in found.build(found.keys())]  # noqa: SIM118 - a source, not a dict


def test_one_question_tries_the_cluster_again_and_the_others_do_not_wait_for_it(elastic: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frozen: it takes the connection and answers nothing until it is told to."""
    fill(tmp_path)
    first, second = kept_engines()
    standby = Standby(first, second)
    asked, answer = threading.Event(), threading.Event()
    fails: list[bool] = [True]

    def search(request: EngineRequest) -> EngineAnswer:
        if fails.pop() if fails else False:
            raise EngineUnavailable("检索集群没有应答")
        asked.set()
        answer.wait(60)
        return genuine(request)

    genuine = first.search
    monkeypatch.setattr(first, "search", search)
    monkeypatch.setattr("search.engines.standby.FIRST_REST", 0.0)
    assert standby.search(EngineRequest()).stood_in
    with ThreadPoolExecutor(1) as people:
        trying = people.submit(standby.search, EngineRequest())
        assert asked.wait(60)
        assert all(standby.search(EngineRequest()).stood_in for _ in range(5))
        answer.set()
        assert not trying.result(60).stood_in
    assert not standby.search(EngineRequest()).stood_in
