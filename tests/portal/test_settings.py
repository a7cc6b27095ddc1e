"""Every documented variable does what docs/configuration.md says, and no other is read."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "configuration.md"
KEY = "a-key-of-this-test-0123456789-abcdefghijklmnopqrstuvwxyz"
#: Read by the shell or by make itself.
NOT_OURS = frozenset({"PATH", "SHELL", "CURDIR", "MAKEFILE_LIST", "DEBIAN_FRONTEND", "BIN", "VENV", "STAMP"})

Run = Callable[..., subprocess.CompletedProcess[str]]
Read = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs Python text in a process of its own with nothing but this environment."""

    def run_(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        given = {"PATH": "/usr/bin:/bin", "SECRET_KEY": KEY, "DATA_DIR": str(tmp_path / "data"), **environment}
        given = {name: value for name, value in given.items() if value != "(unset)"}
        return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=given, capture_output=True, text=True, check=False, timeout=120)

    return run_


@pytest.fixture
def read(run: Run) -> Read:
    """The value of an expression over the settings, under this environment."""

    def read_(expression: str, **environment: str) -> Any:
        done = run(f"import json\nfrom portal import settings as s\nprint(json.dumps({expression}, default=str))", **environment)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return read_


# --- safety -----------------------------------------------------------------------
@pytest.mark.parametrize("key", ["(unset)", "", "development-only-not-secret"])
def test_nothing_starts_without_a_key_of_its_own(run: Run, key: str) -> None:
    done = run("import portal.settings", SECRET_KEY=key)
    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr


def test_debug_starts_without_a_key_and_is_off_by_default(read: Read) -> None:
    assert read("[s.DEBUG, bool(s.SECRET_KEY)]", DEBUG="1", SECRET_KEY="(unset)") == [True, True]
    assert read("[s.DEBUG, s.SECRET_KEY]") == [False, KEY]


def test_hosts(read: Read) -> None:
    assert read("s.ALLOWED_HOSTS") == ["127.0.0.1", "localhost", "[::1]"]
    assert read("s.ALLOWED_HOSTS", ALLOWED_HOSTS="a.gov.cn,b.gov.cn") == ["a.gov.cn", "b.gov.cn"]


def test_trusted_origins(read: Read) -> None:
    assert read("s.CSRF_TRUSTED_ORIGINS") == []
    assert read("s.CSRF_TRUSTED_ORIGINS", CSRF_TRUSTED_ORIGINS="https://a.gov.cn") == ["https://a.gov.cn"]


SECURE = "[s.HTTPS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS]"


def test_an_https_address_makes_everything_secure(read: Read) -> None:
    assert read(SECURE, BASE_URL="https://a.gov.cn/") == [True, True, True, True, 31_536_000]
    assert read("[s.BASE_URL, s.WAGTAILADMIN_BASE_URL]", BASE_URL="https://a.gov.cn/") == ["https://a.gov.cn"] * 2


def test_plain_http_by_default_and_https_said_apart(read: Read) -> None:
    assert read(SECURE) == [False, False, False, False, 0]
    assert read(SECURE, HTTPS="1") == [True, True, True, True, 31_536_000]
    assert read(SECURE, HTTPS="0", BASE_URL="https://a.gov.cn") == [False, False, False, False, 0]


