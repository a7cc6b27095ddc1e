"""A cluster that asks who comes: password, API key, TLS with a CA of its own; and what is said when it refuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from search.engines import forget_engines, kept_engines
from search.engines.base import EngineUnavailable
from search.engines.elastic.client import client as cluster_client
from search.find import find
from search.indexer import drain, sweep
from tests.search.catalogue import benchmarks, fill
from tests.search.cluster import PROJECT

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]
PORT = "9285"
REFUSED = "检索集群拒绝了本站的身份"


class Access(NamedTuple):
    """The way to a secured node, as ``scripts/elasticsearch`` tells it."""

    url: str
    user: str
    password: str
    ca: str


@pytest.fixture(scope="module")
def secured() -> Iterator[Access]:
    """A node with security switched on, for this file alone."""
    script = [sys.executable, str(PROJECT / "scripts" / "elasticsearch")]
    told = subprocess.run([*script, "start", "--secure", "--memory", "--port", PORT], check=True, capture_output=True, text=True).stdout
    yield Access(*told.strip().splitlines()[-1].split())
    subprocess.run([*script, "stop", "--port", PORT], check=True)


@pytest.fixture
def enter(secured: Access, settings: LazySettings) -> Iterator[object]:
    """Comes to the node with these settings instead of those that are right."""
    before = settings.ELASTICSEARCH_URL

    def enter_(**other: object) -> None:
        right = {
            "SEARCH_ENGINE": "elastic", "ELASTICSEARCH_URL": [secured.url], "ELASTICSEARCH_USER": secured.user,
            "ELASTICSEARCH_PASSWORD": secured.password, "ELASTICSEARCH_API_KEY": "", "ELASTICSEARCH_CA": secured.ca,
        }  # fmt: skip
        for name, value in {**right, **other}.items():
            setattr(settings, name, value)
        cluster_client.cache_clear()
        forget_engines()

    enter_()
    yield enter_
    enter_()
    if made := list(cluster_client().indices.get(index=f"{settings.ELASTICSEARCH_PREFIX}-*")):
        cluster_client().indices.delete(index=made)
    enter_(ELASTICSEARCH_URL=before, ELASTICSEARCH_USER="", ELASTICSEARCH_CA="")


def status() -> str:
    """What the command says, and with what it ends."""
    out = StringIO()
    try:
        call_command("search_status", stdout=out, no_color=True)
    except CommandError as error:
        out.write(f"{error.returncode} {error}")
    return out.getvalue()


def test_user_and_password_and_then_a_key_of_no_more_rights_than_needed(enter: object, tmp_path: Path, settings: LazySettings) -> None:
    fill(tmp_path)
    assert find(benchmarks(text="渣土")).notice is None and sweep() == (set(), set())
    rights = {"cluster": ["monitor"], "indices": [{"names": [f"{settings.ELASTICSEARCH_PREFIX}-*"], "privileges": ["all"]}]}
    key = cluster_client().security.create_api_key(name="portal", role_descriptors={"portal": rights})["encoded"]
    enter(ELASTICSEARCH_API_KEY=key, ELASTICSEARCH_USER="", ELASTICSEARCH_PASSWORD="")  # type: ignore[operator]
    results = find(benchmarks(text="渣土"))
    assert results.items[0].code == "A001" and results.notice is None
    call_command("search_rebuild", stdout=StringIO())
    assert kept_engines()[0].count() == kept_engines()[1].count() > 0


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ELASTICSEARCH_PASSWORD": "guessed"}, REFUSED),
        ({"ELASTICSEARCH_USER": "", "ELASTICSEARCH_API_KEY": "bm9ib2R5Om5vdGhpbmc="}, REFUSED),
        ({"ELASTICSEARCH_USER": ""}, REFUSED),
        ({"ELASTICSEARCH_CA": ""}, "检索集群的证书不被信任"),
    ],
    ids=["password", "key", "nobody", "ca"],
)
def test_whoever_is_refused_answers_from_the_index_here_and_says_why(
    enter: object, wrong: dict[str, str], told: str, tmp_path: Path, client: Client
) -> None:
    fill(tmp_path)
    enter(**wrong)  # type: ignore[operator]
    results = find(benchmarks(text="渣土"))
    assert results.items[0].code == "A001" and "备用检索" in (results.notice or "")
    assert client.get("/search/?q=渣土").status_code == 200
    assert told in status()
    forget_engines()
    with pytest.raises(EngineUnavailable, match=told):
        drain()
    assert told in status()
