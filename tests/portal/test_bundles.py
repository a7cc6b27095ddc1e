"""Style and script: joined, under the fingerprint of what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from portal import bundles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def script_address(client: Client) -> str:
    return client.get("/").content.decode().split('<script src="')[1].split('"')[0]


def test_the_script_is_deferred_and_kept_for_ever_under_its_fingerprint(client: Client) -> None:
    address = script_address(client)
    assert f'<script src="{address}" defer></script>' in client.get("/").content.decode()
    script = client.get(address)
    assert "immutable" in script["Cache-Control"] and script["Content-Type"].startswith("text/javascript")
    old = client.get("/script/0000000000000000.js")
    assert old.status_code == 302 and old["Location"] == address


def test_every_script_of_the_site_is_in_it(client: Client) -> None:
    script = client.get(script_address(client)).content.decode()
    files = list((Path(settings.BASE_DIR) / "static" / "js").glob("*.js"))
    assert files and all(path.read_text(encoding="utf-8") in script for path in files)


def test_a_changed_file_makes_another_address(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    (tmp_path / "js").mkdir()
    file = tmp_path / "js" / "one.js"
    file.write_text("const one = 1;\n")
    monkeypatch.setattr(bundles, "STATIC", tmp_path)
    before = bundles.script()
    file.write_text("const one = 22;\n")
    assert bundles.script().digest != before.digest and "22" in bundles.script().text