def test_the_proxy_is_believed_only_when_said(read: Read) -> None:
    assert read("s.SECURE_PROXY_SSL_HEADER") is None
    assert read("s.SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="1") == ["HTTP_X_FORWARDED_PROTO", "https"]


# --- state ------------------------------------------------------------------------
STATE = (
    "[s.DATABASES['default']['NAME'], s.MEDIA_ROOT, s.IMPORT_ROOT, s.SEARCH_INDEX_DIR, s.STATIC_ROOT,"
    " s.STORAGES['imports']['OPTIONS']['location']]"
)


def test_all_state_lies_under_the_data_folder(read: Read, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere" / "data"
    for place in read(STATE, DATA_DIR=str(folder)):
        assert Path(place).is_relative_to(folder)
    assert folder.is_dir()


def test_a_new_data_folder_and_its_workbooks_are_the_owners_alone(run: Run, read: Read, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert read("[oct(s.STORAGES['imports']['OPTIONS'][n + '_permissions_mode']) for n in ('file', 'directory')]", DATA_DIR=str(folder)) == ["0o600", "0o700"]
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_start_keeps_its_files_from_others() -> None:
    assert re.search(r"^umask 077\b", (ROOT / "scripts" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_workbooks_lie_outside_what_is_served(read: Read) -> None:
    served, kept, address = read("[s.MEDIA_ROOT, s.IMPORT_ROOT, s.STORAGES['imports']['OPTIONS']['base_url']]")
    assert not Path(kept).is_relative_to(served)
    assert address is None


def test_without_a_data_folder_state_lies_in_var(read: Read) -> None:
    assert read("s.DATA_DIR", DATA_DIR="(unset)") == str(ROOT / "var")


def test_sqlite_waits_for_its_lock_and_lets_readers_go_on(read: Read) -> None:
    options = read("s.DATABASES['default']['OPTIONS']")
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_another_database(read: Read) -> None:
    found = read("s.DATABASES['default']", DATABASE_URL="postgres://u:p%40ss@db.internal:5433/portal", CONN_MAX_AGE="7")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["HOST"], str(found["PORT"]), found["NAME"], found["USER"], found["PASSWORD"]) == ("db.internal", "5433", "portal", "u", "p@ss")
    assert found["CONN_MAX_AGE"] == 7
    assert "transaction_mode" not in found.get("OPTIONS", {})


def test_postgresql_names_itself_and_gives_up_in_time(read: Read) -> None:
    options = "s.DATABASES['default']['OPTIONS']"
    assert read(options, DATABASE_URL="postgres://u@h/p") == {"application_name": "portal", "connect_timeout": 5}
    mine = read(options, DATABASE_URL="postgres://u@h/p?sslmode=require&connect_timeout=9")
    assert (mine["sslmode"], int(mine["connect_timeout"])) == ("require", 9)
    pooled = "s.DATABASES['default']['DISABLE_SERVER_SIDE_CURSORS']"
    assert read(pooled, DATABASE_URL="postgres://u@h/p", DATABASE_POOLED="1") is True
    assert read(pooled, DATABASE_URL="postgres://u@h/p") is False


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "-c statement_timeout=30s -c lock_timeout=20s"),
        ({"DATABASE_STATEMENT_TIMEOUT": "7", "DATABASE_LOCK_TIMEOUT": "0"}, "-c statement_timeout=7s"),
        ({"DATABASE_STATEMENT_TIMEOUT": "0", "DATABASE_LOCK_TIMEOUT": "0"}, None),
    ],
)
def test_web_requests_are_limited_and_commands_are_not(run: Run, environment: dict[str, str], said: str | None) -> None:
    code = "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'\nimport {}\nfrom django.db import connections\nprint(connections['default'].settings_dict['OPTIONS'])"
    web = run(code.format("portal.wsgi"), DATABASE_URL="postgres://u@h/p", **environment)
    assert web.returncode == 0, web.stderr
    options = ast.literal_eval(web.stdout)
    assert (options.get("options"), options["application_name"]) == (said, "portal-web")
    command = run(code.format("django"), DATABASE_URL="postgres://u@h/p", **environment)
    assert ast.literal_eval(command.stdout).get("options") is None


def test_another_sqlite_file(read: Read, tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite3"
    found = read("s.DATABASES['default']", DATABASE_URL=f"sqlite:///{file}")
    assert found["NAME"] == str(file)
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["CONN_MAX_AGE"] == 60


def test_caches(read: Read) -> None:
    inside = read("[s.CACHES['default']['BACKEND'], s.CACHES['pages']['OPTIONS']['MAX_ENTRIES']]")
    assert inside == ["django.core.cache.backends.locmem.LocMemCache", 5000]
    assert read("s.CACHES['pages']['OPTIONS']['MAX_ENTRIES']", PAGE_CACHE_ENTRIES="9") == 9
    shared = read("s.CACHES", CACHE_URL="filecache:///srv/portal/cache?max_entries=20000")
    assert shared["default"]["BACKEND"] == "django.core.cache.backends.filebased.FileBasedCache"
    assert shared["pages"]["OPTIONS"] == {"MAX_ENTRIES": 20000}
    assert shared["pages"]["LOCATION"] == shared["default"]["LOCATION"]


# --- the portal's own ---------------------------------------------------------------
def test_import_limits_by_default(read: Read) -> None:
    assert read("[s.IMPORT_MAX_BYTES, s.IMPORT_MAX_EXPANDED_BYTES]") == [32 * 1024**2, 512 * 1024**2]


READ_WORKBOOK = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()
from enforcement.spreadsheets.problems import FileRefused
from enforcement.spreadsheets.workbook import open_workbook
try:
    open_workbook({file!r})
except FileRefused as refused:
    print(refused.problem.code)
else:
    print("read")
"""


@pytest.mark.parametrize(
    ("name", "limit", "outcome"),
    [("IMPORT_MAX_BYTES", "100000", "read"), ("IMPORT_MAX_BYTES", "500", "TOO_LARGE"), ("IMPORT_MAX_EXPANDED_BYTES", "500", "EXPANSION_LIMIT")],
)
def test_import_limits_hold_for_every_way_in(run: Run, tmp_path: Path, name: str, limit: str, outcome: str) -> None:
    import xlsxwriter

    file = tmp_path / "工作簿.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write(0, 0, "违法行为")
    done = run(READ_WORKBOOK.format(file=str(file)), **{name: limit})
    assert done.stdout.split() == [outcome], done.stderr


def test_request_limits_and_whose_address_counts(read: Read) -> None:
    names = "[s.RATE_LIMIT_SEARCH, s.RATE_LIMIT_API, s.RATE_LIMIT_DOWNLOADS, s.RATE_LIMIT_EXEMPT, s.DOWNLOAD_MAX_ITEMS, s.TRUSTED_PROXIES]"
    assert read(names) == ["600/m", "600/m", "60/h", ["127.0.0.0/8", "::1/128"], 50_000, 0]
    assert read("s.TRUSTED_PROXIES", BEHIND_PROXY="1") == 1
    given = {"RATE_LIMIT_SEARCH": "", "RATE_LIMIT_API": "5/s", "RATE_LIMIT_DOWNLOADS": "9/h", "RATE_LIMIT_EXEMPT": "", "DOWNLOAD_MAX_ITEMS": "7", "TRUSTED_PROXIES": "2"}
    assert read(names, **given) == ["", "5/s", "9/h", [], 7, 2]


def test_the_search_engine_is_named(run: Run, read: Read) -> None:
    assert read("s.SEARCH_ENGINE") == "embedded"
    ask = "import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'\ndjango.setup()\nfrom search.engines import current_engine\nprint(current_engine().name)"
    assert run(ask).stdout.split() == ["embedded"]
    unknown = run(ask, SEARCH_ENGINE="crystal-ball")
    assert unknown.returncode != 0
    assert "crystal-ball" in unknown.stderr


def test_log_level(read: Read) -> None:
    assert read("s.LOGGING['root']['level']") == "INFO"
    assert read("s.LOGGING['root']['level']", LOG_LEVEL="ERROR") == "ERROR"


TASK_LOG = """
import django, logging, os
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()
tasks = logging.getLogger("django_tasks")
tasks.setLevel("INFO")  # as its worker does
tasks.info("routine")
tasks.error("failure")
logging.getLogger("enforcement").info("ours")
"""


def test_routine_of_tasks_is_not_logged_and_failures_are(run: Run) -> None:
    said = run(TASK_LOG).stderr
    assert "routine" not in said and "failure" in said and "ours" in said


# --- the document -------------------------------------------------------------------
def documented(section: str) -> set[str]:
    """The names in the table of a section of docs/configuration.md."""
    text = DOCUMENT.read_text(encoding="utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    table = text.split("| Variable |")[1].split("\n\n")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))


def read_by_settings() -> set[str]:
    """The first argument of every ``env.…("NAME")`` in portal/settings.py."""
    tree = ast.parse((ROOT / "portal" / "settings.py").read_text(encoding="utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env" and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }  # fmt: skip


def read_by_scripts() -> set[str]:
    """Names with a default in the Makefile, the Procfile and the scripts."""
    files = [ROOT / "Makefile", ROOT / "Procfile", *(file for file in (ROOT / "scripts").rglob("*") if file.is_file())]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    ways = (r"\$\{([A-Z_]+):?-", r"^([A-Z_]+) \?=", r"environ\.get\(\"([A-Z_]+)\"")
    return {name for way in ways for name in re.findall(way, text, re.MULTILINE)}


def test_the_document_names_exactly_what_the_settings_read() -> None:
    assert documented("Portal") == read_by_settings()


def test_the_document_names_exactly_what_the_scripts_read() -> None:
    assert documented("Running and testing") == read_by_scripts() - read_by_settings() - NOT_OURS


def test_nothing_else_reads_the_environment() -> None:
    """A variable read elsewhere would be found by nobody. That of the metrics is how their library is told its folder."""
    metrics = {ROOT / "portal" / "metrics" / name for name in ("measures.py", "processes.py")}
    allowed = {ROOT / "manage.py", ROOT / "portal" / "settings.py", ROOT / "portal" / "wsgi.py", *metrics}
    for floor in ("enforcement", "content", "search", "portal"):
        for file in (ROOT / floor).rglob("*.py"):
            if file not in allowed:
                assert not re.search(r"os\.environ|getenv\(", file.read_text(encoding="utf-8")), file
