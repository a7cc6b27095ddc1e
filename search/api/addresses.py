"""Addresses of the interface, whole."""

from __future__ import annotations

from django.urls import reverse

from search.renderers.record import absolute

#: Namespace of its addresses. Wagtail's own interface, where it is mounted, has another.
NAMESPACE = "open-api"
#: Kinds that have an operation of their own, and its name.
OPERATIONS = {"benchmark": "benchmark", "agency": "agency"}


def operation_url(name: str, *args: str, query: str = "") -> str:
    """The whole address of an operation."""
    return absolute(reverse(f"{NAMESPACE}:{name}", args=args)) + query
