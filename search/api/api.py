"""The interface put together, and its description."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from search.api import agencies, benchmarks, laws, problems, searching
from search.api.addresses import NAMESPACE

VERSION = "1"
DESCRIPTION = (
    "本接口只供读取，不需要注册，任何网站都可以调用。内容与网页一致，只含公开的栏目。"
    "日期写作2025-03-01；参数on给出某一天有效的内容。列表按页给出，翻页请用next中的完整地址。"
    "出错时的说明采用RFC 9457（application/problem+json）。"
)


class _Renderer(JSONRenderer):
    """Chinese as it is: half the size, and readable."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}  # noqa: RUF012


#: No pages of its own: ninja's would load scripts from elsewhere.
api = NinjaAPI(title="行政执法公示数据接口", version=VERSION, description=DESCRIPTION, urls_namespace=NAMESPACE, docs_url=None, openapi_url=None, renderer=_Renderer())
problems.handle(api)
for _module in (benchmarks, agencies, laws, searching):
    api.add_router("", _module.router)


@lru_cache(maxsize=2)
def _described(prefix: str, server: str) -> dict[str, Any]:
    """The OpenAPI description; problems under their own media type, which ninja does not know."""
    description: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=prefix))
    description["servers"] = [{"url": server}]
    description["info"] |= {"license": {"name": "不适用著作权保护（著作权法第五条），注明来源和日期后可以自由使用"}}
    for operations in description["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {problems.MEDIA_TYPE: answer["content"].pop("application/json")}
            operation["responses"][429] = {"description": "Too Many Requests", "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return description


def description(prefix: str) -> dict[str, Any]:
    """The OpenAPI 3.1 description of the interface mounted at ``prefix``."""
    return _described(prefix, settings.BASE_URL)
