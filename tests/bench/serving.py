"""The item page against a bare Wagtail page, both through the whole WSGI stack of one process."""

from __future__ import annotations

import io
import time
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from wagtail.models import Page, Site

from content.home import make_home
from enforcement.models import Edition
from tests.bench.importing import empty, ours
from tests.bench.models import BarePage

ROUNDS, SECONDS = 5, 0.8


def run(workbook: Path) -> None:
    """Prints requests a second and the ratios to the bare page."""
    empty()
    _site()
    ours(workbook)
    bare = BarePage(title="最简页面", slug="bare", text="一段文字。")
    Site.objects.get(is_default_site=True).root_page.add_child(instance=bare)
    edition = Edition.objects.select_related("benchmark").filter(tier_count__gte=3).order_by("pk")[100]
    item = edition.get_absolute_url()
    application, stock = get_wsgi_application(), _stock_application()
    rates: dict[str, list[float]] = {"bare": [], "uncached": [], "cached": []}
    for _ in range(ROUNDS):
        rates["bare"].append(_rate(stock, "/bare/", fresh=True))
        rates["uncached"].append(_rate(application, item, fresh=True))
        rates["cached"].append(_rate(application, item, fresh=False))
    said = {name: median(found) for name, found in rates.items()}
    print(f"页面（单进程，经过全部中间件）：{item}")
    print(f"  最简Wagtail页面，未缓存                   {said['bare']:7.0f} 次/秒")
    print(f"  事项页，未缓存                            {said['uncached']:7.0f} 次/秒　为最简页面的 {said['uncached'] / said['bare']:.1f} 倍（目标 ≥ 1）")
    print(f"  事项页，已缓存                            {said['cached']:7.0f} 次/秒　为最简页面的 {said['cached'] / said['bare']:.1f} 倍（目标 ≥ 3）")


def _stock_application() -> WSGIHandler:
    """The stack as Wagtail's starter has it: without the portal's own cache and headers."""
    stock = [name for name in settings.MIDDLEWARE if not name.startswith("portal.")]
    with override_settings(MIDDLEWARE=stock):
        return WSGIHandler()


def _site() -> None:
    """``flush`` took Wagtail's root page and site; a page tree of their own."""
    if not Page.objects.filter(depth=1).exists():
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        if not Page.objects.filter(depth=1).exists():
            from wagtail.models import Locale

            Locale.objects.get_or_create(language_code="zh-hans")
            Page.add_root(instance=Page(title="Root", slug="root"))
    make_home()


def _rate(application: Any, address: str, *, fresh: bool) -> float:
    """Requests a second; ``fresh`` forgets every kept page before each."""
    _get(application, address)
    served, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        if fresh:
            caches["pages"].clear()
        _get(application, address)
        served += 1
    return served / (time.perf_counter() - started)


def _get(application: Any, address: str) -> None:
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": unquote(parts.path).encode().decode("latin1"), "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "gzip", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    status = []
    response = application(environ, lambda said, headers: status.append(said))
    b"".join(response)
    response.close()
    if not status or not status[0].startswith("200"):
        raise RuntimeError(f"{address}: {status}")
