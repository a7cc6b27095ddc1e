"""Who may touch the thesaurus: every address of it, walked as every role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from content.roles import make_editors
from content.thesaurus.entry import ThesaurusEntry
from content.thesaurus.read import active_meanings, version
from enforcement.roles import EDITOR, MANAGER, OFFICER, REVIEWER, WHOLE_CITY_ROLE, make_roles

pytestmark = pytest.mark.django_db

SPACE = "wagtailsnippets_content_thesaurusentry"
WITHOUT = (None, "no role", OFFICER, REVIEWER, MANAGER, WHOLE_CITY_ROLE)


def patterns() -> Iterator[URLPattern]:
    def walk(found: list[Any], namespace: str) -> Iterator[URLPattern]:
        for pattern in found:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, pattern.namespace or namespace)
            elif namespace.endswith("content_thesaurusentry"):
                yield pattern

    return walk(get_resolver().url_patterns, "")


PATTERNS = sorted(patterns(), key=lambda pattern: str(pattern.name))


@pytest.fixture
def entry() -> ThesaurusEntry:
    make_roles()
    make_editors()
    entry = ThesaurusEntry.objects.create(said="遛狗", means="养犬")
    entry.save_revision()
    return entry


def client_of(who: str | None) -> Client:
    client = Client()
    if who:
        user = User.objects.create_user("someone", is_superuser=who == "superuser", is_staff=True)
        user.groups.set(Group.objects.filter(name=who))
        client.force_login(user)
    return client


def addresses(entry: ThesaurusEntry) -> Iterator[str]:
    values = {"pk": entry.pk, "revision_id": entry.latest_revision_id, "revision_id_a": "earliest", "revision_id_b": "latest"}
    for pattern in PATTERNS:
        yield reverse(f"{SPACE}:{pattern.name}", kwargs={name: values[name] for name in pattern.pattern.regex.groupindex})


def refused(response: Any) -> bool:
    if response.status_code in (403, 404):
        return True
    return response.status_code == 302 and (response["Location"] == "/admin/" or response["Location"].startswith("/admin/login/"))


def test_there_are_addresses_to_walk() -> None:
    assert {"list", "add", "edit", "delete", "history", "inspect", "download", "upload"} <= {pattern.name for pattern in PATTERNS}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", WITHOUT)
def test_no_address_opens_to_those_without_the_right(entry: ThesaurusEntry, who: str | None, method: str) -> None:
    client = client_of(who)
    assert [path for path in addresses(entry) if not refused(getattr(client, method)(path))] == []
    client.post(f"/admin/bulk/content/thesaurusentry/delete/?id={entry.pk}")
    if method == "get" and who:
        home = client.get("/admin/")
        assert reverse(f"{SPACE}:list") not in home.content.decode()
    assert ThesaurusEntry.objects.filter(pk=entry.pk, said="遛狗", active=True).exists()


@pytest.mark.parametrize("who", [EDITOR, "superuser"])
def test_those_with_the_right_meet_no_broken_page(entry: ThesaurusEntry, who: str) -> None:
    client = client_of(who)
    assert {path: status for path in addresses(entry) if (status := client.get(path).status_code) not in (200, 302)} == {}


def test_who_may_only_look_uploads_nothing(entry: ThesaurusEntry) -> None:
    client = client_of("no role")
    user = User.objects.get(username="someone")
    user.user_permissions.set(Permission.objects.filter(codename__in=("access_admin", "view_thesaurusentry")))
    assert client.get(reverse(f"{SPACE}:download")).status_code == 200
    assert client.get(reverse(f"{SPACE}:list")).status_code == 200
    for name, args in (("upload", []), ("add", []), ("edit", [entry.pk]), ("delete", [entry.pk])):
        assert refused(client.post(reverse(f"{SPACE}:{name}", args=args), {"text": "# 空", "seen": 1})), name
    assert reverse(f"{SPACE}:upload") not in client.get(reverse(f"{SPACE}:list")).content.decode()
    assert ThesaurusEntry.objects.get().active


def test_deleting_several_is_announced(entry: ThesaurusEntry) -> None:
    before = version()
    client_of(EDITOR).post(f"/admin/bulk/content/thesaurusentry/delete/?id={entry.pk}")
    assert active_meanings() == () and version() > before


def test_editors_are_given_the_right_once(entry: ThesaurusEntry) -> None:
    group = Group.objects.get(name=EDITOR)
    held = set(group.permissions.filter(content_type__app_label="content").values_list("codename", flat=True))
    assert held == {f"{action}_thesaurusentry" for action in ("view", "add", "change", "delete")}
    group.permissions.clear()
    make_editors()
    assert not group.permissions.exists()
