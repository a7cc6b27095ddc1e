"""What header and footer fetch for themselves: the reader's setting, the page's own address, telephone links."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.caching import rule_of
from portal.reading import LARGE, STANDARD, reading_of

register = template.Library()
#: A number that a telephone can dial as it stands: with area code, a mobile, a local one, a service like 12345.
_NUMBER = re.compile(r"(?<![\d-])(0\d{2,3}-?\d{7,8}|1\d{10}|\d{7,8}|\d{5})(?![\d-])")


@register.simple_tag(takes_context=True)
def reading(context: Context) -> str:
    """``large`` or ``standard``: how the reader wants pages set."""
    return reading_of(context.get("request"))


@register.simple_tag(takes_context=True)
def reading_switch(context: Context) -> str:
    """The address that turns to the other setting and comes back to this page."""
    request = context.get("request")
    other = STANDARD if reading_of(request) == LARGE else LARGE
    return reverse("reading", args=[other]) + "?" + urlencode({"back": own_address(request)})


def own_address(request: HttpRequest | None) -> str:
    """Path and those parameters on which the page depends.

    Others are left out: the page is kept for whoever asks next, and must not
    hand one reader's parameters to another.
    """
    if request is None:
        return "/"
    match = getattr(request, "resolver_match", None)
    rule = rule_of(match.func) if match else None
    if rule is None:
        return request.path
    names = list(request.GET) if rule.parameters is None else rule.parameters
    pairs = [(name, value) for name in names for value in request.GET.getlist(name)]
    return request.path + (f"?{urlencode(pairs)}" if pairs else "")


@register.filter
def telephone(text: str) -> SafeString:
    """Every number in the text to be called at a touch, the rest as it stands."""
    # The pattern has one group, so that every second part is a number.
    parts = _NUMBER.split(text)
    return format_html_join("", "{}", ((format_html('<a href="tel:{}">{}</a>', part, part) if place % 2 else part,) for place, part in enumerate(parts)))
