"""The item's page and the calculator in a browser: by keyboard, without script, on paper, in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.portal.browser import Portal, chromium, portal  # noqa: F401 - fixtures

pytestmark = pytest.mark.looks
PAGES = {
    "item": "/benchmarks/A1/", "item with leniency": "/benchmarks/A2/", "past item": "/benchmarks/A1/?on=2021-05-01", "changes": "/benchmarks/A1/changes/",
    "figure asked": "/benchmarks/A1/calculator/", "choice asked": "/benchmarks/A2/calculator/", "one tier": "/benchmarks/A1/calculator/?q1=3",
    "may go unpunished": "/benchmarks/A2/calculator/?c=0", "no tier": "/benchmarks/A2/calculator/?c=none", "mistake": "/benchmarks/A1/calculator/?q1=x",
    "nothing chosen": "/benchmarks/A2/calculator/?c=",
}  # fmt: skip
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:  # noqa: F811
    context = chromium.new_context(viewport=DESK, permissions=["clipboard-read", "clipboard-write"])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


ALL = {"runOnly": TAGS, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize(("viewport", "scheme", "contrast", "options"), [
    (PHONE, "light", "no-preference", ALL), (DESK, "dark", "no-preference", COLOURS), (DESK, "dark", "more", COLOURS),
])  # fmt: skip
def test_nothing_bars_anyone(
    portal: Portal, chromium: Browser, viewport: dict[str, int], scheme: str, contrast: str, options: dict[str, object]  # noqa: F811
) -> None:
    page = chromium.new_page(viewport=viewport, color_scheme=scheme, contrast=contrast, bypass_csp=True)  # type: ignore[arg-type]
    found = []
    for name, address in PAGES.items():
        page.goto(portal.address + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        results = Axe().run(page, options=options)
        if results.violations_count:
            found.append(f"{name}: {results.generate_report()}")
    page.close()
    assert not found


def test_nothing_scrolls_sideways_and_the_policy_blocks_nothing(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: blocked.append(str(error)))
    wide = []
    for name, address in PAGES.items():
        page.goto(portal.address + address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    page.close()
    assert not wide and not blocked


def test_from_the_item_to_the_tier_by_keyboard_alone(portal: Portal, desk: Page) -> None:  # noqa: F811
    desk.goto(portal.address + "/benchmarks/A1/")
    tab_to(desk, "看看属于哪一档")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("看看属于哪一档")
    tab_to(desk, "占道面积多少平方米？")
    desk.keyboard.type("三")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="参照“一般”这一档")).to_be_visible()
    expect(desk.get_by_role("region", name="参照“一般”这一档")).to_be_focused()
    assert desk.url.endswith("/calculator/?q1=%E4%B8%89")


def tab_to(page: Page, name: str) -> None:
    """Tabs until what has the focus bears this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent"):
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def test_choices_by_arrow_keys(portal: Portal, desk: Page) -> None:  # noqa: F811
    desk.goto(portal.address + "/benchmarks/A2/calculator/")
    desk.get_by_role("radio", name="初次施工扰民").focus()
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("radio", name="劝阻后当晚停工")).to_be_checked()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="参照“一般”这一档")).to_be_visible()
    expect(desk.get_by_text("可以不予处罚")).to_have_count(0)


def test_a_mistake_takes_the_focus_and_leads_to_its_field(portal: Portal, desk: Page) -> None:  # noqa: F811
    desk.goto(portal.address + "/benchmarks/A1/calculator/")
    desk.get_by_label("占道面积多少平方米？").fill("很大")
    desk.get_by_role("button", name="查看结果").click()
    expect(desk.get_by_role("alert")).to_be_focused()
    desk.get_by_role("alert").get_by_role("link").click()
    expect(desk.get_by_label("占道面积多少平方米？")).to_be_focused()
    expect(desk.get_by_label("占道面积多少平方米？")).to_have_value("很大")


