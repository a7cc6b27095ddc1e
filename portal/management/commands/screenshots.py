"""``manage.py screenshots DIR``: pictures of every page type, from a running server."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.page_types import page_addresses
from portal.reading import COOKIE, LARGE

WIDTHS = (360, 768, 1440)
#: Each look: a name for the file, the colour scheme, whether in large text (关怀版).
LOOKS = (("light", "light", False), ("dark", "dark", False), ("large", "light", True))
#: What the READMEs show, a phone and the dark scheme among it: page, width, look. Few, since they live in the repository.
SHOWN = (
    ("home", 1440, "light"), ("benchmark", 1440, "light"), ("search-answer", 360, "light"), ("benchmark", 360, "light"), ("benchmark", 768, "dark"),
)  # fmt: skip
SHOWN_LONGEST = 1800
#: The page as one sees it, and somewhat further: a whole long list tells no more.
LONGEST = 4000
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


class Command(BaseCommand):
    help = "用运行中的网站为每类页面截图（360、768、1440像素，浅色、深色与关怀版）。"

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
        pages = [(name, address) for name, address in page_addresses() if not options["only"] or options["only"] in name]
        base, longest = options["base_url"].rstrip("/"), SHOWN_LONGEST if options["for_readme"] else LONGEST
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
            for look, scheme, large in LOOKS:
                for width in WIDTHS:
                    taken = [pair for pair in pages if not options["for_readme"] or (pair[0], width, look) in SHOWN]
                    if not taken:
                        continue
                    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
                    if large:
                        context.add_cookies([{"name": COOKIE, "value": LARGE, "url": base}])
                    page = context.new_page()
                    for name, address in taken:
                        page.goto(base + address)
                        height = min(longest, page.evaluate("document.documentElement.scrollHeight"))
                        page.screenshot(path=folder / f"{name}-{width}-{look}.png", full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
                    context.close()
                    self.stdout.write(f"{look} {width}像素：{len(taken)}张")
            browser.close()
