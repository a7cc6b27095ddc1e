"""Leniency lists: all of them, one with its matters and changes, one matter."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from enforcement.models import LeniencyKind, LeniencyList, LeniencyMatter, LeniencyVersion
from enforcement.models.leniency import EFFECTS, Effect
from portal.asked_day import asked_day
from portal.caching import RECORD, cache_rule
from portal.items.citations import bases
from portal.items.leniency_lists import (
    benchmarks_of,
    changes_of,
    history_of,
    how_first_is_counted,
    lists_on,
    wordings_of,
)
from portal.odd_names import refuse_odd


@cache_rule(RECORD)
def leniency(request: HttpRequest) -> HttpResponse:
    """The lists by kind, with what each kind means in law."""
    asked = asked_day(request)
    groups = lists_on(asked.on, timezone.now())
    return render(request, "portal/leniency.html", {"asked": asked, "groups": groups, "total": sum(line.total for _, lines in groups for line in lines)})


@cache_rule(RECORD)
def leniency_list(request: HttpRequest, address: str) -> HttpResponse:
    """One list on a day; 404 when it did not hold then, 410 when it was withdrawn."""
    asked, now = asked_day(request), timezone.now()
    found = get_object_or_404(LeniencyList.objects.select_related("agency"), address=refuse_odd(address))
    history = history_of(found, now)
    version = next((each for each in history if LeniencyVersion.objects.in_force(asked.on).filter(pk=each.pk).exists()), None)
    context = {"asked": asked, "list": found, "history": history}
    if version is None:
        return _not_shown(request, found, context)
    place = history.index(version)
    before = history[place + 1] if place + 1 < len(history) else None
    following = history[place - 1] if place else None
    wordings = wordings_of(version)
    context |= {
        "version": version, "wordings": wordings, "changes": changes_of(version, before), "following": following,
        "effects": list(dict.fromkeys(wording.effect for wording in wordings)) or [_empty_effect(found)],
    }  # fmt: skip
    return render(request, "portal/leniency_list.html", context)


@cache_rule(RECORD)
def leniency_matter(request: HttpRequest, address: str) -> HttpResponse:
    """One matter as its list has it on a day; 404 when the list did not name it then, 410 when it was withdrawn."""
    asked, now = asked_day(request), timezone.now()
    found = get_object_or_404(LeniencyMatter.objects.select_related("list__agency"), address=refuse_odd(address))
    history = [version for version in history_of(found.list, now) if version.wordings.filter(matter=found).exists()]
    version = LeniencyVersion.objects.visible(asked.on, now).filter(list=found.list).select_related("list__agency", "instrument").first()
    wording = next((each for each in wordings_of(version) if each.matter_id == found.pk), None) if version else None
    context = {"asked": asked, "list": found.list, "matter": found, "history": history}
    if wording is None:
        return _not_shown(request, found.list, context)
    context |= {
        "version": version, "wording": wording, "counted": how_first_is_counted(wording), "effect": wording.effect,
        "bases": bases(wording.citations.all(), asked.on), "links": benchmarks_of(found, asked.on),
    }  # fmt: skip
    return render(request, "portal/leniency_matter.html", context)


def _empty_effect(found: LeniencyList) -> Effect:
    return EFFECTS[LeniencyKind(found.kind)]


def _not_shown(request: HttpRequest, found: LeniencyList, context: dict[str, object]) -> HttpResponse:
    """Why there is nothing to show that day."""
    asked = context["asked"]
    withdrawn = LeniencyVersion.objects.in_force(asked.on).filter(list=found, withdrawn_at__isnull=False).first()  # type: ignore[attr-defined]
    if withdrawn is None and not context["history"]:
        raise Http404("没有这份清单")
    return render(request, "portal/leniency_not_shown.html", context | {"withdrawn": withdrawn}, status=410 if withdrawn else 404)
