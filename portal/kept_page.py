"""A rendered page as it is kept: packed, with what a browser needs to know whether its copy still holds."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from time import time

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_etags, parse_http_date_safe

#: Nine tenths of what the slowest level saves, in a fraction of its time.
LEVEL = 4
#: Statuses worth keeping. What is not found is not kept: there is no end of it.
STATUSES = frozenset({200, 410})


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Status, headers, gzip-packed body, entity tag and time of making (whole seconds since 1970)."""

    status: int
    headers: Mapping[str, str]
    packed: bytes
    etag: str
    made_at: int

    @classmethod
    def of(cls, response: HttpResponseBase, cache_control: str, vary: str) -> KeptPage | None:
        """The response as kept, None when it must not be: a stream, a cookie, a page for one person."""
        if response.streaming or response.status_code not in STATUSES or response.cookies or response.has_header("Cache-Control"):
            return None
        content = response.content  # type: ignore[attr-defined]
        made_at = int(time())
        etag = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
        headers = {name: value for name, value in response.headers.items() if name not in ("Vary", "Content-Length")}
        headers |= {
            # The same for every reader: public pages are Chinese whatever the browser prefers.
            "Content-Language": "zh-Hans", "Vary": vary, "Cache-Control": cache_control,
            "ETag": etag, "Last-Modified": http_date(made_at),
        }  # fmt: skip
        return cls(response.status_code, headers, gzip.compress(content, LEVEL, mtime=0), etag, made_at)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The answer to this request: 304 when the reader's copy still holds, else the page, packed if wanted."""
        if self._still_holds(request):
            kept = {name: value for name, value in self.headers.items() if not name.startswith("Content-")}
            return HttpResponse(status=304, headers=kept)
        packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        response = HttpResponse(self.packed if packed else gzip.decompress(self.packed), status=self.status, headers=self.headers)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        return response

    def _still_holds(self, request: HttpRequest) -> bool:
        if self.status != 200:
            return False
        asked = request.META.get("HTTP_IF_NONE_MATCH")
        if asked:
            return asked.strip() == "*" or self.etag in parse_etags(asked)
        since = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
        return since is not None and self.made_at <= since
