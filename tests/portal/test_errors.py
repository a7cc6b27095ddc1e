"""What went wrong is said in Chinese, with a way on."""

from __future__ import annotations

import pytest
from django.db import DataError, InterfaceError, OperationalError, ProgrammingError
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
@pytest.mark.parametrize(
    "path", ["/benchmarks/A%00/", "/benchmarks/A%00/calculator/", "/laws/%00/", "/%00/", "/page%00", "/media/images/%00.png", "/api/v1/benchmarks/%00", "/fields/a%00b/", "/admin/%00/"]
)
def test_a_nul_in_an_address_is_not_found_on_every_database(client: Client, site: None, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("question", ["/search/?q=%00", "/search/?q=a%00&agencies=%00", "/benchmarks/?domains=%00&laws=%00", "/search/suggest?q=%00", "/api/v1/search?q=%00", "/benchmarks.csv?q=%00"])
def test_a_nul_in_a_question_breaks_nothing(client: Client, site: None, question: str) -> None:
    assert client.get(question).status_code in (200, 302, 400, 404, 422, 503)


class Failed(Exception):
    """As the driver tells it."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("failed")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "cause", "status", "said"),
    [
        (OperationalError("connection refused"), Failed(None), 503, "网站暂时不可用"),
        (OperationalError("terminating connection"), Failed("57P01"), 503, "网站暂时不可用"),
        (OperationalError("too many clients"), Failed("53300"), 503, "网站暂时不可用"),
        (InterfaceError("connection is closed"), Failed(None), 503, "网站暂时不可用"),
        (OperationalError("lock timeout"), Failed("55P03"), 503, "刚才提交的内容没有保存"),
        (OperationalError("deadlock detected"), Failed("40P01"), 503, "系统正忙"),
        (OperationalError("statement timeout"), Failed("57014"), 503, "查询用时过长"),
        (OperationalError("database is locked"), None, 503, "系统正忙"),
        (OperationalError("no such table: x"), None, 500, "网站出错了"),
        (ProgrammingError("2 placeholders, 1 parameter"), Failed(None), 500, "网站出错了"),
        (DataError("NUL"), Failed(None), 500, "网站出错了"),
    ],
)
def test_a_database_that_cannot_answer_now_is_told_apart_from_a_fault(rf: RequestFactory, error: Exception, cause: Exception | None, status: int, said: str) -> None:
    """No database mark: a query would raise."""
    try:
        raise error from cause
    except Exception:
        response = server_error(rf.post("/"))
    page = response.content.decode()
    assert (response.status_code, said in page) == (status, True), page
    if status == 503:
        assert (response["Cache-Control"], response["Retry-After"]) == ("no-store", "10")


@pytest.mark.django_db
def test_a_failing_view_shows_the_page_and_is_not_kept(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.views import benchmark

    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(benchmark, "open_item", fail)
    response = Client(raise_request_exception=False).get("/benchmarks/A1/")
    assert response.status_code == 500 and "网站出错了" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
