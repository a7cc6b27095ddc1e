"""An item's address as a QR code: for the poster on the wall and the printed page."""

from __future__ import annotations

from io import BytesIO

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from enforcement.models import Benchmark, Edition
from portal.asked_day import asked_day
from portal.caching import RECORD, cache_rule


@cache_rule(RECORD)
def benchmark_qr(request: HttpRequest, address: str) -> HttpResponse:
    """SVG; the same for whatever the item says, so it asks only whether there is one."""
    benchmark = Benchmark.objects.filter(address=address, editions__in=Edition.objects.public(timezone.now())).first()
    if benchmark is None:
        raise Http404("没有这一事项")
    picture = BytesIO()
    # Error correction M (15 %): printed small, looked at with old phones.
    segno.make(settings.BASE_URL + benchmark.get_absolute_url() + asked_day(request).address, error="m", micro=False).save(
        picture, kind="svg", border=4, light="#fff", dark="#000", xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
