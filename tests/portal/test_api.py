"""The interface for programs: what it promises (its own OpenAPI), what it refuses, and that a page behind never lies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings as portal_settings
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from enforcement.models import Agency, Edition, EditionCitation
from portal.api_page import example_of
from search.api.cursor import SALT
from search.indexer import drain
from search.query import PARAMETERS
from tests.portal.factory import make_agency, make_edition, make_law, withdraw

pytestmark = pytest.mark.django_db
V1 = "/api/v1/"
#: An address of each operation that answers.
EVERY = ("benchmarks", "benchmarks/C11", "agencies", "agencies/scjg", "laws", "laws/shirong", "search?q=占道", "facets")


@pytest.fixture
def catalogue(site: None) -> None:
    food = make_agency("云岭市市场监督管理局", "scjg")
    make_edition("C11", act="占用人行道堆放杂物", domain="市容", begins=date(2020, 1, 1), tiers=(("一般", "旧的", "处100元罚款"),))
    make_edition("C11", act="占用人行道堆放杂物", domain="市容")
    make_edition("C12", act="占用车行道摆摊经营", domain="市容", article=37)
    make_edition("F21", act="经营超过保质期的食品", agency=food, domain="食品安全", law=make_law("食品安全法", "shipin", replaced_by=make_law(), replaced_on=date(2030, 1, 1)))
    drain()


def get(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(V1 + address)
    assert response.status_code == status, response.content.decode()[:300]
    assert response["Access-Control-Allow-Origin"] == "*" and not response.has_header("Access-Control-Allow-Credentials")
    kind = "application/json; charset=utf-8" if status == 200 else "application/problem+json"
    assert response["Content-Type"] == kind
    document = json.loads(response.content)
    if status != 200:
        assert document["status"] == status and document["title"] and document["detail"] and document["type"].startswith("/api/#")
    return document


def described(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client.get(V1 + "openapi.json").content)
    return found


# --- the contract ------------------------------------------------------------------------
def conforms(description: dict[str, Any], schema: dict[str, Any], document: Any) -> None:
    whole = {**schema, "components": description["components"]}
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(document)]
    assert errors == []


def closed(description: dict[str, Any]) -> dict[str, Any]:
    """The same, refusing fields that are not described."""
    for schema in description["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False
    return description


def schema_of(description: dict[str, Any], path: str, status: int) -> dict[str, Any]:
    answer = description["paths"][path]["get"]["responses"][str(status)]
    [(kind, content)] = answer["content"].items()
    assert kind == ("application/json" if status == 200 else "application/problem+json")
    found: dict[str, Any] = content["schema"]
    return found


def path_of(description: dict[str, Any], address: str) -> str:
    plain = address.partition("?")[0].split("/")
    [path] = [path for path in description["paths"] if len(path.split("/")[3:]) == len(plain) and path.split("/")[3] == plain[0]]
    return str(path)


def test_every_answer_is_as_described(client: Client, catalogue: None) -> None:
    description = closed(described(client))
    for address in (*EVERY, "benchmarks/C11?on=2020-05-01", "benchmarks?status=past", "search?kind=agency", "benchmarks?q=㊣㊣"):
        conforms(description, schema_of(description, path_of(description, address), 200), get(client, address))


def test_every_refusal_is_as_described(client: Client, catalogue: None) -> None:
    withdraw(make_edition("W1"))
    description = closed(described(client))
    for address, status in (
        ("benchmarks?size=0", 400), ("benchmarks/C11?on=x", 400), ("benchmarks/NONE", 404), ("benchmarks/C11?on=1999-01-01", 404), ("benchmarks/W1", 410),
        ("agencies/none", 404), ("agencies?x=1", 400), ("laws/none", 404), ("laws?x=1", 400), ("search?sort=x", 400), ("facets?cursor=x", 400),
    ):  # fmt: skip
        conforms(description, schema_of(description, path_of(description, address), status), get(client, address, status))


def test_the_description_is_valid_and_whole(client: Client) -> None:
    description = described(client)
    assert description["openapi"].startswith("3.1") and description["servers"] == [{"url": portal_settings.BASE_URL}]
    assert len(description["paths"]) == len(EVERY)
    operations = [operation for methods in description["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert {method for methods in description["paths"].values() for method in methods} == {"get"}
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
        for name, field in schema.get("properties", {}).items():
            assert field.get("description"), f"{schema['title']}.{name}"
    for operation in operations:
        example = example_of(operation["responses"]["200"]["content"]["application/json"]["schema"], description)
        conforms(description, operation["responses"]["200"]["content"]["application/json"]["schema"], example)
        assert operation["summary"] and operation["description"] and "429" in operation["responses"]
    listed = {parameter["name"] for parameter in description["paths"][V1 + "benchmarks"]["get"]["parameters"]}
    assert set(PARAMETERS) <= listed


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    operation=st.sampled_from(["benchmarks", "search", "facets", "laws", "agencies", "benchmarks/C11", "laws/shirong", "nowhere"]),
    asked=st.dictionaries(
        st.sampled_from(["q", "on", "size", "sort", "cursor", "fine_min", "fine_max", "status", "verbatim", *PARAMETERS, "x", "__proto__", "page"]),
        st.one_of(st.text(max_size=30), st.integers().map(str), st.sampled_from(["2025-03-01", "code", "past", "true", "0", "9" * 400, "占道", "%00", "1e3", "NaN"])),
        max_size=4,
    ),
)
def test_whatever_is_asked_the_answer_is_described(client: Client, catalogue: None, operation: str, asked: dict[str, str]) -> None:
    response = client.get(V1 + operation, asked)
    assert response.status_code in (200, 400, 404)
    document = json.loads(response.content)
    if operation != "nowhere":
        description = described(client)
        conforms(description, schema_of(description, path_of(description, operation), response.status_code), document)


# --- what it answers ----------------------------------------------------------------------
def test_a_list_is_that_of_the_page(client: Client, catalogue: None) -> None:
    assert [item["code"] for item in get(client, "benchmarks")["items"]] == ["C11", "C12", "F21"]
    assert [item["code"] for item in get(client, "benchmarks?agency=scjg")["items"]] == ["F21"]
    assert [item["code"] for item in get(client, "benchmarks?sort=code&fine_min=20000&domain=市容")["items"]] == ["C11", "C12"]
    assert get(client, "benchmarks?on=2020-05-01")["total"] == 1
    assert [item["kind"] for item in get(client, "search?q=市场监督管理局&kind=agency")["items"]] == ["agency"]


def test_what_is_found_leads_to_its_record(client: Client, catalogue: None) -> None:
    for item in get(client, "search?size=50")["items"]:
        if item["api"]:
            address = item["api"].removeprefix(portal_settings.BASE_URL + V1)
            assert get(client, address)["url"] == item["url"]


def test_a_facet_count_is_what_its_filter_yields(client: Client, catalogue: None) -> None:
    facets = get(client, "facets?kind=benchmark")["facets"]
    assert {"agency", "domain", "law"} <= set(facets)
    for name, choices in facets.items():
        for choice in choices:
            if name != "kind":
                assert get(client, f"benchmarks?{name}={quote(choice['value'])}")["total"] == choice["count"], (name, choice)


def test_a_record_with_its_history(client: Client, catalogue: None) -> None:
    now, then = get(client, "benchmarks/C11"), get(client, "benchmarks/C11?on=2020-05-01")
    assert [edition["in_force_from"] for edition in now["history"]] == ["2025-03-01", "2020-01-01"] and now["history"] == then["history"]
    assert (len(now["tiers"]), len(then["tiers"])) == (3, 1) and then["in_force_until"] == "2025-03-01"
    for edition in now["history"]:
        assert get(client, edition["url"].removeprefix(portal_settings.BASE_URL + V1))["in_force_from"] == edition["in_force_from"]


@pytest.mark.parametrize("case", ["both", "new withdrawn", "old withdrawn", "all withdrawn", "unknown"])
def test_it_answers_as_the_page_does(client: Client, site: None, case: str) -> None:
    if case != "unknown":
        old = make_edition("C11", begins=date(2020, 1, 1))
        new = make_edition("C11")
        for edition, cases in ((old, ("old withdrawn", "all withdrawn")), (new, ("new withdrawn", "all withdrawn"))):
            if case in cases:
                withdraw(edition)
    for on in ("", "?on=1999-01-01", "?on=2020-05-01", "?on=2024-01-01", "?on=2025-03-01", "?on=2040-01-01"):
        page, answer = client.get(f"/benchmarks/C11/{on}"), client.get(f"{V1}benchmarks/C11{on}")
        assert page.status_code == answer.status_code, on
        if answer.status_code == 410:
            document = json.loads(answer.content)
            assert document["withdrawn_reason"] == "文件引用有误，正在更正" and document["withdrawn_at"]
            assert "占用" not in answer.content.decode()


def test_agencies_of_today_and_those_before(client: Client, catalogue: None) -> None:
    food = Agency.objects.get(slug="scjg")
    make_agency("云岭市工商行政管理局", "gsj", parent=food, abolished_on=date(2019, 1, 1), successor=food)
    assert {item["slug"] for item in get(client, "agencies")["items"]} == {"csgl", "scjg"}
    old = get(client, "agencies/gsj")
    assert (old["abolished_on"], old["successor"], old["parent"]) == ("2019-01-01", "scjg", "scjg")
    assert get(client, get(client, "agencies/scjg")["benchmarks"].removeprefix(portal_settings.BASE_URL + V1))["total"] == 1


def test_a_law_lists_what_rests_on_each_article(client: Client, catalogue: None) -> None:
    laws = {item["slug"]: item for item in get(client, "laws")["items"]}
    assert laws["shirong"]["benchmarks"] == 2 and laws["shipin"]["replaced_by"]["slug"] == "shirong"
    articles = get(client, "laws/shirong")["articles"]
    assert [(article["article"], [item["code"] for item in article["benchmarks"]]) for article in articles] == [(36, ["C11"]), (37, ["C12"])]
    assert articles[0]["benchmarks"][0]["places"] == ["第三十六条第一款"]


def test_a_long_law_turns_between_articles(client: Client, site: None) -> None:
    edition, law = make_edition("L1", article=1), make_law()
    for article in range(2, 123):
        for sub in (0, 1):
            EditionCitation.objects.create(edition=edition, law=law, article=article, sub_article=sub, sort_order=article)
    drain()
    seen: list[tuple[int, int]] = []
    address: str | None = "laws/shirong"
    while address:
        page = get(client, address)
        seen += [(article["article"], article["sub_article"]) for article in page["articles"]]
        address = page["next"] and page["next"].removeprefix(portal_settings.BASE_URL + V1)
    assert seen == [(1, 0), *((article, sub) for article in range(2, 123) for sub in (0, 1))]


# --- pages ---------------------------------------------------------------------------------
def pages(client: Client, address: str) -> Iterator[list[str]]:
    following: str | None = address
    while following:
        page = get(client, following)
        yield [item["code"] for item in page["items"]]
        following = page["next"] and page["next"].removeprefix(portal_settings.BASE_URL + V1)


def codes(first: int, last: int) -> list[str]:
    return [f"P{number:03d}" for number in range(first, last)]


@pytest.fixture
def long_list(site: None) -> None:
    for code in codes(0, 30):
        make_edition(code, act=f"占道行为{code}")
    drain()


def test_pages_hold_everything_once(client: Client, long_list: None) -> None:
    for operation, size in product(("benchmarks?sort=code", "search?kind=benchmark&sort=code"), (4, 29, 30, 31)):
        assert [code for page in pages(client, f"{operation}&size={size}") for code in page] == codes(0, 30)


def test_what_is_published_meanwhile_hides_and_repeats_nothing(client: Client, long_list: None) -> None:
    walk = pages(client, "benchmarks?size=10")
    seen = next(walk)
    for number in range(5):
        make_edition(f"A{number}", act="占道行为")  # before everything that was given out
    drain()
    seen += next(walk)
    for code in ("P018", "P019"):  # the last that was given out, and one before it
        withdraw(Edition.objects.get(benchmark__address=code))
    drain()
    seen += [code for page in walk for code in page]
    assert seen == codes(0, 30)


def test_a_page_that_the_index_knows_and_the_database_hides_is_passed(client: Client, long_list: None) -> None:
    first = get(client, "benchmarks?size=10")
    for code in codes(10, 25):
        withdraw(Edition.objects.get(benchmark__address=code))  # the index is behind
    rest = [code for page in pages(client, first["next"].removeprefix(portal_settings.BASE_URL + V1)) for code in page]
    assert rest == codes(25, 30)


def test_a_cursor_whose_items_are_all_gone_says_so(client: Client, long_list: None) -> None:
    first = get(client, "benchmarks?size=10")
    for code in codes(0, 10):
        withdraw(Edition.objects.get(benchmark__address=code))
    drain()
    assert "重新读取" in get(client, first["next"].removeprefix(portal_settings.BASE_URL + V1), 400)["detail"]


def test_cursors_are_signed_and_bound_to_their_question(client: Client, long_list: None) -> None:
    following = get(client, "benchmarks?size=10")["next"]
    cursor = following.partition("cursor=")[2]
    forged = signing.dumps({"at": 0, "keys": [], "question": "x"}, salt=SALT, key="guessed")
    for bad in ("x", cursor[:-1], cursor.upper(), quote(forged), "%00", "a" * 900, quote("游标")):
        assert get(client, f"benchmarks?size=10&cursor={bad}", 400)["errors"][0]["parameter"] == "cursor"
    for address in (f"benchmarks?size=11&cursor={cursor}", f"search?size=10&cursor={cursor}", f"benchmarks?size=10&domain=x&cursor={cursor}"):
        assert "另一个问题" in get(client, address, 400)["detail"]
    assert get(client, f"benchmarks?cursor={cursor}&size=10")["items"]  # the order of parameters means nothing
    assert get(client, "benchmarks?size=10&cursor=")["items"]
    get(client, "benchmarks?cursor=" + "a" * 5_000, 400)


# --- what it refuses -------------------------------------------------------------------------
REFUSED = (
        ("fine_min=abc", "fine_min", "整数"), ("fine_min=-1", "fine_min", "不小于0"), ("size=101", "size", "不大于100"), ("size=0", "size", "不小于1"),
        ("on=2025-13-01", "on", "应为日期"), ("on=20250301", "on", "应为日期"), ("on=0", "on", "应为日期"), ("sort=best", "sort", "之一"), ("q=" + "a" * 201, "q", "最长200字"),
        ("agnecy=scjg", "agnecy", "没有这一参数"), ("page=2", "page", "没有这一参数"), ("&".join(f"law={n}" for n in range(21)), "law", "最多20个"),
        ("law=" + "a" * 201, "law", "最长200字"), ("status=gone", "status", "之一"),
)  # fmt: skip


def test_what_can_not_be_read_is_refused_by_name(client: Client, catalogue: None) -> None:
    for asked, parameter, words in REFUSED:
        [error] = get(client, "benchmarks?" + asked, 400)["errors"]
        assert error["parameter"] == parameter and words in error["detail"]


def test_what_was_given_is_not_echoed(client: Client, catalogue: None) -> None:
    document = client.get(V1 + "benchmarks", {"fine_min": "<script>13912345678"})
    assert b"script" not in document.content and b"139" not in document.content


def test_nothing_can_be_written(catalogue: None) -> None:
    for method, address in product(("post", "put", "patch", "delete"), ("benchmarks", "benchmarks/C11", "openapi.json", "nowhere", "")):
        response = getattr(Client(enforce_csrf_checks=True), method)(V1 + address)
        assert response.status_code == 405 and "GET" in response["Allow"] and json.loads(response.content)["status"] == 405


def test_any_page_may_read_it_without_cookies(client: Client, catalogue: None) -> None:
    asked = client.options(V1 + "benchmarks", headers={"origin": "https://other.example", "access-control-request-method": "GET"})
    assert asked.status_code == 204 and asked["Access-Control-Allow-Origin"] == "*" and "If-None-Match" in asked["Access-Control-Allow-Headers"]
    for address in ("benchmarks", "benchmarks/NONE", "benchmarks?x=1", "nowhere"):
        for _ in range(2):  # made, and kept
            response = client.get(V1 + address)
            assert response["Access-Control-Allow-Origin"] == "*" and not response.cookies
    assert client.head(V1 + "benchmarks").status_code == 200


def test_unknown_addresses_are_problems_too(client: Client, catalogue: None) -> None:
    for address in ("nowhere", "", "benchmarks/", "benchmarks/a/b", "benchmarks/%00", "laws/%00", "agencies/%0a", "benchmarks/" + "a" * 3_000, "docs"):
        response = client.get(V1 + address)
        assert response.status_code == 404 and response["Content-Type"] == "application/problem+json", address


# --- kept, away -------------------------------------------------------------------------------
def test_a_program_that_has_the_answer_is_told_so(client: Client, catalogue: None) -> None:
    for address in (*EVERY, "openapi.json"):
        first = client.get(V1 + address)
        assert first["Cache-Control"] == "public, max-age=60"
        again = client.get(V1 + address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304 and again["Access-Control-Allow-Origin"] == "*"
    etag = client.get(V1 + "search?q=占道")["ETag"]
    make_edition("NEW", act="新的占道行为")
    drain()
    assert client.get(V1 + "search?q=占道", headers={"if-none-match": etag}).status_code == 200


def test_an_outage_is_no_empty_answer_and_records_still_answer(client: Client, site: None) -> None:
    make_edition("C11")  # written, not indexed: there is no index at all
    for address in ("benchmarks", "search?q=占道", "facets"):
        document = get(client, address, 503)
        response = client.get(V1 + address)
        assert response["Retry-After"] and response["Cache-Control"] == "no-store" and "不表示没有结果" in document["detail"]
    for address in ("benchmarks/C11", "agencies", "agencies/csgl", "laws", "laws/shirong"):
        get(client, address)


def test_queries_do_not_grow_with_the_page(client: Client, long_list: None) -> None:
    get(client, "benchmarks?size=2")  # reads what a process keeps
    counts = []
    for address in ("benchmarks?size=1", "benchmarks?size=30"):
        with CaptureQueriesContext(connection) as seen:
            get(client, address)
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- its page for people ------------------------------------------------------------------------
def test_the_page_tells_every_operation_parameter_and_problem(client: Client, site: None) -> None:
    page = client.get("/api/").content.decode()
    description = described(client)
    for path, methods in description["paths"].items():
        assert f"<code>GET {path}</code>" in page and f'id="{methods["get"]["operationId"]}"' in page
    for name in ("cursor", "fine_min", *PARAMETERS):
        assert f"<code>{name}</code>" in page
    for name in ("bad-parameter", "not-found", "withdrawn", "search-unavailable", "too-many-requests"):
        assert f'id="{name}"' in page  # where ``type`` of a problem leads
    assert "<script" not in page.replace('<script src="/script/', "") and "style=" not in page and "//cdn" not in page


def test_a_made_up_parameter_stands_in_for_no_other_question(client: Client, catalogue: None) -> None:
    """Line breaks in a value must not make one address look like another to the store of pages."""
    for poison, plain in (("agency=scjg%0Aq=占道", "agency=scjg&q=占道"), ("domain=市容%0Afine_min=1", "domain=市容&fine_min=1")):
        for operation in ("benchmarks", "search"):
            wanted = client.get(f"{V1}{operation}?{plain}&size=7").content
            client.get(f"{V1}{operation}?{poison}&size=8")
            client.get(f"{V1}{operation}?{poison}")
            assert json.loads(client.get(f"{V1}{operation}?{plain}").content)["total"] == json.loads(wanted)["total"]
