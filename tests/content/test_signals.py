"""Every change to a page or to the site's identity is told to the floors above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from content.home import make_home
from content.pages import ArticlePage, ColumnPage, HomePage
from content.roles import make_editors
from content.site import SiteIdentity
from enforcement.roles import make_roles
from enforcement.signals import records_changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[tuple[str, list[int]]]]:
    """What was told, in order."""
    heard: list[tuple[str, list[int]]] = []

    def hear(sender: Any, kind: str, keys: list[int], **_: Any) -> None:
        heard.append((kind, list(keys)))

    records_changed.connect(hear)
    yield heard
    records_changed.disconnect(hear)


def keys(told: list[tuple[str, list[int]]]) -> set[int]:
    return {key for kind, named in told if kind == "page" for key in named}


@pytest.fixture
def tree() -> tuple[HomePage, ColumnPage, ArticlePage]:
    home = make_home()
    column = home.add_child(instance=ColumnPage(title="公示", slug="gs"))
    return home, column, column.add_child(instance=ArticlePage(title="指南", slug="zn"))


def test_publication_names_the_page_and_all_below(tree: tuple[HomePage, ColumnPage, ArticlePage], told: list[Any]) -> None:
    _, column, article = tree
    column.slug = "xin"
    column.save_revision().publish()
    assert keys(told) >= {column.pk, article.pk}


def test_a_draft_tells_nothing(tree: tuple[HomePage, ColumnPage, ArticlePage], told: list[Any]) -> None:
    article = tree[2]
    article.title = "草稿"
    article.save_revision()
    assert keys(told) == set()


def test_unpublishing_names_the_page(tree: tuple[HomePage, ColumnPage, ArticlePage], told: list[Any]) -> None:
    tree[2].unpublish()
    assert tree[2].pk in keys(told)


def test_a_move_names_all_that_moved(tree: tuple[HomePage, ColumnPage, ArticlePage], told: list[Any]) -> None:
    home, column, article = tree
    other = home.add_child(instance=ColumnPage(title="政策", slug="zc"))
    told.clear()
    column.move(other, pos="last-child")
    assert keys(told) >= {column.pk, article.pk}


def test_a_deleted_branch_names_every_page_of_it(tree: tuple[HomePage, ColumnPage, ArticlePage], told: list[Any]) -> None:
    _, column, article = tree
    wanted = {column.pk, article.pk}
    Page.objects.get(pk=column.pk).delete()
    assert keys(told) >= wanted


def test_the_sites_identity_stands_on_every_page(tree: tuple[HomePage, ColumnPage, ArticlePage], told: list[Any]) -> None:
    identity = SiteIdentity.objects.get()
    identity.phone = "0430-1"
    identity.save()
    assert tree[0].pk in keys(told)


def test_pages_raise_the_generation_and_trouble_no_index(tree: tuple[HomePage, ColumnPage, ArticlePage]) -> None:
    from search.indexer import drain, rebuild
    from search.outbox import newest

    rebuild()
    before = newest()
    tree[2].save_revision().publish()
    assert newest() > before
    drain()


def test_editors_get_the_site_once(tree: tuple[HomePage, ColumnPage, ArticlePage]) -> None:
    make_roles()
    group = make_editors()
    pages, files = GroupPagePermission.objects.filter(group=group), GroupCollectionPermission.objects.filter(group=group)
    rights = (pages.count(), files.count())
    assert all(rights)
    make_editors()
    assert (pages.count(), files.count()) == rights
