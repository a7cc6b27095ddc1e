"""Whatever is sent to a public address, the answer is a whole and safe one: a few hundred of the requests of ``make fuzz``."""

from __future__ import annotations

import logging

import pytest

from search.indexer import drain
from tests.fuzz.addresses import kinds
from tests.fuzz.asking import Answer, Request
from tests.fuzz.doors import InProcess
from tests.fuzz.faults import HEADERS, faults
from tests.fuzz.hostile import ELEMENT, HANDLER
from tests.fuzz.run import run
from tests.fuzz.shorten import shorten
from tests.portal.serve import populate

SEED = 20_261_122
REQUESTS = 400
#: No page leads there, and nothing is there: protected pages, documents, pictures that nobody uploaded, the addresses for what is unknown.
WITHOUT_LINK = {
    "wagtaildocs_serve", "wagtaildocs_authenticate_with_password", "wagtailcore_authenticate_with_password", "image", "open-api:unknown",
}  # fmt: skip
#: There without being an answer: one says 404 as a problem document, the other is nobody's until somebody may read the numbers.
NOT_THERE = {"open-api:root", "metrics"}


@pytest.mark.django_db
def test_no_request_breaks_a_public_address() -> None:
    """No 5xx, whole documents, our headers, no inside words, nothing of the request alive in the answer."""
    populate()
    drain()
    logging.disable(logging.CRITICAL)
    door = InProcess()
    try:
        outcome = run(door, seed=SEED, count=REQUESTS, timed=False)
    finally:
        door.close()
        logging.disable(logging.NOTSET)
    assert not outcome.found, str(outcome)
    assert {request.kind for request in outcome.not_answered} == NOT_THERE
    assert set(outcome.without_link) == WITHOUT_LINK
    assert set(outcome.statuses) == {kind.name for kind in kinds()}


def test_every_public_address_is_asked() -> None:
    names = {kind.name for kind in kinds()}
    assert {"benchmark", "search", "download", "feed", "open-api:benchmark", "wagtail_serve", "sitemap-section"} <= names
    assert not [kind.form for kind in kinds() if "admin" in kind.form]


GOOD = {**HEADERS, "content-security-policy": "default-src 'none'; frame-ancestors 'self'", "content-type": "text/html; charset=utf-8"}
PAGE = "<!doctype html><html lang=zh-Hans><title>{}</title><p>{}</html>"


@pytest.mark.parametrize(("answer", "said"), [
    (Answer(500, GOOD, PAGE.format("出错", "").encode()), "status 500"),
    (Answer(200, {}, b""), "header"),
    (Answer(200, GOOD | {"content-security-policy": "default-src 'none'; script-src 'unsafe-inline'"}, PAGE.format("a", "").encode()), "content-security-policy"),
    (Answer(302, GOOD | {"location": "//evil.example/"}, b""), "leads elsewhere"),
    (Answer(200, GOOD, PAGE.format("", "").encode()), "no title"),
    (Answer(200, GOOD, b"<html><title>a</title>"), "lang"),
    (Answer(200, GOOD, PAGE.format("a", f"<{ELEMENT}>").encode()), "markup"),
    (Answer(200, GOOD, PAGE.format("a", f"<b {HANDLER}=1>").encode()), "attribute"),
    (Answer(200, GOOD, PAGE.format("a", "<a href='JavaScript:x'>a</a>").encode()), "attribute"),
    (Answer(200, GOOD, PAGE.format("a", 'File "/srv/x.py"').encode()), "says"),
    (Answer(200, GOOD | {"content-type": "application/json"}, b"{"), "no JSON"),
    (Answer(200, GOOD | {"content-type": "application/atom+xml"}, b"<a><b></a>"), "no XML"),
    (Answer(200, GOOD | {"content-type": "application/atom+xml"}, f"<a><{ELEMENT}/></a>".encode()), "markup"),
])  # fmt: skip
def test_what_is_wrong_is_seen(answer: Answer, said: str) -> None:
    assert [fault for fault in faults(Request("search", "/search/"), answer) if said in fault]


def test_a_good_answer_has_no_fault() -> None:
    assert faults(Request("search", "/search/"), Answer(200, GOOD, PAGE.format("检索", f"&lt;{ELEMENT}&gt;").encode())) == []


def test_a_faulty_request_is_cut_to_what_matters() -> None:
    request = Request("search", "/search/", (("page", "9"), ("q", "aaaa%27bbbb"), ("q", "x")), "POST", (("Accept", "x"),), b"q=1")
    assert shorten(request, lambda tried: "%27" in tried.target).target == "/search/?q=%27"
