"""Alive, and ready for readers: two questions with two answers, and neither tells a stranger anything."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import django
import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from portal.views import health
from search.engines import forget_engines
from search.engines.elastic.client import client as cluster_client
from search.indexer import drain
from search.models import Change
from tests.portal.factory import make_edition


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    health._seen_migrated.cache_clear()
    yield
    health._seen_migrated.cache_clear()


def ready(client: Client, status: int) -> Any:
    response = client.get("/healthz/ready")
    assert response.status_code == status and response["Cache-Control"] == "no-store"
    told = response.json()
    assert told["status"] == ("ok" if status == 200 else "unavailable")
    return told


def test_a_process_that_lives_says_so_without_asking_anything(client: Client) -> None:
    """No database is allowed in this test: whoever touches it fails."""
    response = client.get("/healthz/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"}) and response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_when_there_is_an_index_and_what_is_published_is_in_it(client: Client, site: None) -> None:
    assert ready(client, 503)["search"] == "unavailable"
    make_edition("C1")
    drain()
    assert ready(client, 200) == {"status": "ok", "database": "ok", "migrations": "ok", "search": "ok", "index": "ok"}
    make_edition("C2")
    assert ready(client, 200)["index"] == "ok", "a moment behind is nothing"
    Change.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert ready(client, 200)["index"] == "behind", "told; elsewhere it is no better"


@pytest.mark.django_db
def test_not_ready_with_a_migration_missing(client: Client, site: None) -> None:
    make_edition("C1")
    drain()
    MigrationRecorder(connection).migration_qs.filter(app="search").delete()
    assert ready(client, 503)["migrations"] == "missing"


@pytest.mark.django_db
def test_not_ready_without_a_database_and_alive_all_the_same(client: Client, site: None) -> None:
    make_edition("C1")
    drain()

    def away(execute: Callable[..., Any], *_: Any) -> Any:
        raise OperationalError("connection refused: db.internal:5432")

    with connection.execute_wrapper(away):
        assert ready(client, 503)["database"] == "unavailable"
        assert client.get("/healthz/live").status_code == 200
        assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_the_index_that_stands_in_for_the_cluster_serves(client: Client, site: None, settings: LazySettings) -> None:
    make_edition("C1")
    drain()
    settings.SEARCH_ENGINE, settings.ELASTICSEARCH_URL = "elastic", ["http://127.0.0.1:9"]
    cluster_client.cache_clear()
    forget_engines()
    assert ready(client, 200)["search"] == "standing in"
    cluster_client.cache_clear()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/healthz/live", "/healthz/ready"])
def test_a_stranger_learns_no_version_host_or_address(client: Client, site: None, address: str) -> None:
    make_edition("C1")
    drain()
    text = client.get(address).content.decode()
    for secret in (django.__version__, "tantivy", "lastic", socket.gethostname(), "127.0.0.1", str(connection.settings_dict["NAME"])):
        assert secret not in text


@pytest.mark.django_db
def test_a_watcher_behind_the_proxy_needs_no_https(client: Client, site: None, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()  # middleware reads the setting when it is made
    assert client.get("/healthz/live").status_code == 200
    assert client.get("/search/").status_code == 301
