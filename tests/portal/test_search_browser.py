"""The search page in a browser: suggestions by keyboard, facets folded on a phone, everything without script, in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from tests.portal.browser import Portal, chromium, portal  # noqa: F401 - fixtures
from tests.portal.test_browser import DESK, PHONE, TAGS

SUGGEST = "**/search/suggest?*"
#: What a page of the search may look like: answered at once, corrected, narrowed, empty.
STATES = {
    "answered": "/search/?q=夜间施工噪声扰民", "agency": "/search/?q=市场监督管理局电话", "law": "/search/?q=噪声污染防治法",
    "corrected": "/search/?q=zhanyongrenxingdao", "narrowed": "/search/?q=食品&agency=scjg&fine_max=60000", "replaced": "/benchmarks/?law=噪声污染防治法",
    "past": "/benchmarks/?status=past", "nothing": "/search/?q=食品 “核潜艇”&agency=scjg",
}  # fmt: skip


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:  # noqa: F811
    page = chromium.new_page(viewport=DESK)  # type: ignore[arg-type]
    yield page
    page.close()


def box_of(page: Page) -> Locator:
    return page.get_by_role("combobox")


def typing(page: Page, portal: Portal, text: str, address: str = "/search/") -> Locator:  # noqa: F811
    """The search box with a text typed into it and suggestions on show."""
    page.goto(portal.address + address)
    box = box_of(page)
    box.press_sequentially(text)
    expect(page.get_by_role("listbox", name="检索建议")).to_be_visible()
    return box


def test_suggestions_by_keyboard_alone(portal: Portal, desk: Page) -> None:  # noqa: F811
    box = typing(desk, portal, "人行道")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None
    expect(desk.locator(".suggesting [aria-live=polite]")).to_contain_text(re.compile("^有[1-8]条建议"))
    desk.keyboard.press("ArrowDown")
    option = desk.get_by_role("option", selected=True)
    expect(option).to_contain_text("占用人行道堆放杂物")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    expect(box).to_be_focused()
    expect(box).to_have_value("人行道")
    desk.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None, "above the first stands what was typed"
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("人行道")
    expect(box).to_have_attribute("aria-expanded", "false")
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("option", selected=True)).to_be_visible()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(portal.address + "/benchmarks/A1/")


def test_what_was_typed_is_asked_when_nothing_is_chosen(portal: Portal, desk: Page) -> None:  # noqa: F811
    typing(desk, portal, "人行道")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/search/\?q="))
    expect(desk.get_by_role("status").first).to_contain_text("共")


def test_the_pointer_chooses_too_and_leaving_closes(portal: Portal, desk: Page) -> None:  # noqa: F811
    box = typing(desk, portal, "食品安全")
    box.blur()
    expect(desk.get_by_role("listbox")).to_be_hidden()
    box.focus()
    desk.keyboard.press("ArrowDown")
    desk.get_by_role("group", name="法律法规").get_by_role("option").first.click()
    expect(desk).to_have_url(portal.address + "/laws/shipin/")


def test_nothing_is_asked_without_focus_nor_while_characters_are_composed(portal: Portal, desk: Page) -> None:  # noqa: F811
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if "/search/suggest" in request.url else None)
    desk.goto(portal.address + "/search/?q=食品")
    session = desk.context.new_cdp_session(desk)
    box_of(desk).focus()
    for letters in ("r", "re", "ren", "renx"):
        session.send("Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)})
        desk.wait_for_timeout(200)
    assert not asked
    with desk.expect_request(SUGGEST):
        session.send("Input.insertText", {"text": "人行道"})
    assert len(asked) == 1


def test_fast_typing_asks_once_and_a_late_answer_is_dropped(portal: Portal, desk: Page) -> None:  # noqa: F811
    asked: list[Request] = []
    held: list[Route] = []
    desk.on("request", lambda request: asked.append(request) if "/search/suggest" in request.url else None)
    desk.goto(portal.address + "/search/")
    desk.route(SUGGEST, lambda route: held.append(route) if not held else route.continue_())
    box_of(desk).press_sequentially("食品", delay=10)
    with desk.expect_request(SUGGEST):
        pass
    assert len(asked) == 1
    with desk.expect_response(SUGGEST):
        box_of(desk).press_sequentially("安全", delay=10)
    expect(desk.get_by_role("option").first).to_contain_text("食品安全法")
    assert len(asked) == 2 and asked[0].failure == "net::ERR_ABORTED"


@pytest.mark.parametrize("status", [429, 500])
def test_a_refusal_leaves_a_plain_box_in_peace(portal: Portal, desk: Page, status: int) -> None:  # noqa: F811
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=status, headers={"Retry-After": "30"}, body="{}")

    desk.route(SUGGEST, refuse)
    desk.goto(portal.address + "/search/")
    with desk.expect_response(SUGGEST):
        box_of(desk).press_sequentially("食")
    box_of(desk).press_sequentially("品")
    desk.wait_for_timeout(400)
    assert len(asked) == 1
    expect(desk.get_by_role("listbox")).to_be_hidden()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/search/"))


def test_the_header_suggests_as_well(portal: Portal, desk: Page) -> None:  # noqa: F811
    typing(desk, portal, "市场监督", "/fields/")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(portal.address + "/agencies/scjg/")


def test_on_a_phone_facets_are_folded_and_open_by_keyboard_without_script(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(portal.address + "/benchmarks/")
    choice = page.get_by_role("complementary", name="筛选").get_by_role("link", name=re.compile("^食品安全 30"))
    expect(choice).to_be_hidden()
    page.locator(".facets__summary").focus()
    page.keyboard.press("Enter")
    expect(choice).to_be_visible()
    choice.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("共30项")
    expect(page.locator(".facets__summary")).to_contain_text("已选1项")
    context.close()


def test_beside_the_list_facets_stand_open_and_have_nothing_to_unfold(portal: Portal, desk: Page) -> None:  # noqa: F811
    desk.goto(portal.address + "/benchmarks/")
    expect(desk.get_by_role("complementary", name="筛选").get_by_role("link", name=re.compile("^食品安全 30"))).to_be_visible()
    expect(desk.locator(".facets__summary")).to_be_hidden()


def test_without_script_the_page_itself_suggests(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(portal.address + "/search/?q=食品安全")
    page.locator(".related-names").get_by_role("link", name="食品安全法").click()
    expect(page).to_have_url(portal.address + "/laws/shipin/")
    context.close()


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "dark desk"])
def test_axe_finds_nothing_in_any_state(portal: Portal, chromium: Browser, viewport: dict[str, int], scheme: str) -> None:  # noqa: F811
    """With everything unfolded, and with suggestions on show; nothing sideways."""
    page = chromium.new_page(viewport=viewport, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    found = {}
    for name, address in {**STATES, "suggesting": "/search/"}.items():
        page.goto(portal.address + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if name == "suggesting":
            typing(page, portal, "食品")
            page.keyboard.press("ArrowDown")
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        results = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        if wide or results.violations_count:
            found[name] = (wide, results.generate_report())
    assert not found
    page.close()


def test_the_states_are_what_they_are_called(portal: Portal, desk: Page) -> None:  # noqa: F811
    wanted = {"answered": ".instant", "agency": ".instant .facts", "law": ".instant .tag--caution", "corrected": ".listing__meant", "narrowed": ".chip", "replaced": ".chip__note", "past": ".result .tag--caution", "nothing": ".nothing"}
    for name, selector in wanted.items():
        desk.goto(portal.address + STATES[name])
        expect(desk.locator(selector).first, name).to_be_visible()
