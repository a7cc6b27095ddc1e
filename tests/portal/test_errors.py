"""What went wrong is said in Chinese, with a way on."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from portal.views.errors import bad_request, server_error


@pytest.mark.django_db
def test_not_found_offers_the_search_box(client: Client, site: None) -> None:
    response = client.get("/没有/")
    page = response.content.decode()
    assert response.status_code == 404 and "没有找到这一页" in page and 'name="q"' in page


def test_server_error_needs_no_database(rf: RequestFactory) -> None:
    """No database mark: a query would raise."""
    response = server_error(rf.get("/"))
    assert response.status_code == 500 and "网站出错了" in response.content.decode()
    assert bad_request(rf.get("/"), ValueError()).status_code == 400


@pytest.mark.django_db
def test_a_failing_view_shows_the_page_and_is_not_kept(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.views import benchmark

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(benchmark, "open_item", fail)
    response = Client(raise_request_exception=False).get("/benchmarks/A1/")
    assert response.status_code == 500 and "网站出错了" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
