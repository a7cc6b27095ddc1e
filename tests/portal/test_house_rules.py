"""House rules: every public view has a cache rule, and imports run downwards only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from portal.caching import NEVER, cache_rule
from portal.checks import every_public_view_has_a_cache_rule

#: From the ground up.
FLOORS = ("enforcement", "content", "search", "portal")


def imported(source: str, package: str) -> Iterator[str]:
    """Every module that a source text of this package names, wherever in the text; relative names made whole."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            yield ".".join((*above, node.module or ""))
            if not node.module:
                yield from (".".join((*above, alias.name)) for alias in node.names)


def upward_imports(root: Path) -> list[str]:
    """Imports from a floor to one above it, in any nested package."""
    found = []
    for height, floor in enumerate(FLOORS):
        for file in sorted((root / floor).rglob("*.py")):
            package = ".".join(file.relative_to(root).parent.parts)
            for module in imported(file.read_text(encoding="utf-8"), package):
                top = module.split(".")[0]
                if top in FLOORS[height + 1 :] or top == "tests":
                    found.append(f"{file.relative_to(root)} imports {module}")
    return found


def test_imports_run_downwards_only() -> None:
    assert upward_imports(Path(settings.BASE_DIR)) == []


@pytest.mark.parametrize(
    "line",
    [
        "import search", "import search.find as f", "from portal import settings", "def f():\n    from content.site import SiteIdentity",
        "if TYPE_CHECKING:\n    from search.query import SearchQuery", "from ...search import find", "from ... import portal",
    ],
)  # fmt: skip
def test_an_upward_import_is_seen_however_deep(tmp_path: Path, line: str) -> None:
    nested = tmp_path / "enforcement" / "imports"
    nested.mkdir(parents=True)
    (nested / "deep.py").write_text(line, encoding="utf-8")
    (tmp_path / "portal" / "views").mkdir(parents=True)
    (tmp_path / "portal" / "views" / "page.py").write_text("import search, content, enforcement", encoding="utf-8")
    assert len(upward_imports(tmp_path)) == 1


def test_every_public_view_here_has_a_rule() -> None:
    assert every_public_view_has_a_cache_rule(None) == []


def ruled(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def unruled(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_a_view_without_a_rule_is_named_with_a_hint() -> None:
    inner = [path("open/", unruled), path("kept/", cache_rule(NEVER)(ruled))]
    urls = ModuleType("urls")
    urls.urlpatterns = [path("deep/", include(inner)), path("admin/", include(inner))]  # type: ignore[attr-defined]
    with override_settings(ROOT_URLCONF=urls):
        [error] = every_public_view_has_a_cache_rule(None)
    assert error.id == "portal.E001" and "deep/open/" in error.msg and error.hint
