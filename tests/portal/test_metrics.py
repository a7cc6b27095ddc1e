"""Numbers for watchers: right, whole over all processes, and for nobody else; what is slow is told without its words."""

from __future__ import annotations

import logging
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from enforcement.models import ImportBatch
from search.engines import current_engine, forget_engines
from search.engines.elastic.client import client as cluster_client
from search.indexer import cursor_of, drain
from search.models import Change, Rebuild, SetAside
from tests.portal.factory import make_edition

TOKEN = "a-token-of-this-test"
Numbers = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def watched(settings: LazySettings) -> None:
    settings.METRICS_TOKEN = TOKEN


def read(text: str) -> Numbers:
    return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value for family in text_string_to_metric_families(text) for sample in family.samples}


def numbers(client: Client) -> Numbers:
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200 and response["Content-Type"].startswith("text/plain; version=") and response["Cache-Control"] == "no-store"
    return read(response.content.decode())


def of(found: Numbers, name: str, **labels: str) -> float:
    """The sum of all samples of this name that bear these labels."""
    return sum(value for (each, own), value in found.items() if each == name and set(labels.items()) <= set(own))


# --- for whom ---------------------------------------------------------------------------
@pytest.mark.django_db
def test_nobodys_address_until_somebody_may_have_it(client: Client, site: None, settings: LazySettings) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    for header in ("", "Bearer wrong", f"Basic {TOKEN}", "Bearer ", "Bearer", "Bearer 令牌"):
        assert client.get("/metrics", headers={"Authorization": header} if header else {}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": f"bearer {TOKEN}"}).status_code == 200
    assert client.post("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code in (403, 405)


@pytest.mark.django_db
def test_by_network(client: Client, site: None, settings: LazySettings) -> None:
    settings.METRICS_NETWORKS = ["10.20.0.0/16"]
    assert client.get("/metrics", REMOTE_ADDR="10.20.3.4").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.21.3.4").status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="10.21.3.4", headers={"X-Forwarded-For": "10.20.3.4"}).status_code == 403, "a visitor could write that himself"
    settings.TRUSTED_PROXIES = 1
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "6.6.6.6, 10.20.3.4"}).status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.20.0.1", headers={"X-Forwarded-For": "6.6.6.6"}).status_code == 403


# --- what ---------------------------------------------------------------------------------
@pytest.mark.django_db
def test_searches_and_requests_are_counted_by_kind_alone(client: Client, site: None, watched: None) -> None:
    make_edition("A1")
    drain()
    before = numbers(client)
    question = "只有本测试才问的占道经营"
    for address in (f"/search/?q={quote(question)}", f"/search/?q={quote(question)}", "/benchmarks/A1/", "/nowhere/", "/api/v1/search?q=x", "/admin/pages/"):
        client.get(address)
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    found = read(response.content.decode())

    def more(name: str, **labels: str) -> float:
        return of(found, name, **labels) - of(before, name, **labels)

    assert more("portal_search_seconds_count", engine=current_engine().name, outcome="answered") >= 2
    assert more("portal_requests_total", page="search", status="200") == 2, "a page that is kept counts too"
    assert more("portal_requests_total", page="benchmark", status="200") == 1
    assert more("portal_requests_total", status="404") == 1
    assert more("portal_requests_total", page="open-api:search") == 1 and more("portal_requests_total", page="admin") == 1
    assert question not in response.content.decode() and "占道" not in response.content.decode()


@pytest.mark.django_db
def test_how_far_the_index_has_got(client: Client, site: None, watched: None) -> None:
    make_edition("A1")
    drain()
    cursor = cursor_of(current_engine())
    where = {"engine": cursor.engine, "host": cursor.host}
    found = numbers(client)
    assert of(found, "portal_database_up") == 1
    assert of(found, "portal_outbox_changes", **where) == of(found, "portal_outbox_seconds", **where) == 0
    assert of(found, "portal_rebuild_good", **where) == 1 and of(found, "portal_rebuild_documents", **where) == 3
    assert 0 <= of(found, "portal_rebuild_age_seconds", **where) < 600
    assert of(found, "portal_set_aside", **where) == of(found, "portal_imports_waiting") == of(found, "portal_index_error", **where) == 0
    make_edition("A2")
    Change.objects.update(created_at=timezone.now() - timedelta(hours=1))
    now = timezone.now()
    SetAside.objects.create(**where, kind="benchmark", key=7, reason="字段domain过长", first_at=now, last_at=now)
    ImportBatch.objects.create(file="a.xlsx", file_name="a.xlsx", file_hash="0")
    Rebuild.objects.create(**where, version="x", finished_at=now, outcome="数据库应有3，实际2", documents=2)
    found = numbers(client)
    assert of(found, "portal_outbox_changes", **where) > 0 and 3600 <= of(found, "portal_outbox_seconds", **where) < 3900
    assert of(found, "portal_set_aside", **where) == of(found, "portal_imports_waiting") == 1
    assert of(found, "portal_rebuild_good", **where) == 0 and of(found, "portal_rebuild_documents", **where) == 2


