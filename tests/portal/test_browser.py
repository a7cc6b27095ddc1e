"""The pages as people meet them: in a browser, on a phone, in the dark, by keyboard, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.portal.browser import Portal, chromium, portal  # noqa: F401 - fixtures

PAGES = {
    "home": "/", "catalogue": "/benchmarks/", "narrowed": "/benchmarks/?agency=scjg&fine_min=1000&sort=fine&page=2", "item": "/benchmarks/A1/",
    "past item": "/benchmarks/A1/?on=2021-05-01", "item on a replaced law": "/benchmarks/A2/", "not then": "/benchmarks/A1/?on=1999-01-01",
    "withdrawn": "/benchmarks/A3/", "search": "/search/?q=保质期", "nothing found": "/search/?q=㊣㊣㊣", "search box": "/search/",
    "agencies": "/agencies/", "agency": "/agencies/scjg/", "laws": "/laws/", "law": "/laws/shipin/", "replaced law": "/laws/zaosheng/?on=2026-09-01",
    "fields": "/fields/", "field": "/fields/食品安全/", "empty field": "/fields/食品安全/?on=2001-01-01", "updates": "/updates/",
    "leniency": "/leniency/", "leniency list": "/leniency/first-violation/", "leniency matter": "/leniency/matters/first-violation-A1/",
    "leniency not then": "/leniency/first-violation/?on=1999-01-01",
    "accessibility": "/accessibility/", "site map": "/sitemap/", "not found": "/no-such-page/",
}  # fmt: skip
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:  # noqa: F811
    page = chromium.new_page(viewport=PHONE, java_script_enabled=True)  # type: ignore[arg-type]
    yield page
    page.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_bars_anyone(portal: Portal, chromium: Browser, viewport: dict[str, int]) -> None:  # noqa: F811
    """axe finds nothing on any type of page, contrast included, everything unfolded."""
    page = chromium.new_page(viewport=viewport, bypass_csp=True)  # type: ignore[arg-type]
    assert not list(complaints(portal, page, {"runOnly": TAGS, "resultTypes": ["violations"]}))
    page.close()


@pytest.mark.parametrize(("scheme", "contrast"), [("dark", "no-preference"), ("light", "more"), ("dark", "more")])
def test_colours_can_be_told_apart(portal: Portal, chromium: Browser, scheme: str, contrast: str) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK, color_scheme=scheme, contrast=contrast, bypass_csp=True)  # type: ignore[arg-type]
    assert not list(complaints(portal, page, {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}))
    page.close()


def test_a_barrier_would_be_found(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    """The check checks: a pale text and a nameless link are found."""
    page = chromium.new_page(viewport=DESK, bypass_csp=True)  # type: ignore[arg-type]
    page.goto(portal.address + "/")
    page.evaluate("document.querySelector('main').innerHTML += '<p id=pale>看不清楚的文字</p><a href=/x></a>'; document.getElementById('pale').style.color = '#ddd'")
    found = {violation["id"] for violation in Axe().run(page, options={"runOnly": TAGS}).response["violations"]}
    assert {"color-contrast", "link-name"} <= found
    page.close()


def complaints(portal: Portal, page: Page, options: dict[str, object]) -> Iterator[str]:  # noqa: F811
    """What axe finds on each type of page."""
    for name, address in PAGES.items():
        page.goto(portal.address + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        results = Axe().run(page, options=options)
        if results.violations_count:
            yield f"{name}: {results.generate_report()}"


def test_no_page_scrolls_sideways_on_a_phone(portal: Portal, phone: Page) -> None:  # noqa: F811
    wide = []
    for width in (360, 320):
        phone.set_viewport_size({"width": width, "height": 740})
        for name, address in PAGES.items():
            phone.goto(portal.address + address)
            if phone.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append(f"{name} at {width}")
    assert not wide


def test_the_policy_blocks_nothing_of_ours(portal: Portal, phone: Page) -> None:  # noqa: F811
    complaints: list[str] = []
    phone.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    for address in PAGES.values():
        phone.goto(portal.address + address)
    assert not complaints


def test_tiers_are_cards_on_a_phone_and_still_a_table(portal: Portal, phone: Page) -> None:  # noqa: F811
    phone.goto(portal.address + "/benchmarks/A1/")
    row = phone.get_by_role("table").get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_have_text("较轻")
    label, standard = row.get_by_role("rowheader").bounding_box(), row.get_by_role("cell").nth(1).bounding_box()
    assert label and standard and standard["y"] > label["y"] + label["height"] - 1


def test_everything_is_reached_by_keyboard_with_a_visible_focus(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK)  # type: ignore[arg-type]
    for address in ("/", "/benchmarks/?agency=scjg", "/benchmarks/A1/"):
        page.goto(portal.address + address)
        wanted = page.evaluate("""[...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary')]
            .filter(each => each.checkVisibility()).length""")
        reached, unseen = set(), []
        for _ in range(wanted + 5):
            page.keyboard.press("Tab")
            state = page.evaluate("""() => { const each = document.activeElement; if (!each || each === document.body) return null;
                if (!each.dataset.visit) each.dataset.visit = String(Math.random());
                const style = getComputedStyle(each); const box = each.getBoundingClientRect();
                return [each.dataset.visit, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0, each.outerHTML.slice(0, 80)]; }""")
            if state:
                reached.add(state[0])
                if not state[1]:
                    unseen.append(state[2])
        assert len(reached) == wanted and not unseen, (address, len(reached), wanted, unseen)
    page.close()


def test_the_skip_link_leads_past_the_header(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK)  # type: ignore[arg-type]
    page.goto(portal.address + "/benchmarks/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.close()


def test_from_a_question_to_the_answer_without_script(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_context(java_script_enabled=False, viewport=PHONE).new_page()  # type: ignore[arg-type]
    page.goto(portal.address + "/")
    page.get_by_role("searchbox").fill("人行道堆放")
    page.get_by_role("button", name="检索").click()
    page.get_by_role("link", name="占用人行道堆放杂物").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("占用人行道堆放杂物")
    expect(page.get_by_text("500元至5万元")).to_be_visible()
    page.context.close()


def test_filters_narrow_and_chips_take_back(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK)  # type: ignore[arg-type]
    page.goto(portal.address + "/benchmarks/")
    page.get_by_role("complementary", name="筛选").get_by_role("link", name=re.compile("食品安全 30")).click()
    expect(page.get_by_role("status")).to_contain_text("共30项")
    page.get_by_label("可达").fill("99999999")
    page.get_by_role("button", name="按金额筛选").click()
    expect(page.get_by_role("heading", name="没有符合条件的内容")).to_be_visible()
    page.get_by_role("list", name="已选条件").get_by_role("link", name="全部去掉").click()
    expect(page.get_by_role("status")).to_contain_text("共32项")
    page.close()


def test_text_twice_as_large_still_fits_a_tablet(portal: Portal, phone: Page) -> None:  # noqa: F811
    """WCAG 1.4.4: at 200 % nothing is lost."""
    phone.set_viewport_size({"width": 768, "height": 900})
    for address in PAGES.values():
        phone.goto(portal.address + address)
        phone.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


@pytest.mark.embedded
def test_an_outage_is_shown_as_one(portal: Portal, phone: Page) -> None:  # noqa: F811
    """With a cluster the index on this host stands in: both away are tests/search/test_standby.py."""
    current = portal.folder / "index" / "current"
    version = current.read_text(encoding="ascii")
    current.unlink()
    try:
        response = phone.goto(portal.address + "/search/?q=断了没有")
        assert response is not None and response.status == 503
        expect(phone.get_by_role("heading", name="检索暂时不可用")).to_be_visible()
    finally:
        current.write_text(version, encoding="ascii")