def test_everything_works_without_script(portal: Portal, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_context(java_script_enabled=False, viewport=PHONE).new_page()  # type: ignore[arg-type]
    page.goto(portal.address + "/benchmarks/A1/")
    expect(page.get_by_role("button", name=re.compile("复制|打印"))).to_have_count(0)
    expect(page.locator("#cite-words")).to_be_visible()
    expect(page.get_by_role("img", name="各档罚款")).to_be_visible()
    page.get_by_text("这些词是什么意思").click()
    expect(page.get_by_text("就是一个裁量阶次")).to_be_visible()
    page.get_by_role("link", name="看看属于哪一档").click()
    page.get_by_label("占道面积多少平方米？").fill("12")
    page.get_by_role("button", name="查看结果").click()
    expect(page.get_by_role("heading", name="参照“严重”这一档")).to_be_visible()
    page.get_by_role("link", name="重新开始").click()
    expect(page.get_by_label("占道面积多少平方米？")).to_have_value("")
    page.context.close()


def test_from_the_history_to_what_changed(portal: Portal, desk: Page) -> None:  # noqa: F811
    desk.goto(portal.address + "/benchmarks/A1/")
    desk.get_by_role("link", name="与上一版本比较").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("改了什么")
    struck = desk.locator(".change--changed del").first
    assert "line-through" in struck.evaluate("each => getComputedStyle(each).textDecorationLine")


def test_copy_and_print(portal: Portal, desk: Page) -> None:  # noqa: F811
    desk.goto(portal.address + "/benchmarks/A1/")
    desk.get_by_role("button", name="复制引用").click()
    expect(desk.get_by_role("button", name="已复制")).to_be_visible()
    expect(desk.locator("#tools-said")).to_have_text("已复制")
    assert desk.evaluate("navigator.clipboard.readText()") == desk.locator("#cite-words").inner_text().strip()
    desk.evaluate("window.print = () => { document.title = 'printed'; }")
    desk.get_by_role("button", name="打印").click()
    assert desk.title() == "printed"


def test_without_a_clipboard_the_text_stands_selected(portal: Portal, desk: Page) -> None:  # noqa: F811
    desk.goto(portal.address + "/benchmarks/A1/")
    desk.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    desk.get_by_role("button", name="复制链接").click()
    expect(desk.get_by_role("button", name="已选中，请手动复制")).to_be_visible()
    assert desk.evaluate("getSelection().toString()").strip() == desk.locator("#cite-link").inner_text().strip()


@pytest.mark.parametrize("address", ["/benchmarks/A1/", "/benchmarks/A2/", "/benchmarks/B01/"])
def test_an_item_is_one_sheet_of_paper_with_the_way_back(portal: Portal, desk: Page, address: str) -> None:  # noqa: F811
    desk.goto(portal.address + address)
    sheet = desk.pdf(format="A4", margin={"top": "14mm", "bottom": "14mm", "left": "14mm", "right": "14mm"})
    assert len(re.findall(rb"/Type\s*/Page[^s]", sheet)) == 1
    desk.emulate_media(media="print")
    expect(desk.locator(".qr__address")).to_be_visible()
    expect(desk.locator(".qr img")).to_be_visible()
    expect(desk.get_by_role("button", name="复制引用")).to_be_hidden()
    cells = desk.get_by_role("table").get_by_role("row").nth(1).get_by_role("cell")
    first, second = cells.nth(0).bounding_box(), cells.nth(1).bounding_box()
    assert first and second and second["x"] > first["x"] + first["width"] - 1  # on paper a table, not cards


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_stand_out_from_the_page(portal: Portal, chromium: Browser, scheme: str) -> None:  # noqa: F811
    page = chromium.new_page(viewport=DESK, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(portal.address + "/benchmarks/A1/")
    bar, paper = page.evaluate("""[getComputedStyle(document.querySelector('.chart__bar')).fill, getComputedStyle(document.body).backgroundColor]
        .map(colour => colour.match(/\\d+/g).slice(0, 3).map(each => { const part = each / 255; return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4; }))
        .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)""")
    page.close()
    assert (max(bar, paper) + 0.05) / (min(bar, paper) + 0.05) >= 3  # WCAG 1.4.11
