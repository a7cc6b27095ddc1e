"""Who asks too often waits; who shares an address, reads kept pages or sits behind the proxy does not suffer for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory

from portal.buckets import Buckets
from portal.client_address import bucket_key, client_address
from portal.middleware import throttle
from portal.throttling import Rate, parse_rate
from search.indexer import drain
from tests.portal.factory import make_edition

ROOT = Path(__file__).resolve().parents[2]
READER, OTHER = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def _own_buckets(tmp_path: Path, settings: Any) -> Iterator[None]:
    throttle._buckets.cache_clear()
    settings.DATA_DIR = tmp_path
    settings.RATE_LIMIT_SEARCH = settings.RATE_LIMIT_API = settings.RATE_LIMIT_DOWNLOADS = "3/h"
    yield
    throttle._buckets.cache_clear()


@pytest.fixture
def catalogue(site: None) -> None:
    make_edition("C11")
    drain()


def code(response: Any) -> int:
    """The status, a file read to its end as a browser would."""
    if response.streaming:
        b"".join(response.streaming_content)
    status: int = response.status_code
    return status


# --- through the door ------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search/?q={}", "/benchmarks/?fine_min={}", "/search.atom?q={}", "/benchmarks.csv?fine_max={}", "/api/v1/benchmarks?q={}", "/api/v1/nowhere/{}"])
def test_who_asks_too_often_waits(catalogue: None, address: str) -> None:
    reader, other = Client(REMOTE_ADDR=READER), Client(REMOTE_ADDR=OTHER)
    codes = [code(reader.get(address.format(number))) for number in range(5)]
    assert 429 not in codes[:3] and codes[3:] == [429, 429]
    response = reader.get(address.format(9))
    assert 0 < int(response["Retry-After"]) <= 1_200 and response["Cache-Control"] == "no-store" and "Content-Security-Policy" in response
    if address.startswith("/api/"):
        document = json.loads(response.content)
        assert response["Content-Type"] == "application/problem+json" and document["status"] == 429 and document["title"] == "请求过于频繁"
        assert response["Access-Control-Allow-Origin"] == "*"
    else:
        assert "请求过于频繁" in response.content.decode() and 'lang="zh-Hans"' in response.content.decode()
    assert code(other.get(address.format(9))) != 429


@pytest.mark.django_db
def test_kept_pages_and_other_rooms_are_not_counted(catalogue: None) -> None:
    reader = Client(REMOTE_ADDR=READER)
    assert {reader.get("/search/?q=占道").status_code for _ in range(20)} == {200}
    assert {reader.get(f"/benchmarks/C11/?on=2025-04-{day:02d}").status_code for day in range(1, 20)} == {200}
    assert [reader.get(f"/search/?q={number}").status_code for number in range(3)] == [200, 200, 429]


@pytest.mark.django_db
def test_each_rule_has_a_bucket_of_its_own(catalogue: None) -> None:
    reader = Client(REMOTE_ADDR=READER)
    for number in range(4):
        last = reader.get(f"/search/?q={number}")
    assert last.status_code == 429
    assert code(reader.get("/api/v1/agencies")) == code(reader.get("/benchmarks.csv")) == 200


@pytest.mark.django_db
def test_no_limit_and_exempt_networks(catalogue: None, settings: Any) -> None:
    local = Client()  # 127.0.0.1: measurements and watchers on the machine itself
    assert {local.get(f"/search/?q={number}").status_code for number in range(6)} == {200}
    settings.RATE_LIMIT_EXEMPT = ["203.0.113.0/24"]
    assert {Client(REMOTE_ADDR=READER).get(f"/search/?q=a{number}").status_code for number in range(6)} == {200}
    assert [local.get(f"/search/?q=b{number}").status_code for number in range(4)][-1] == 429
    settings.RATE_LIMIT_SEARCH = ""
    assert {Client(REMOTE_ADDR=OTHER).get(f"/search/?q=c{number}").status_code for number in range(6)} == {200}


@pytest.mark.django_db
def test_behind_a_proxy_the_reader_counts_and_a_made_up_address_does_not(catalogue: None, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    for number in range(4):
        last = Client(REMOTE_ADDR="10.0.0.1").get(f"/search/?q={number}", headers={"x-forwarded-for": f"192.0.2.{number}, {READER}"})
    assert last.status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.1").get("/search/?q=x", headers={"x-forwarded-for": f"{READER}, {OTHER}"}).status_code == 200


@pytest.mark.django_db
def test_a_file_that_can_not_be_used_closes_nothing(catalogue: None, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "throttle.sqlite3").write_bytes(b"not a database" * 100)
    assert {Client(REMOTE_ADDR=READER).get(f"/search/?q={number}").status_code for number in range(6)} == {200}
    assert "not counted" in caplog.text and READER not in caplog.text


@pytest.mark.django_db
def test_no_address_is_written_anywhere(catalogue: None, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(5):
        Client(REMOTE_ADDR=READER).get(f"/search/?q=秘密{number}")
    files = [path for path in tmp_path.glob("throttle.sqlite3*") if path.is_file()]
    assert files and not [path for path in files if READER.encode() in path.read_bytes() or "秘密".encode() in path.read_bytes()]
    assert READER not in caplog.text


# --- whose request it is -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "wanted"),
    [
        (0, READER, "1.1.1.1", READER), (1, "10.0.0.1", "", "10.0.0.1"), (1, "10.0.0.1", f"1.1.1.1, {READER}", READER), (2, "10.0.0.1", f"1.1.1.1, {READER}, 10.0.0.2", READER),
        (2, "10.0.0.1", READER, READER), (1, "10.0.0.1", f"{READER}:5123", READER), (1, "10.0.0.1", "[2001:db8::1]:443", "2001:db8::1"), (1, "10.0.0.1", "::ffff:203.0.113.7", READER),
        (1, "10.0.0.1", "unknown", None), (0, "", "", None), (0, "fe80::1%eth0", "", "fe80::1"), (1, "10.0.0.1", f" ,, {READER} , ", READER), (1, "10.0.0.1", "<script>", None),
    ],
)  # fmt: skip
def test_whose_request_it_is(settings: Any, proxies: int, remote: str, forwarded: str, wanted: str | None) -> None:
    settings.TRUSTED_PROXIES = proxies
    found = client_address(RequestFactory(REMOTE_ADDR=remote).get("/", headers={"x-forwarded-for": forwarded}))
    assert (str(found) if found else None) == wanted


def test_a_key_tells_nothing_and_changes_with_the_secret(settings: Any) -> None:
    def key(text: str) -> bytes:
        address = client_address(RequestFactory(REMOTE_ADDR=text).get("/"))
        assert address is not None
        return bucket_key("search", address)

    assert key(READER) == key(READER) != key(OTHER) and len(key(READER)) == 16
    assert key("2001:db8::1") == key("2001:db8::ffff") != key("2001:db8:0:1::1")  # one line, one reader
    before = key(READER)
    settings.SECRET_KEY = "another-" * 10
    assert key(READER) != before


# --- the buckets -----------------------------------------------------------------------------------
def test_a_burst_then_evenly(tmp_path: Path) -> None:
    buckets, rate, key = Buckets(tmp_path / "b"), Rate(4, 8), b"k"
    assert [buckets.take(key, rate, 100.0) for _ in range(4)] == [0, 0, 0, 0]
    assert buckets.take(key, rate, 100.0) == pytest.approx(2.0)
    assert buckets.take(key, rate, 101.0) == pytest.approx(1.0)  # asking costs nothing
    assert buckets.take(key, rate, 102.0) == 0 and buckets.take(key, rate, 102.0) > 0
    assert [buckets.take(key, rate, 200.0) for _ in range(5)][:4] == [0, 0, 0, 0]


def test_full_buckets_go(tmp_path: Path) -> None:
    buckets, rate = Buckets(tmp_path / "b"), Rate(4, 8)
    for number in range(50):
        buckets.take(str(number).encode(), rate, 100.0)
    assert buckets.count() == 50
    buckets.take(b"late", rate, 300.0)
    assert buckets.count() == 1


def test_threads_share_a_bucket_exactly(tmp_path: Path) -> None:
    buckets = Buckets(tmp_path / "b")
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: buckets.take(b"k", Rate(20, 3_600)), range(60)))
    assert sum(wait == 0 for wait in waits) == 20


def test_processes_share_a_bucket_exactly(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from portal.buckets import Buckets; from portal.throttling import Rate\n"
        "b = Buckets(Path(sys.argv[1])); print(sum(b.take(b'k', Rate(30, 3600)) == 0 for _ in range(25)))"
    )
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "tests.settings", "SECRET_KEY": portal_settings.SECRET_KEY}
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "b")], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert sum(int(process.communicate(timeout=60)[0]) for process in started) == 30


@pytest.mark.parametrize(("text", "wanted"), [("600/m", Rate(600, 60)), ("10/s", Rate(10, 1)), (" 5000/h ", Rate(5_000, 3_600)), ("", None), ("  ", None)])
def test_rates(text: str, wanted: Rate | None) -> None:
    assert parse_rate(text) == wanted


@pytest.mark.parametrize("text", ["600", "0/m", "m/600", "600/d", "-1/s", "1.5/s", "600/m;x", "99999999/s"])
def test_a_rate_that_can_not_be_read_stops_the_start(text: str, settings: Any) -> None:
    settings.RATE_LIMIT_API = text
    with pytest.raises(ImproperlyConfigured, match="RATE_LIMIT_API"):
        throttle.ThrottleMiddleware(lambda request: None)  # type: ignore[arg-type,return-value]
