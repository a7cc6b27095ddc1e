"""Numbers for Prometheus, for those who may have them."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

from portal.caching import NEVER, cache_rule
from portal.client_address import client_address
from portal.metrics.measures import Measures
from portal.metrics.standing import Standing


@cache_rule(NEVER)
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """``/metrics``: nobody's address until METRICS_TOKEN or METRICS_NETWORKS is set; then 403 for whoever has neither."""
    if not settings.METRICS_TOKEN and not settings.METRICS_NETWORKS:
        raise Http404("没有这一页")
    if not _allowed(request):
        return HttpResponse("403\n", status=403, content_type="text/plain")
    registry = CollectorRegistry()
    for collector in (Measures(), Standing()):
        registry.register(collector)
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    return HttpResponse(encode(registry), content_type=content_type)


def _allowed(request: HttpRequest) -> bool:
    """By the token of the request, or by the network it comes from."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if settings.METRICS_TOKEN and scheme.lower() == "bearer" and constant_time_compare(token.strip(), settings.METRICS_TOKEN):
        return True
    address = client_address(request)
    return address is not None and any(address in network for network in _networks(tuple(settings.METRICS_NETWORKS)))


@lru_cache(maxsize=4)
def _networks(texts: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(text, strict=False) for text in texts if text)
