"""The face in a browser: large text, colours forced by the reader, print, the header on every width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal.reading import COOKIE, LARGE
from tests.portal.browser import Portal, chromium, portal  # noqa: F401 - fixtures
from tests.portal.test_browser import DESK, PAGES, PHONE, TAGS

pytestmark = pytest.mark.looks
#: What stands alone to be touched; a link inside a sentence is exempt (WCAG 2.5.8).
ALONE = """.site-header a, .site-footer__links a, .breadcrumbs a, .figures a, .index a, .contents a, .hero__examples a, .lines__facts a,
    .button, .pagination__link, .facet__choice, summary, input:not([type=hidden])"""


@pytest.fixture
def large(portal: Portal, chromium: Browser) -> Iterator[Page]:  # noqa: F811
    """A phone on which large text was chosen."""
    context = chromium.new_context(viewport=PHONE, bypass_csp=True)  # type: ignore[arg-type]
    choose_large(context, portal)
    yield context.new_page()
    context.close()


def choose_large(context: BrowserContext, portal: Portal) -> None:  # noqa: F811
    context.add_cookies([{"name": COOKIE, "value": LARGE, "url": portal.address}])


def test_the_switch_works_without_script_and_is_remembered(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(portal.address + "/agencies/scjg/")
    before = float(page.locator("main h1").evaluate("each => parseFloat(getComputedStyle(each).fontSize)"))
    page.get_by_role("banner").get_by_role("link", name="关怀版").click()
    assert page.url == portal.address + "/agencies/scjg/"
    after = float(page.locator("main h1").evaluate("each => parseFloat(getComputedStyle(each).fontSize)"))
    assert after >= before * 1.4
    page.goto(portal.address + "/benchmarks/A1/")
    page.get_by_role("banner").get_by_role("link", name="标准版").click()
    expect(page.get_by_role("banner").get_by_role("link", name="关怀版")).to_be_visible()
    context.close()


def test_every_type_of_page_in_large_text(portal: Portal, large: Page) -> None:  # noqa: F811
    """Text 1.4 times as large, nothing sideways down to 320 pixels, axe content, and what stands alone 44 by 44 pixels (WCAG 2.5.5)."""
    found: dict[str, object] = {}
    for name, address in PAGES.items():
        large.set_viewport_size(PHONE)  # type: ignore[arg-type]
        large.goto(portal.address + address)
        large.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert large.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 17 * 1.4 - 0.1
        small = large.evaluate(
            """selector => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility())
                .map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
                .filter(([, box]) => box.width < 44 || box.height < 43.9).map(([html, box]) => `${html} ${box.width}×${box.height}`)""",
            ALONE,
        )
        results = Axe().run(large, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        report = results.generate_report() if results.violations_count else ""
        large.set_viewport_size({"width": 320, "height": 740})
        wide = large.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if small or report or wide:
            found[name] = (small, report, wide)
    assert not found


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_header_is_one_line_of_navigation(portal: Portal, chromium: Browser, width: int) -> None:  # noqa: F811
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(portal.address + "/fields/")
    tops = {round(link.bounding_box()["y"]) for link in page.get_by_role("navigation", name="主导航").get_by_role("link").all()}  # type: ignore[index]
    assert len(tops) == 1
    page.get_by_role("banner").get_by_role("combobox").fill("占道")
    page.keyboard.press("Enter")
    expect(page).to_have_url(portal.address + "/search/?q=%E5%8D%A0%E9%81%93")
    page.close()


def test_running_text_is_never_longer_than_forty_characters(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK)  # type: ignore[arg-type]
    for name in ("home", "agency", "field", "law", "accessibility", "not found"):
        page.goto(portal.address + PAGES[name])
        long = page.evaluate(
            """[...document.querySelectorAll('main p')].filter(each => each.getBoundingClientRect().width > 40.5 * parseFloat(getComputedStyle(each).fontSize))
                .map(each => each.textContent.slice(0, 60))"""
        )
        assert not long, (name, long)
    page.close()


def test_forced_colours_leave_borders_and_focus(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK, forced_colors="active")  # type: ignore[arg-type]
    page.goto(portal.address + PAGES["field"])
    assert page.locator(".site-search .button").evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.close()


def test_stillness_is_kept_for_who_asks(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(portal.address + "/benchmarks/A1/")
    moving = page.evaluate("""[...document.querySelectorAll('*')].filter(each => { const style = getComputedStyle(each);
        return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'; }).length""")
    assert moving == 0
    page.close()


def test_on_paper_stand_the_text_its_address_and_its_day(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK, color_scheme="dark")  # type: ignore[arg-type]
    page.goto(portal.address + "/agencies/scjg/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("网址：")).to_be_visible()
    expect(page.get_by_role("navigation", name="主导航")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()
