"""The thesaurus as its editors meet it: form, list, history, one file for all."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from content.roles import make_editors
from content.thesaurus.entry import ThesaurusEntry
from content.thesaurus.read import active_meanings, version
from enforcement.roles import EDITOR, make_roles
from search.indexer import drain, rebuild
from search.outbox import newest

pytestmark = pytest.mark.django_db

SPACE = "wagtailsnippets_content_thesaurusentry"
FILE = "## 市容\n占道摆摊 => 占用道路 | 摆摊设点\n\n## 养犬\n遛狗不牵绳 | 不拴狗 => 养犬 + 牵引\n"


def url(name: str, *args: Any) -> str:
    return reverse(f"{SPACE}:{name}", args=args)


@pytest.fixture
def editor() -> Client:
    make_roles()
    make_editors()
    user = User.objects.create_user("editor-1")
    user.groups.add(Group.objects.get(name=EDITOR))
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, said: str, means: str, pk: int | None = None, **more: Any) -> Any:
    form = {"said": said, "means": means, "domain": "", "note": "", "active": "on", **more}
    return client.post(url("edit", pk) if pk else url("add"), form)


def lines() -> list[str]:
    return [str(meaning) for meaning in active_meanings()]


# --- one entry ------------------------------------------------------------------------
def test_an_entry_is_kept_in_the_notation_and_holds_at_once(editor: Client) -> None:
    response = save(editor, "遛狗不牵绳\n 不 拴 狗｜ＫＴＶ 扰民", "养犬＋牵引\n犬只", domain="养犬", note="夏天常问")
    assert response.status_code == 302
    assert lines() == ["遛狗不牵绳 | 不拴狗 | ktv扰民 => 养犬 + 牵引 | 犬只"]
    assert version() > 0


@pytest.mark.parametrize(
    ("said", "means", "complaint"),
    [("狗", "养犬", "只有一个字"), ("怎么罚款", "养犬", "太常见"), ("遛狗", "处罚", "每条基准里都有"), ("欠…", "工资", "开头或结尾"), ("遛狗", "养犬+", "是空的")],
)
def test_what_breaks_the_notation_is_said_in_the_form(editor: Client, said: str, means: str, complaint: str) -> None:
    response = save(editor, said, means)
    assert response.status_code == 200 and complaint in response.content.decode()
    assert not ThesaurusEntry.objects.exists()


def test_a_saying_that_stands_elsewhere_is_named_with_a_link(editor: Client) -> None:
    save(editor, "没戴头盔 | 光头骑车", "安全头盔")
    other = ThesaurusEntry.objects.get()
    page = save(editor, "不戴头盔 | 裸头骑车", "戴安全头盔").content.decode()
    assert f'<a href="{url("edit", other.pk)}">' in page and "没戴头盔 | 光头骑车 ⇒ 安全头盔" in page
    # Itself is no clash, nor is one that is off; switching that on again is.
    assert save(editor, "没戴头盔", "安全头盔", other.pk, active="").status_code == 302
    assert save(editor, "不戴头盔", "戴安全头盔").status_code == 302
    assert "已在词条" in save(editor, "没戴头盔", "安全头盔", other.pk).content.decode()
    assert lines() == ["不戴头盔 => 戴安全头盔"]


def test_what_stands_in_an_entry_stays_text(editor: Client) -> None:
    ThesaurusEntry.objects.create(said="<script>alert(1)</script>甲", means="<b>乙丙</b>")
    for page in (save(editor, "<script>alert(1)</script>甲", "丁戊"), editor.get(url("list")), editor.get(url("upload"))):
        assert page.status_code == 200 and "<script>alert(1)" not in page.content.decode()


def test_every_change_raises_version_and_generation_and_troubles_no_index(editor: Client) -> None:
    rebuild()
    seen = [(version(), newest())]

    def moved() -> bool:
        seen.append((version(), newest()))
        return all(after > before for before, after in zip(*seen[-2:], strict=True))

    save(editor, "遛狗", "养犬")
    assert moved()
    pk = ThesaurusEntry.objects.get().pk
    save(editor, "遛狗", "犬只", pk)
    assert moved() and lines() == ["遛狗 => 犬只"]
    save(editor, "遛狗", "犬只", pk, active="")
    assert moved() and lines() == []
    editor.post(url("delete", pk))
    assert moved() and not ThesaurusEntry.objects.exists()
    drain()


def test_public_pages_are_made_anew_after_a_change(editor: Client) -> None:
    rebuild()
    address, reader = f"{reverse('search')}?q={quote('遛狗')}", Client()
    first = reader.get(address)
    assert reader.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    with CaptureQueriesContext(connection) as kept:
        reader.get(address)
    save(editor, "遛狗", "养犬")
    with CaptureQueriesContext(connection) as anew:
        assert reader.get(address).status_code == 200
    assert len(anew) > len(kept) == 1


def test_the_list_finds_any_part_and_filters(editor: Client) -> None:
    save(editor, "遛狗不牵绳", "养犬 + 牵引", domain="养犬")
    save(editor, "占道摆摊", "摆摊设点", domain="市容", active="")

    def found(**asked: str) -> list[str]:
        return [entry.said for entry in editor.get(url("list"), asked).context["object_list"]]

    assert found(q="牵绳") == found(q="牵引") == found(domain="养犬") == found(active="true") == ["遛狗不牵绳"]
    assert found(q="摆摊 市容") == found(active="false") == ["占道摆摊"]
    assert len(found(supplied="true")) == 2 and found(supplied="false") == []
    page = editor.get(url("list")).content.decode()
    assert "遛狗不牵绳" in page and "养犬 + 牵引" in page and url("download") in page and url("upload") in page


def test_the_menu_has_the_thesaurus(editor: Client) -> None:
    assert url("list") in editor.get("/admin/").content.decode()


def test_history_compares_and_an_older_wording_comes_back(editor: Client) -> None:
    save(editor, "遛狗", "养犬")
    entry = ThesaurusEntry.objects.get()
    save(editor, "遛狗", "犬只管理", entry.pk)
    assert entry.revisions.count() == 2
    assert "编辑" in editor.get(url("history", entry.pk)).content.decode()
    compared = editor.get(url("revisions_compare", entry.pk, "earliest", "latest")).content.decode()
    assert "养犬" in compared and "犬只" in compared
    first = entry.revisions.order_by("pk").first()
    assert first is not None
    assert "养犬" in editor.get(url("revisions_revert", entry.pk, first.pk)).content.decode()
    save(editor, "遛狗", "养犬", entry.pk, revision=first.pk)
    assert lines() == ["遛狗 => 养犬"]


def test_an_entry_leads_to_the_public_search(editor: Client) -> None:
    save(editor, "欠…工资 | 欠薪", "拖欠 + 劳动报酬")
    rebuild()
    address = f"{reverse('search')}?q={quote('欠工资')}"
    entry = ThesaurusEntry.objects.get()
    # Said on saving; then, without that message, on the list and in the form.
    for page in (url("list"), url("list"), url("edit", entry.pk)):
        assert address in editor.get(page).content.decode(), page
    assert url("edit", entry.pk) in editor.get(url("list")).content.decode()
    assert editor.get(address).status_code == 200


# --- the whole as a file --------------------------------------------------------------
def upload(client: Client, text: str | bytes) -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(url("upload"), {"file": SimpleUploadedFile("词库.txt", data)})


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, name
    return unescape(found[1])


def confirm(client: Client, preview: Any) -> Any:
    page = preview.content.decode()
    return client.post(url("upload"), {name: hidden(page, name) for name in ("text", "seen")})


def test_a_file_is_looked_at_before_it_is_written(editor: Client) -> None:
    preview = upload(editor, FILE)
    assert "新增2条，修改0条，停用0条" in preview.content.decode()
    assert not ThesaurusEntry.objects.exists()
    assert confirm(editor, preview).status_code == 302
    assert lines() == ["占道摆摊 => 占用道路 | 摆摊设点", "遛狗不牵绳 | 不拴狗 => 养犬 + 牵引"]
    entry = ThesaurusEntry.objects.get(domain="养犬")
    entry.full_clean()
    assert entry.revisions.count() == 1 and entry.latest_revision is not None
    assert "上传词库" in editor.get(url("history", entry.pk)).content.decode()
    assert "上传词库" in editor.get("/admin/reports/site-history/").content.decode() or ModelLogEntry.objects.filter(action="thesaurus.upload").exists()


def test_the_file_that_comes_down_goes_up_and_changes_nothing(editor: Client) -> None:
    confirm(editor, upload(editor, FILE))
    save(editor, "扔垃圾", "随意倾倒")
    down = editor.get(url("download"))
    assert "attachment" in down["Content-Disposition"]
    assert down.content.decode("utf-8-sig").startswith("扔垃圾 => 随意倾倒\r\n\r\n## 养犬\r\n")
    before = version()
    assert "与现有词库相同" in upload(editor, down.content).content.decode()
    assert "与现有词库相同" in upload(editor, down.content.decode("utf-8-sig").encode("gb18030")).content.decode()
    assert version() == before


def test_a_file_adds_changes_and_switches_off(editor: Client) -> None:
    confirm(editor, upload(editor, FILE))
    kept = ThesaurusEntry.objects.get(domain="养犬")
    text = "## 养犬\n不拴狗 | 遛狗没绳 => 犬只 + 牵引带\n## 交通\n电瓶车 => 电动自行车\n"
    preview = upload(editor, text)
    assert "新增1条，修改1条，停用1条" in preview.content.decode()
    generation = newest()
    confirm(editor, preview)
    kept.refresh_from_db()
    assert str(kept.meaning) == "不拴狗 | 遛狗没绳 => 犬只 + 牵引带" and kept.revisions.count() == 2
    off = ThesaurusEntry.objects.get(domain="市容")
    assert not off.active and newest() == generation + 1
    # The old file puts back what was switched off.
    confirm(editor, upload(editor, FILE))
    off.refresh_from_db()
    assert off.active and ThesaurusEntry.objects.count() == 3


def test_a_file_without_headings_leaves_fields_alone(editor: Client) -> None:
    confirm(editor, upload(editor, FILE))
    plain = "".join(line for line in FILE.splitlines(keepends=True) if not line.startswith("#"))
    assert "与现有词库相同" in upload(editor, plain).content.decode()


def test_errors_are_listed_by_line_and_nothing_is_written(editor: Client) -> None:
    preview = upload(editor, "# 注释\n遛狗 => 养犬\n坏的一行\n狗 => 养犬\n溜狗 | 遛狗 => 犬只\n")
    page = preview.content.decode()
    assert "有3处错误，没有写入任何内容" in page and "写入词库" not in page
    for line, complaint in ((3, "没有“=&gt;”"), (4, "只有一个字"), (5, "在第2行已经有了")):
        assert re.search(rf"<td>{line}</td><td>[^<]*{complaint}", page), page
    forced = editor.post(url("upload"), {"text": "坏的一行", "seen": version()})
    assert "没有写入" in forced.content.decode()
    assert not ThesaurusEntry.objects.exists()


def test_a_change_in_between_is_shown_before_writing(editor: Client) -> None:
    preview = upload(editor, FILE)
    save(editor, "扔垃圾", "随意倾倒")
    again = confirm(editor, preview)
    assert "预览之后有人改了词库" in again.content.decode() and "新增2条，修改0条，停用1条" in again.content.decode()
    assert lines() == ["扔垃圾 => 随意倾倒"]
    assert confirm(editor, again).status_code == 302
    assert len(lines()) == 2


@pytest.mark.parametrize(
    ("data", "complaint"),
    [(b"", "空"), (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "请"), (b"a" * 1_000_001, "兆字节"), ("遛狗 => 养犬".encode() + b"\xff\xfe\xff", "请")],
)
def test_what_is_no_thesaurus_is_refused(editor: Client, data: bytes, complaint: str) -> None:
    response = upload(editor, data)
    assert response.status_code == 200 and complaint in response.content.decode() and "写入词库" not in response.content.decode()


def test_no_file_is_told(editor: Client) -> None:
    assert "请选择文件" in editor.post(url("upload"), {}).content.decode()


def test_an_empty_file_would_switch_all_off_and_says_so(editor: Client) -> None:
    confirm(editor, upload(editor, FILE))
    assert "新增0条，修改0条，停用2条" in upload(editor, "# 空\n").content.decode()
    assert len(lines()) == 2
