"""What a hostile visitor, a hostile file or a careless setting could do, tried through the public door."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as portal_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import ModelLogEntry, Revision

from enforcement.imports.options import ImportOptions
from enforcement.imports.prepare import prepare
from enforcement.imports.publish import publish
from enforcement.models import BatchItem, Edition, ImportBatch
from portal import reference
from search import documents
from search.indexer import drain
from tests.enforcement.back_office import Office, make_office
from tests.portal.factory import home, make_agency, make_edition, make_law
from tests.street import LAW, Line, write_workbook

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
LIVE = (SCRIPT, "<img src=x")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    from django.core.cache import caches

    caches["pages"].clear()
    reference.forget()
    yield
    caches["pages"].clear()


@pytest.fixture
def office() -> Office:
    return make_office()


def body(response: Any) -> str:
    content: str = b"".join(response).decode(errors="replace") if response.streaming else response.content.decode()
    return content


def send(client: Client, content: bytes, name: str, **said: Any) -> Any:
    fields = {"kind": "benchmark", "effective_from": "2025-01-01", **said}
    return client.post(reverse("enforcement_imports:upload"), {"file": SimpleUploadedFile(name, content), **fields})


# --- markup in what officers and citizens write ---------------------------------------
def test_markup_in_the_record_is_text_on_every_public_page(client: Client) -> None:
    home()
    agency = make_agency(f"云岭市{SCRIPT}局", "ju", duty=IMAGE, address=IMAGE)
    law = make_law(f"城市{IMAGE}条例", "tiaoli")
    make_edition(
        "A1", act=f"占道{SCRIPT}经营", agency=agency, law=law, domain=IMAGE, remark=SCRIPT, statutory_penalty=IMAGE,
        tiers=((SCRIPT, f"情节{IMAGE}", f"处500元以上1000元以下罚款{SCRIPT}"), (IMAGE, SCRIPT, IMAGE)),
    )  # fmt: skip
    drain()
    addresses = [
        "/", "/benchmarks/", "/benchmarks/A1/", "/benchmarks/A1/?on=1999-01-01", "/agencies/", "/agencies/ju/", "/laws/", "/laws/tiaoli/",
        "/sitemap/", "/search/?q=" + quote("占道经营"), "/search/?q=" + quote("占道" + SCRIPT), "/search/?q=" + quote(IMAGE),
        "/benchmarks/?agency=" + quote(IMAGE), "/benchmarks/?on=" + quote(SCRIPT), "/benchmarks/?domain=" + quote(IMAGE),
        "/nowhere/" + quote(SCRIPT), "/benchmarks/?fine_min=" + quote(SCRIPT) + "&sort=" + quote(IMAGE) + "&page=" + quote(SCRIPT),
    ]  # fmt: skip
    seen = 0
    for address in addresses:
        page = body(client.get(address))
        assert not [piece for piece in LIVE if piece in page], address
        seen += html.escape(SCRIPT) in page
    assert seen > 4


def test_markup_in_a_workbook_is_text_on_every_page_of_its_way(office: Office, tmp_path: Path) -> None:
    lines = [
        Line(f"擅自取水{SCRIPT}", code="SL100", remark=IMAGE, tiers=((SCRIPT, IMAGE, f"处1万元罚款{SCRIPT}"), ("一般", SCRIPT, IMAGE))),
        Line("擅自采砂", code="SL101", agency=f"没有的{SCRIPT}局"),
        Line("擅自排水", code=f"{IMAGE}O1", begins=SCRIPT, basis=f"《{SCRIPT}》第一条"),
    ]
    client = office.client("superuser")
    response = send(client, write_workbook(tmp_path, lines).read_bytes(), f"{SCRIPT}{IMAGE}.xlsx", create_agencies="on")
    assert response.status_code == 302
    batch = ImportBatch.objects.get()
    pages = ["review", "problems", "undo"]
    addresses = [reverse(f"enforcement_imports:{name}", args=[batch.pk]) for name in pages] + [reverse("enforcement_imports:list")]
    for stage in ("waiting", "published"):
        for address in addresses:
            response = client.get(address)
            if response["Content-Type"].startswith("text/html"):
                assert not [piece for piece in LIVE if piece in body(response)], (stage, address)
        if stage == "waiting":
            client.post(reverse("enforcement_imports:publish", args=[batch.pk]), {"confirm": "1"})
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.PUBLISHED
    edition = Edition.objects.get(benchmark__code="SL100")
    snippet = "wagtailsnippets_enforcement_edition"
    for name in ("edit", "history", "usage"):
        assert not [piece for piece in LIVE if piece in body(client.get(reverse(f"{snippet}:{name}", args=[edition.pk])))], name
    assert not [piece for piece in LIVE if piece in body(client.get(reverse(f"{snippet}:list")))]


# --- files that lie about themselves ----------------------------------------------------
NAMES = ["../../../../tmp/owned.xlsx", "..\\..\\owned.xlsx", "/etc/passwd", "a" * 300 + ".xlsx", "owned.php", "名\r\nX-Evil: 1.xlsx", ".xlsx", "甲\u202exslx.exe"]


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_leads_nowhere(office: Office, tmp_path: Path, name: str) -> None:
    content = write_workbook(tmp_path, [Line("擅自取水", code="SL100")]).read_bytes()
    client = office.client("superuser")
    before = {path for path in portal_settings.DATA_DIR.rglob("*") if "imports" not in path.parts}
    response = send(client, content, name)
    assert response.status_code == (302 if ImportBatch.objects.exists() else 200)
    assert {path for path in portal_settings.DATA_DIR.rglob("*") if "imports" not in path.parts} == before
    for batch in ImportBatch.objects.all():
        stored = Path(batch.file.path).resolve()
        assert stored.is_relative_to(portal_settings.IMPORT_ROOT.resolve())
        assert stored.stat().st_mode & 0o077 == 0 and stored.parent.stat().st_mode & 0o077 == 0
        given: Any = client.get(reverse("enforcement_imports:file", args=[batch.pk]))
        assert given["Content-Disposition"].startswith("attachment") and not given.has_header("X-Evil")
        assert given["X-Content-Type-Options"] == "nosniff" and b"".join(given.streaming_content) == content


@pytest.mark.parametrize("fields", [
    {}, {"file": "text"}, {"file": ["a", "b"]}, {"kind": "../x"}, {"instrument": "1 OR 1=1"}, {"instrument": "99999999999999999999999"},
    {"effective_from": "0000-99-99"}, {"effective_from": ["2025-01-01", "x"]}, {"full_list": "on", "correction": "on"},
])  # fmt: skip
def test_odd_forms_are_refused_with_a_page(office: Office, fields: dict[str, Any]) -> None:
    response = office.client("superuser").post(reverse("enforcement_imports:upload"), {"kind": "benchmark", **fields})
    assert response.status_code == 200 and not ImportBatch.objects.exists()


@pytest.mark.parametrize("path", ["review/99999999999999999999/", "review/../../", "file/1%00/", "..%2f..%2fetc%2fpasswd", "file/1;ls/"])
def test_odd_addresses_of_a_batch_are_unknown(office: Office, path: str) -> None:
    listing = reverse("enforcement_imports:list")
    assert office.client("superuser").get(listing + path).status_code in (301, 302, 400, 404)


# --- the door ---------------------------------------------------------------------------
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "https:evil.example"])
def test_signing_in_leads_nowhere_else(office: Office, client: Client, target: str) -> None:
    response = client.post(reverse("wagtailadmin_login"), {"username": "user-officer", "password": "correct-horse-battery", "next": target})
    assert response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home")


def test_a_session_cookie_is_for_this_site_alone(office: Office, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("wagtailadmin_login"), secure=True)
    client.post(reverse("wagtailadmin_login"), {"username": "user-officer", "password": "correct-horse-battery"}, secure=True)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    assert session["secure"] and session["httponly"] and session["samesite"] == "Lax"
    assert client.cookies[settings.CSRF_COOKIE_NAME]["secure"]


def test_a_foreign_host_is_refused_and_named_nowhere(settings: Any) -> None:
    home()
    settings.ALLOWED_HOSTS = ["zfgs.example.gov.cn"]
    client = Client(raise_request_exception=False)
    assert client.get("/", headers={"host": "zfgs.example.gov.cn"}).status_code == 200
    for address in ("/", "/search/?q=a", "/admin/login/", "/robots.txt", "/sitemap.xml", "/healthz"):
        for host in ("evil.example", "zfgs.example.gov.cn.evil.example", "evil.example:80@zfgs.example.gov.cn"):
            response = client.get(address, headers={"host": host})
            assert response.status_code == 400 and "evil" not in body(response), address


def every_view(patterns: Any = None) -> Iterator[Any]:
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_view(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.callback


def test_no_view_does_without_the_token() -> None:
    views = list(every_view())
    assert len(views) > 300
    exempt = [view for view in views if getattr(view, "csrf_exempt", False)]
    assert {view.__module__ for view in exempt} <= {
        "wagtail.admin.api.views", "wagtail.documents.api.admin.views", "wagtail.images.api.admin.views",
        "portal.views.api",  # writes nothing: tests/portal/test_api.py
    }  # fmt: skip


def test_the_admins_own_interface_asks_for_the_token_too(office: Office) -> None:
    """Its views are exempt from the middleware and ask when they know who comes."""
    page = home()
    client = Client(enforce_csrf_checks=True)
    client.force_login(office.people["superuser"])
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "unpublish"])
    assert client.post(address).status_code == 403
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/logout/", "/admin/password_reset/", "/", "/search/", "/benchmarks/"])
def test_no_post_without_the_token(address: str) -> None:
    home()
    response = Client(enforce_csrf_checks=True).post(address, {"username": "a", "password": "b"})
    assert response.status_code in (403, 405)


def test_what_is_behind_the_door_is_kept_by_nobody(office: Office) -> None:
    home()
    client = office.client("superuser")
    batch_list = reverse("enforcement_imports:list")
    for address in ("/admin/", batch_list, reverse("enforcement_imports:upload"), reverse("wagtailsnippets_enforcement_edition:list")):
        control = client.get(address)["Cache-Control"]
        assert "private" in control and ("no-store" in control or "no-cache" in control), address
    for address in ("/", "/benchmarks/", "/search/?q=a", "/benchmarks/SL001/", "/admin/login/", "/nowhere/"):
        for visitor in (client, Client()):
            response = visitor.get(address)
            assert not (response.cookies and "public" in response.get("Cache-Control", "")), address
        assert "public" not in client.get(address).get("Cache-Control", ""), address


@pytest.mark.parametrize("address", ["/", "/benchmarks/", "/benchmarks/SL001/", "/search/?q=a", "/nowhere/", "/healthz", "/robots.txt", "/sitemap.xml"])
def test_headers_of_every_public_answer(office: Office, client: Client, address: str) -> None:
    home()
    for response in (client.get(address), client.get(address)):
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"] and "unsafe" not in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff" and response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"


# --- personal data ------------------------------------------------------------------------
IDENTITY, PHONE = "110101199003078515", "13912345678"


def test_personal_data_of_a_workbook_is_told_nowhere(office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In cells of every column and in the file's name; one item clean, so that there is something to publish."""
    from enforcement.redaction.patterns import find_personal_data

    assert {found.kind for found in find_personal_data(f"{IDENTITY}，{PHONE}")} == {"identity_number", "mobile"}
    tiers = ((f"一般{PHONE}", f"当事人{IDENTITY}逾期的", "处1万元罚款"), ("严重", "逾期的", f"处1万元以上2万元以下罚款，致电{PHONE}"))
    lines = [
        Line("擅自取水", code="SL100"),
        Line(f"张某（{IDENTITY}）擅自采砂", code="SL101", tiers=tiers),
        Line("擅自排水", code="SL102", remark=f"联系电话{PHONE}", begins=IDENTITY),
        Line("擅自筑坝", code=PHONE, agency=f"云岭市{PHONE}局", basis=f"《{LAW}》第{IDENTITY}条"),
    ]
    path = write_workbook(tmp_path, lines)
    caplog.set_level(logging.DEBUG)
    batch, _ = prepare(path, f"{IDENTITY}张某{PHONE}.xlsx", office.city.user, ImportOptions())
    publish(batch, office.city.user)
    drain()
    batch.refresh_from_db()
    held = Edition.objects.filter(benchmark__in=batch.items.values("identity_key"))
    assert "SL100" in set(held.values_list("benchmark__code", flat=True))
    told = {
        "log": caplog.text,
        "report": str(batch.report), "name": f"{batch.file_name} {batch}", "path": str(batch.file.name),
        "history": str(list(ModelLogEntry.objects.values_list("label", "data"))),
        "revisions": str(list(Revision.objects.values_list("object_str", "content"))),
        "editions": str(list(Edition.objects.values())),
        "index": str([list(found.build(found.keys())) for found in documents.sources()]),
    }  # fmt: skip
    client = office.client("superuser")
    for name in ("review", "problems"):
        told[name] = body(client.get(reverse(f"enforcement_imports:{name}", args=[batch.pk])))
    assert not [(where, number) for where, text in told.items() for number in (IDENTITY, PHONE) if number in text]


def test_a_failing_import_says_nothing_of_its_content(
    office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from enforcement.views.imports import upload

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("storage is full")

    monkeypatch.setattr(upload, "prepare", broken)
    caplog.set_level(logging.DEBUG)
    client = office.client("superuser")
    client.raise_request_exception = False
    content = write_workbook(tmp_path, [Line(f"张某{IDENTITY}", code="SL100")]).read_bytes()
    response = send(client, content, f"{IDENTITY}.xlsx")
    page = body(response)
    assert response.status_code == 500 and "Traceback" not in page and "storage is full" not in page
    assert "storage is full" in caplog.text and IDENTITY not in caplog.text + page
    assert not BatchItem.objects.exists()
