"""A first start that is cut short is finished by the next one; a second start changes nothing."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from content.site import SiteIdentity
from enforcement.models import Edition, ImportBatch, Law
from portal.management.commands import setup_site
from search.engines import current_engine
from tests.street import Line, make_city, write_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path


def set_up(**options: Any) -> str:
    out = StringIO()
    call_command("setup_site", stdout=out, **options)
    return out.getvalue()


def cut_short(folder: Path) -> ImportBatch:
    """The sample's import, stopped between review and publication (a small workbook stands for the large one)."""
    make_city()
    workbook = write_workbook(folder, [Line("擅自取水", code="SL1", begins="2024年3月1日")], name=setup_site.SAMPLE)
    call_command("import_workbook", workbook, stdout=StringIO())
    return ImportBatch.objects.get()


def test_an_import_that_was_cut_short_is_published_once(folder: Path) -> None:
    batch = cut_short(folder)
    assert "发布示例批次" in set_up()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.PUBLISHED
    assert current_engine().count() == Edition.objects.visible().count() + 3 + Law.objects.count()  # three agencies
    set_up()
    assert ImportBatch.objects.count() == 1


def test_a_second_start_changes_nothing(folder: Path) -> None:
    cut_short(folder)
    first = set_up()
    with CaptureQueriesContext(connection) as queries:
        second = set_up()
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not [sql for sql in written if "wagtailcore" in sql or "enforcement" in sql or "auth_user" in sql]
    assert first.splitlines()[-1] == second.splitlines()[-1]  # the same account, the same password


def test_what_officers_left_for_review_is_not_published(folder: Path) -> None:
    batch = cut_short(folder)
    batch.created_by = get_user_model().objects.create_user("officer-1")
    batch.save()
    set_up()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.PENDING


def test_without_sample_there_is_an_empty_portal(folder: Path) -> None:
    set_up(without_sample=True)
    assert not ImportBatch.objects.exists() and not (folder / setup_site.SAMPLE).exists()
    assert current_engine().count() == 0 and SiteIdentity.objects.count() == 1


def test_an_interrupted_step_leaves_no_half(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(**_: Any) -> None:
        raise KeyboardInterrupt

    pages = Page.objects.count()
    with monkeypatch.context() as patched:
        patched.setattr(SiteIdentity.objects, "create", interrupted)
        with pytest.raises(CommandError, match="从中断处继续"):
            set_up(without_sample=True)
    assert Page.objects.count() == pages
    set_up(without_sample=True)
    assert SiteIdentity.objects.count() == 1


def test_the_password_is_the_owners_alone(folder: Path) -> None:
    said = set_up(without_sample=True)
    kept = folder / "admin-password"
    assert kept.stat().st_mode & 0o777 == 0o600
    password = kept.read_text(encoding="ascii")
    assert len(password) >= 16 and password in said
    admin = get_user_model().objects.get(username=setup_site.ADMIN)
    assert admin.is_superuser and admin.check_password(password)
    kept.unlink()
    assert password not in set_up(without_sample=True) and not kept.exists()
