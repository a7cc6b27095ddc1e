"""The interface's description as people read it: made from the OpenAPI document, so that the two can't differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from search.api.problems import KINDS
from search.remarks import KINDS as REMARKS

#: JSON Schema types in the page's words.
TYPES = {"string": "文本", "integer": "整数", "number": "数", "boolean": "true或false", "array": "文本，可重复"}
#: What an operation's example asks for: the question and the filter that people know.
SHOWN_IN_EXAMPLE = ("q", "agency", "on")
METHODS_EXPLAINED = {
    400: "有未知的参数，或者取值不符合说明；errors逐个指出。",
    404: "没有这一记录；所问日期没有有效版本的，history列出公开的各版本。",
    405: "本接口不接受修改。",
    410: "曾经公开，现已撤回；说明时间和理由。",
    429: "超过请求次数的限制；按Retry-After等待。",
    503: "检索服务故障；按Retry-After等待后再试。绝不以空结果代替。",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter as the table shows it."""

    name: str
    type: str
    required: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its name, address, parameters, an example's address and answer."""

    id: str
    summary: str
    path: str
    explanation: str
    parameters: tuple[Parameter, ...]
    example: str
    answer: str


def operations(description: Mapping[str, Any]) -> list[Operation]:
    """Every operation, in the order of the description."""
    return [_operation(path, found["get"], description) for path, found in description["paths"].items()]


def problem_kinds() -> list[tuple[str, int, str, str]]:
    """Name, status, title and explanation of each kind of problem; 200 for what is answered and said beside the answer."""
    found = [(name, status, title, METHODS_EXPLAINED[status]) for status, (name, title) in KINDS.items()]
    return found + [(name, 400 if kind.refused else 200, kind.title, kind.meaning) for name, kind in REMARKS.items()]


def _operation(path: str, found: Mapping[str, Any], description: Mapping[str, Any]) -> Operation:
    schema = found["responses"][200]["content"]["application/json"]["schema"]
    return Operation(
        id=found["operationId"], summary=found["summary"], path=path, explanation=found.get("description", ""),
        parameters=tuple(_parameter(parameter) for parameter in found["parameters"]),
        example=_example_address(path, found["parameters"]),
        answer=json.dumps(example_of(schema, description), ensure_ascii=False, indent=2),
    )  # fmt: skip


def _parameter(parameter: Mapping[str, Any]) -> Parameter:
    schema = parameter["schema"]
    kinds = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    kind = kinds[0]
    words = "、".join(map(str, kind["enum"])) if "enum" in kind else TYPES.get(kind.get("type", ""), "文本")
    if kind.get("format") == "date":
        words = "日期"
    meaning = parameter.get("description") or ("地址标识" if parameter["in"] == "path" else "")
    return Parameter(parameter["name"], words, parameter["required"], meaning)


def _example_address(path: str, parameters: list[Mapping[str, Any]]) -> str:
    pairs = []
    for parameter in parameters:
        examples = parameter["schema"].get("examples") or []
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", quote(PATH_EXAMPLES.get(parameter["name"], "")))
        elif parameter["name"] in SHOWN_IN_EXAMPLE and examples:
            pairs += [(parameter["name"], value) for value in (examples[0] if isinstance(examples[0], list) else [examples[0]])]
    return path + ("?" + urlencode(pairs) if pairs else "")


PATH_EXAMPLES = {"address": "CG036", "slug": "scjg"}


def example_of(schema: Mapping[str, Any], description: Mapping[str, Any]) -> Any:
    """An example of a schema, put together from those of its fields."""
    if "$ref" in schema:
        return example_of(description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]], description)
    if schema.get("examples"):
        return schema["examples"][0]
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], description)
    if schema.get("type") == "array":
        return [example_of(schema["items"], description)]
    if schema.get("type") == "object":
        return {name: example_of(field, description) for name, field in schema.get("properties", {}).items()}
    return schema.get("default")
