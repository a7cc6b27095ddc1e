"""Agencies: all of today, and each ever known."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from enforcement.models import Agency
from search.api.addresses import operation_url
from search.api.parameters import refuse_unknown
from search.api.schemas import Agencies, AgencyOut, Problem
from search.renderers.record import absolute

router = Router(tags=["执法主体"])


class Nothing(Schema):
    """No parameters."""


@router.get("/agencies", response={200: Agencies, 400: Problem}, url_name="agencies", operation_id="listAgencies", summary="执法主体列表")
def agencies(request: HttpRequest) -> Any:
    """全部现有执法主体，一次给出。"""
    refuse_unknown(request, Nothing)
    found = _known().filter(abolished_on__isnull=True).order_by("order", "name")
    items = [agency_record(agency) for agency in found]
    return {"total": len(items), "items": items}


@router.get("/agencies/{slug}", response={200: AgencyOut, 400: Problem, 404: Problem}, url_name="agency", operation_id="getAgency", summary="一个执法主体")
def agency(request: HttpRequest, slug: str) -> Any:
    """包括已经撤销的，并指明承继其职权的机关。"""
    refuse_unknown(request, Nothing)
    found = _known().filter(slug=slug).first() if slug.isprintable() else None
    if found is None:
        raise Http404("没有这一执法主体。")
    return agency_record(found)


def agency_record(agency: Agency) -> dict[str, Any]:
    """What the agency's page tells."""
    return {
        "slug": agency.slug, "name": agency.name, "short_name": agency.short_name,
        "other_names": [other.name for other in agency.other_names.all()], "type": agency.kind, "subject_type": agency.subject_type,
        "parent": agency.parent.slug if agency.parent else None, "duty": agency.duty, "address": agency.address, "phone": agency.phone,
        "complaint_phone": agency.complaint_phone, "office_hours": agency.office_hours, "abolished_on": agency.abolished_on,
        "successor": agency.successor.slug if agency.successor else None, "url": absolute(agency.get_absolute_url()),
        "benchmarks": operation_url("benchmarks", query="?" + urlencode({"agency": agency.slug})),
    }  # fmt: skip


def _known() -> Any:
    return Agency.objects.select_related("parent", "successor").prefetch_related("other_names")
