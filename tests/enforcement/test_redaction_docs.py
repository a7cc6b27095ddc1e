"""docs/redaction.md names what there is: every problem code of decisions, every module."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "redaction.md").read_text("utf-8")


def said() -> set[str]:
    """The codes given to ``Reporter.say``, also by name before the call."""
    found = set()
    for path in (ROOT / "enforcement" / "records").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say":
                found |= {a.value for a in node.args[1:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)}
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[A-Z]{3,}(_[A-Z]+)+", node.value):
                found.add(node.value)
    return found


def test_every_problem_code_is_documented_once_and_no_other() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \| (?:E|W|E/W) \| [^|]+ \| [^|]+ \|$", TEXT, re.MULTILINE)
    assert len(listed) == len(set(listed)) and set(listed) == said()


def test_every_module_is_named() -> None:
    folder = ROOT / "enforcement" / "redaction"
    named = set(re.findall(r"`([a-z_]+\.(?:py|toml))`", TEXT))
    there = {path.name for path in folder.iterdir() if path.suffix in (".py", ".toml") and path.name != "__init__.py"}
    assert there <= named
