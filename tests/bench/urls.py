"""The portal's addresses and a view that says hello."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal import urls as portal_urls
from portal.caching import NEVER, cache_rule
from portal.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@cache_rule(NEVER)
def hello(request: HttpRequest) -> HttpResponse:
    """The least that Django answers."""
    return HttpResponse("<!doctype html><title>hello</title><p>hello")


urlpatterns = [path("hello/", hello), *portal_urls.urlpatterns]
