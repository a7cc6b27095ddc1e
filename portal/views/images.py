"""Pictures in the sizes that pages show. Nothing else of the media folder has an address.

Originals, officers' workbooks and documents lie in other folders or models: a
picture is served only when it is a rendition on record, never because a file
of that name exists. Documents have Wagtail's own view, which knows who may read.
"""

from __future__ import annotations

from datetime import datetime

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import condition, require_safe
from wagtail.images import get_image_model

from portal.caching import IMAGE, cache_rule

Rendition = get_image_model().get_rendition_model()
#: Where Wagtail puts renditions below MEDIA_ROOT (``Rendition.get_upload_to``).
FOLDER = "images"
#: By ending, never guessed: a file that a browser could run is not among them.
TYPES = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp",
}  # fmt: skip


def _made_at(request: HttpRequest, name: str) -> datetime | None:
    found = Rendition.objects.filter(file=f"{FOLDER}/{name}").first()
    try:
        return found.file.storage.get_modified_time(found.file.name) if found else None
    except (FileNotFoundError, NotImplementedError):
        return None


@cache_rule(IMAGE)
@require_safe
@condition(last_modified_func=_made_at)
def image(request: HttpRequest, name: str) -> HttpResponseBase:
    """``/media/images/<name>``: 404 for what is not a rendition on record or is no longer there."""
    content_type = TYPES.get(name.rpartition(".")[2].lower())
    found = Rendition.objects.filter(file=f"{FOLDER}/{name}").first() if content_type else None
    if found is None:
        raise Http404("没有这一图片")
    try:
        content = found.file.storage.open(found.file.name)
    except FileNotFoundError:
        raise Http404("没有这一图片") from None
    response = FileResponse(content, content_type=content_type)
    # Said here: pictures pass by the store of pages, which marks what it does not keep as not to be kept at all.
    response.headers["Cache-Control"] = IMAGE.header
    return response
