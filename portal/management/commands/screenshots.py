"""``manage.py screenshots DIR``: pictures of every page type, from a running server."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from enforcement.models import Agency, Edition, Law

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
#: What the READMEs show, a phone and the dark scheme among it: page, width, scheme. Few, since they live in the repository.
SHOWN = (
    ("home", 1440, "light"), ("benchmark", 1440, "light"), ("benchmark", 360, "light"), ("benchmark", 768, "dark"),
)  # fmt: skip
SHOWN_LONGEST = 1800
#: The page as one sees it, and somewhat further: a whole long list tells no more.
LONGEST = 4000
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


class Command(BaseCommand):
    help = "用运行中的网站为每类页面截图（360、768、1440像素，浅色与深色）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="图片存放目录")
        parser.add_argument("--base-url", default=settings.BASE_URL, help="网站地址，默认BASE_URL")
        parser.add_argument("--only", help="只截名称含此字样的页面")
        parser.add_argument("--for-readme", action="store_true", help="只截自述文件用的几张")

    def handle(self, *args: Any, **options: Any) -> None:
        from playwright.sync_api import sync_playwright

        chromium = shutil.which("chromium")
        if chromium is None:
            raise CommandError("没有找到chromium，请先运行 make browser。")
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        pages = [(name, address) for name, address in page_types() if not options["only"] or options["only"] in name]
        longest = SHOWN_LONGEST if options["for_readme"] else LONGEST
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
            for scheme in SCHEMES:
                for width in WIDTHS:
                    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
                    taken = [pair for pair in pages if not options["for_readme"] or (pair[0], width, scheme) in SHOWN]
                    for name, address in taken:
                        page.goto(options["base_url"].rstrip("/") + address)
                        height = min(longest, page.evaluate("document.documentElement.scrollHeight"))
                        page.screenshot(
                            path=folder / f"{name}-{width}-{scheme}.png", full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height}
                        )
                    page.close()
                    self.stdout.write(f"{scheme} {width}像素：{len(taken)}张")
            browser.close()


def page_types() -> Iterator[tuple[str, str]]:
    """A name and an address for each type of page, taken from what the database holds."""
    yield "home", "/"
    yield "benchmarks", reverse("benchmarks")
    yield "search-start", reverse("search")
    yield "search-nothing", reverse("search") + "?q=㊣㊣"
    yield "agencies", reverse("agencies")
    yield "laws", reverse("laws")
    yield "site-map", reverse("site-map")
    yield "not-found", "/no-such-page/"
    edition = Edition.objects.visible().filter(tier_count__gte=3, fine_max__isnull=False).select_related("benchmark__agency").order_by("-fine_max", "pk").first()
    if edition is None:
        return
    address = edition.benchmark.get_absolute_url()
    yield "benchmark", address
    yield "benchmark-not-then", address + "?on=1999-10-01"
    yield "search", f"{reverse('search')}?q={edition.act[:6]}"
    narrowed = Agency.objects.filter(pk=edition.benchmark.agency_id).values_list("slug", flat=True).get()
    yield "benchmarks-narrowed", f"{reverse('benchmarks')}?agency={narrowed}&fine_min=10000"
    yield "agency", edition.benchmark.agency.get_absolute_url()
    law = Law.objects.filter(citations__edition=edition).first()
    if law:
        yield "law", reverse("law", args=[law.slug])
    replaced = Law.objects.filter(replaced_by__isnull=False).first()
    if replaced:
        yield "law-replaced", reverse("law", args=[replaced.slug])
