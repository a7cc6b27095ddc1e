"""Pictures: what a page shows is served, nothing else of the media folder is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from content.pages import ArticlePage, HomePage
from tests.portal.factory import home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    cache.clear()  # Wagtail remembers renditions by the picture's number, which begins again with each test


def _picture() -> Image:
    return Image.objects.create(title="窗口", file=get_test_image_file("窗口.png"))


def test_an_article_shows_its_picture_and_its_file(client: Client) -> None:
    picture = _picture()
    document = Document.objects.create(title="申请表", file=SimpleUploadedFile("form.txt", b"form"))
    page = ArticlePage(title="办事指南", slug="guide", body=[("image", picture), ("document", document)])
    parent: HomePage = home()
    parent.add_child(instance=page)
    text = client.get("/guide/").content.decode()
    address = picture.renditions.get().url
    assert address.startswith("/media/images/") and f'src="{address}"' in text and document.url in text
    assert client.get(document.url).status_code == 200
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "public, max-age=3600" and answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304


def test_a_picture_is_shown_whole_and_a_file_says_what_it_is(client: Client) -> None:
    wide = Image.objects.create(title="流程图", file=get_test_image_file("流程图.png", size=(2000, 300)))
    document = Document.objects.create(title="申请表", file=SimpleUploadedFile("form.txt", b"form"))
    body = [("image", {"image": wide, "alt_text": "办理流程", "decorative": False}), ("document", document)]
    home().add_child(instance=ArticlePage(title="办事指南", slug="guide", body=body))
    text = client.get("/guide/").content.decode()
    shown = wide.renditions.get()
    assert (shown.width, shown.height) == (1280, 192) and 'alt="办理流程"' in text
    assert "附件：" in text and "（TXT，4 字节）" in text.replace("\xa0", " ")


def test_nothing_but_renditions_has_an_address(client: Client, settings: object) -> None:
    home()
    picture = _picture()
    rendition = picture.get_rendition("width-100")
    media = Path(settings.MEDIA_ROOT)  # type: ignore[attr-defined]
    (media / "images" / "stray.png").write_bytes(b"x")
    (media / "secret.png").write_bytes(b"x")
    document = Document.objects.create(title="申请表", file=SimpleUploadedFile("form.png", b"form"))
    for address in (
        picture.file.url, document.file.url, "/media/images/stray.png", "/media/images/../secret.png",
        "/media/images/%2e%2e/secret.png", "/media/images/..%2fsecret.png", "/media/imports/2026/01/a.xlsx", "/media/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address
    rendition.file.storage.delete(rendition.file.name)
    assert client.get(rendition.url).status_code == 404
    assert client.post(rendition.url).status_code in (404, 405)
