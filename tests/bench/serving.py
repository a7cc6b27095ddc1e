"""Pages through a real server: the item page against a bare Wagtail page, the kept one against a Django hello."""

from __future__ import annotations

from wagtail.models import Page, Site

from content.home import make_home
from enforcement.models import Edition
from tests.bench.models import BarePage
from tests.bench.server import running
from tests.bench.timing import in_turn
from tests.bench.wsgi import BARE, HELLO

REPEATS = 400


def run(repeats: int = REPEATS) -> None:
    """Prints times and ratios. Rates of one connection are one over time, so ratios of rates are those of times, turned over."""
    prepare()
    item = Edition.objects.visible().select_related("benchmark").filter(tier_count__gte=3).order_by("pk")[100].get_absolute_url()
    with running() as client:
        times = in_turn(
            {
                "hello": lambda _: client.get(HELLO),
                "bare": lambda _: client.get(BARE, fresh=True),
                "uncached": lambda _: client.get(item, fresh=True),
            },
            repeats,
        )
        kept = in_turn({"hello": lambda _: client.get(HELLO), "bare": lambda _: client.get(BARE), "cached": lambda _: client.get(item)}, repeats)
    print(f"页面（granian，一个进程一个线程，保持连接，轮流各{repeats}次）：{item}")
    print(f"  最简Django页面（hello）        {times['hello']}")
    print(f"  最简Wagtail页面                {times['bare']}")
    print(f"  事项页，未缓存                 {times['uncached']}　速度为最简Wagtail页面的 {times['bare'].p50 / times['uncached'].p50:.2f} 倍（目标：持平）")
    print(f"  事项页，已缓存                 {kept['cached']}　速度为最简Wagtail页面的 {kept['bare'].p50 / kept['cached'].p50:.2f} 倍（目标 ≥ 3）")
    print(f"                                 　　　　速度为最简Django页面的 {kept['hello'].p50 / kept['cached'].p50:.2f} 倍（目标：持平）")


def prepare() -> None:
    """A page tree with the portal's first page and the bare page, once."""
    make_page_tree()
    if not BarePage.objects.exists():
        Site.objects.get(is_default_site=True).root_page.add_child(instance=BarePage(title="最简页面", slug="bare", text="一段文字。"))


def make_page_tree() -> None:
    """``flush`` takes Wagtail's root page and site away."""
    if not Page.objects.filter(depth=1).exists():
        from wagtail.models import Locale

        Locale.objects.get_or_create(language_code="zh-hans")
        Page.add_root(instance=Page(title="Root", slug="root"))
    make_home()
