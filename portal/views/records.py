"""One decision: what was decided, on what, by whom; or when and why it is no longer to be read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from enforcement.models import Record
from portal.caching import RECORD, cache_rule
from portal.items.challenge import ways_to_challenge
from portal.odd_names import refuse_odd

State = Record.State
#: Nothing was ever to be read at the address of a record in these states.
NEVER_PUBLIC = (State.DRAFT, State.HELD, State.WITHHELD)


@cache_rule(RECORD)
def record(request: HttpRequest, address: str) -> HttpResponse:
    """200 with the decision, 410 when it was withdrawn or its time is over, 404 when it was never public.

    A withdrawn decision says when and why, without its content (行政处罚法 48);
    one whose display has ended says nothing but that.
    """
    found = Record.objects.filter(address=refuse_odd(address)).select_related("agency", "edition__benchmark").first()
    if found is None or (found.state in NEVER_PUBLIC and found.published_at is None):
        raise Http404("没有这一决定")
    if not found.is_visible(timezone.now()):
        gone = {"state": found.state, "withdrawn": found if found.state == State.WITHDRAWN else None, "listed": _list_of(found)}
        return render(request, "portal/record_gone.html", gone, status=410)
    context = {"object": found, "agency": found.agency, "ways": ways_to_challenge(found), "listed": _list_of(found)}
    response = render(request, "portal/record.html", context)
    if found.is_private:
        response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def _list_of(found: Record) -> tuple[str, str]:
    """Name of the address of its list, and what that is called."""
    return ("licenses", "行政许可决定") if found.kind == "license" else ("penalties", "行政处罚决定")
