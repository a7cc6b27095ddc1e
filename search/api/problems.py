"""What went wrong, as problem documents (RFC 9457) in Chinese."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from search.engines.base import EngineUnavailable
from search.remarks import KINDS as REMARKS
from search.renderers.record import json_default

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
#: Status → the name in ``type`` and the title. Each is explained on the page that ``type`` leads to, and so is each kind
#: of question that can't be taken (``search.remarks``), which has a name of its own in place of bad-parameter.
KINDS: dict[int, tuple[str, str]] = {
    400: ("bad-parameter", "参数有误"),
    404: ("not-found", "没有这一内容"),
    405: ("read-only", "本接口只供读取"),
    410: ("withdrawn", "内容已撤回"),
    429: ("too-many-requests", "请求过于频繁"),
    503: ("search-unavailable", "检索暂时不可用"),
}
#: Seconds after which a program may try again while search is down.
RETRY_AFTER = 60
TYPE_PAGE = "/api/#"


class BadParameter(Exception):
    """A parameter that can't be answered: 400."""

    def __init__(self, parameter: str, detail: str, kind: str = "") -> None:
        super().__init__(detail)
        self.kind = kind
        self.errors = [{"parameter": parameter, "detail": detail, "type": type_of(kind)}]


class Withdrawn(Exception):
    """The record was taken out of public sight: 410, with when and why."""

    def __init__(self, detail: str, **said: Any) -> None:
        super().__init__(detail)
        self.said = said


class NotThen(Exception):
    """The record exists, and nothing of it was in force on the day asked about: 404, with its history."""

    def __init__(self, detail: str, **said: Any) -> None:
        super().__init__(detail)
        self.said = said


def type_of(kind: str) -> str:
    """The address that explains a kind of question; that of any bad parameter where there is none."""
    return TYPE_PAGE + (kind or KINDS[400][0])


def problem(status: int, detail: str, *, kind: str = "", **more: Any) -> HttpResponse:
    """The document; readable from any origin like every answer of the interface."""
    name, title = (kind, REMARKS[kind].title) if kind else KINDS[status]
    document: Mapping[str, Any] = {"type": TYPE_PAGE + name, "title": title, "status": status, "detail": detail, **more}
    response = HttpResponse(json.dumps(document, ensure_ascii=False, default=json_default), status=status, content_type=MEDIA_TYPE)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def too_many_requests() -> HttpResponse:
    """429."""
    return problem(429, "请求次数超过限制，请按Retry-After所示的秒数等待后再试。需要大量数据的，请用下载。")


def not_found(detail: str = "没有这一地址。接口说明见 /api/。") -> HttpResponse:
    """404."""
    return problem(404, detail)


def read_only() -> HttpResponse:
    """405."""
    response = problem(405, "只支持GET、HEAD和OPTIONS。")
    response.headers["Allow"] = "GET, HEAD, OPTIONS"
    return response


def handle(api: NinjaAPI) -> None:
    """Makes every expected failure a problem document. What is not expected stays an error of the server, and is logged."""

    @api.exception_handler(EngineUnavailable)
    def unavailable(request: HttpRequest, error: EngineUnavailable) -> HttpResponse:
        logger.error("search unavailable: %s", error)
        response = problem(503, "检索服务出了故障，正在恢复。这不表示没有结果，请稍后再试。")
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        kinds = {_kind(fault) for fault in error.errors}
        return problem(400, "参数不符合接口说明。", kind=kinds.pop() if len(kinds) == 1 else "", errors=[_told(fault) for fault in error.errors])

    @api.exception_handler(BadParameter)
    def bad(request: HttpRequest, error: BadParameter) -> HttpResponse:
        return problem(400, str(error), kind=error.kind, errors=error.errors)

    @api.exception_handler(Withdrawn)
    def withdrawn(request: HttpRequest, error: Withdrawn) -> HttpResponse:
        return problem(410, str(error), **error.said)

    @api.exception_handler(NotThen)
    def not_then(request: HttpRequest, error: NotThen) -> HttpResponse:
        return problem(404, str(error), **error.said)

    @api.exception_handler(Http404)
    def unknown(request: HttpRequest, error: Http404) -> HttpResponse:
        return not_found(str(error))

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code if error.status_code in KINDS else 400, "请求无法处理。")


def _told(fault: Mapping[str, Any]) -> dict[str, str]:
    """A fault that pydantic found, in Chinese; what was given is not repeated."""
    limits = fault.get("ctx", {})
    told = {
        "missing": "必须给出", "int_parsing": "应为整数", "date_from_datetime_parsing": "应为日期，例如2025-03-01", "date_parsing": "应为日期，例如2025-03-01", "value_error": "应为日期，例如2025-03-01",
        "string_too_long": f"最长{limits.get('max_length')}字", "too_long": f"最多{limits.get('max_length')}个",
        "greater_than_equal": f"不小于{limits.get('ge')}", "less_than_equal": f"不大于{limits.get('le')}",
        "literal_error": f"应为{limits.get('expected')}之一", "string_pattern_mismatch": "格式不对",
    }  # fmt: skip
    return {"parameter": _parameter(fault), "detail": told.get(str(fault.get("type")), "取值有误"), "type": type_of(_kind(fault))}


def _parameter(fault: Mapping[str, Any]) -> str:
    place = [str(part) for part in fault.get("loc", ()) if part not in ("query", "path") and not isinstance(part, int)]
    return place[-1] if place else ""


def _kind(fault: Mapping[str, Any]) -> str:
    """The kind of bad question that a fault is, empty where it is none of them."""
    parameter, found = _parameter(fault), str(fault.get("type"))
    if parameter == "on":
        return "unreadable-date"
    if parameter in ("fine_min", "fine_max"):
        return "unreadable-amount"
    if parameter == "q" and found == "string_too_long":
        return "too-long"
    return {"too_long": "too-many-values", "literal_error": "unknown-value"}.get(found, "")
