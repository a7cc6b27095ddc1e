"""Whose request it is: the address as the trusted proxy saw it, and the key under which it is counted."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

Address = IPv4Address | IPv6Address


def client_address(request: HttpRequest) -> Address | None:
    """The reader's address; None where there is none (a socket file).

    Behind N trusted proxies the N-th entry from the right of
    ``X-Forwarded-For`` is the one that the outermost of them wrote; whatever
    stands to its left the reader may have made up.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        entries = [entry.strip() for entry in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if entry.strip()]
        if entries:
            said = entries[-min(settings.TRUSTED_PROXIES, len(entries))]
    return _read(said)


def is_exempt(address: Address) -> bool:
    """Whether requests from here are not counted."""
    return any(address in network for network in _networks(tuple(settings.RATE_LIMIT_EXEMPT)))


def bucket_key(rule: str, address: Address) -> bytes:
    """What a reader is counted under: nothing from which the address can be read or followed into the next day.

    The day is part of the key, and the key of the hash is the site's own. An
    IPv6 reader has a whole /64, so that is what counts.
    """
    network = str(IPv6Network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)
    text = f"{rule}\n{network}\n{timezone.localdate().isoformat()}"
    return blake2b(text.encode(), digest_size=16, key=settings.SECRET_KEY.encode()[:64], person=b"throttle").digest()


def _read(text: str) -> Address | None:
    """An address in any of the forms in which proxies write it: bare, with a port, in brackets."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


@lru_cache(maxsize=8)
def _networks(texts: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(text, strict=False) for text in texts if text)
