"""A genuine Elasticsearch for the tests: the one that TEST_ELASTICSEARCH_URL names, or a node started for them."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from django.conf import LazySettings

PROJECT = Path(__file__).parents[2]


@cache
def cluster_url() -> str:
    """Where it answers. Without a node the tests fail: nothing takes its place."""
    given = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    if given:
        return given
    script = [sys.executable, str(PROJECT / "scripts" / "elasticsearch"), "start"]
    return subprocess.run(script, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]


def point_to(settings: LazySettings, url: str) -> None:
    """From now on the cluster is there, or is not."""
    from search.engines import forget_engines
    from search.engines.elastic.client import client

    settings.ELASTICSEARCH_URL = [url]
    client.cache_clear()
    forget_engines()