@pytest.mark.django_db
def test_with_the_database_away_that_is_the_number(client: Client, site: None, watched: None) -> None:
    def away(execute: Callable[..., Any], *_: Any) -> Any:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(away):
        assert of(numbers(client), "portal_database_up") == 0


@pytest.fixture
def cluster_away(settings: LazySettings) -> Iterator[Callable[[], None]]:
    def begin() -> None:
        settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elastic", ["http://127.0.0.1:9"]
        cluster_client.cache_clear()
        forget_engines()

    yield begin
    cluster_client.cache_clear()


@pytest.mark.django_db
def test_who_stood_in_and_who_was_away(client: Client, site: None, watched: None, cluster_away: Callable[[], None], tmp_path: Path, settings: LazySettings) -> None:
    make_edition("A1")
    drain()
    before = numbers(client)
    cluster_away()
    assert client.get("/search/?q=占道").status_code == 200
    found = numbers(client)
    assert of(found, "portal_search_seconds_count", engine="embedded", outcome="stood_in") > of(before, "portal_search_seconds_count", engine="embedded", outcome="stood_in")
    assert of(found, "portal_search_breaker_open") == 1
    settings.SEARCH_INDEX_DIR = tmp_path / "no such index"
    forget_engines()
    assert client.get("/search/?q=堆放").status_code == 503
    assert of(numbers(client), "portal_search_seconds_count", engine="elastic", outcome="away") > of(found, "portal_search_seconds_count", engine="elastic", outcome="away")


# --- what is slow ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_slow_question_is_logged_by_its_shape_and_never_by_its_words(
    client: Client, site: None, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    make_edition("A1")
    drain()
    caplog.set_level(logging.WARNING, "search.slow")
    client.get("/search/?q=张三占道经营&agency=csgl&fine_min=1000")
    assert "slow search" not in caplog.text
    settings.SEARCH_SLOW_SECONDS = 0.000001
    client.get("/search/?q=张三占道经营&agency=csgl&agency=scjg&fine_min=1000&page=2")
    [line] = [record.getMessage() for record in caplog.records if "filters=agencies:2" in record.getMessage() and "facets=yes" in record.getMessage()][:1]
    assert re.fullmatch(r"slow search: \d+ ms, (?:embedded|elastic) answered, total=\d+, terms=\d+ excluded=0 filters=agencies:2 fine=yes status=current sort=relevance offset=20 size=20 facets=yes", line)
    assert int(re.findall(r"terms=(\d+)", line)[0]) > 5
    assert not {"张三", "占道", "经营", "csgl"} & set(re.findall(r"张三|占道|经营|csgl", caplog.text))


# --- several processes -------------------------------------------------------------------------
@contextmanager
def served(folder: Path, workers: int) -> Iterator[Callable[[str], str]]:
    """The portal on a granian of its own with that many web processes, its state in ``folder``; gives what fetches a page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}", "SECRET_KEY": "x" * 60, "DJANGO_SETTINGS_MODULE": "portal.settings",
        "METRICS_NETWORKS": "127.0.0.0/8", "SEARCH_ENGINE": "embedded", "LOG_LEVEL": "WARNING",
    }  # fmt: skip
    environment.pop("DEBUG", None)
    root = Path(__file__).parents[2]
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--port", str(port), "--workers", str(workers), "--no-ws", "portal.wsgi:application"]
    server = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def fetch(path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            text: str = answer.read().decode()
            return text

    try:
        for _ in range(600):
            try:
                fetch("/healthz/live")
                break
            except OSError:
                time.sleep(0.1)
        yield fetch
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_whichever_process_is_asked_it_tells_for_all_of_them(tmp_path: Path) -> None:
    """The portal as it runs, two web processes: the sum is the same from either, and nothing of a server that ended is left."""
    ended = tmp_path / "metrics" / socket.gethostname() / "4194305-1"  # no process has such a number
    ended.mkdir(parents=True)
    with served(tmp_path, workers=2) as fetch:
        for _ in range(600):  # both have come up
            [folder] = [path for path in tmp_path.glob("metrics/*/*") if path != ended]
            if len(list(folder.glob("histogram_*.db"))) == 2:
                break
            time.sleep(0.1)
        before = of(read(fetch("/metrics")), "portal_requests_total", page="health-live", status="200")
        for _ in range(40):
            fetch("/healthz/live")
        counted = [of(read(fetch("/metrics")), "portal_requests_total", page="health-live", status="200") for _ in range(12)]
        assert counted == [before + 40] * 12
        assert not ended.exists()
