"""House rules that hold for every file. Import direction and cache rules: tests/portal/test_house_rules.py."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("enforcement", "content", "search", "portal")
#: Lines of a Python file, migrations apart: what is longer holds more than one thing.
LONGEST = 400
#: Folders that are no part of the project.
OUTSIDE = {".git", ".venv", "var", "node_modules", "htmlcov", "screenshots"}
TEXT = {".py", ".md", ".toml", ".txt", ".tsv", ".html", ".css", ".svg", ".lock", ".json", ".po", ".yml", ".cfg", ""}
#: Written apart, so that this file does not hold what it looks for.
REGISTRIES = ("py" "pi.org", "python" "hosted.org", "npm" "js.org", "registry." "npm", "crates" ".io", "proxy." "golang", "deb." "debian.org")
HOME = re.compile(r"(?<![\w.])/(?:home|Users|root)/\w")
WORDS_OF_CHANCE = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "common.py"}


@cache
def files() -> tuple[Path, ...]:
    """Every text file of the project: what git knows or would add, else what lies in the folder."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not any(part in OUTSIDE or part.endswith("_cache") for part in path.relative_to(ROOT).parts)]
    return tuple(path for path in paths if path.is_file() and path.suffix in TEXT)


def python_files() -> Iterator[Path]:
    yield from (path for path in files() if path.suffix == ".py")


def test_files_are_found() -> None:
    assert {"README.md", "settings.py", "Makefile"} <= {path.name for path in files()}


def test_no_file_is_too_long() -> None:
    lengths = {path.relative_to(ROOT): path.read_text(encoding="utf-8").count("\n") for path in python_files() if "migrations" not in path.parts}
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_every_file_is_named_after_what_it_holds() -> None:
    assert [path.relative_to(ROOT) for path in python_files() if path.name in WORDS_OF_CHANCE] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = []
    for path in python_files():
        if path.relative_to(ROOT).parts[0] in FLOORS and "migrations" not in path.parts and path.name != "apps.py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if tree.body and not ast.get_docstring(tree):
                silent.append(str(path.relative_to(ROOT)))
    assert silent == []


@pytest.mark.parametrize("registry", REGISTRIES)
def test_no_registry_is_named(registry: str) -> None:
    """Where packages come from is for the machine to say."""
    assert [path.relative_to(ROOT) for path in files() if registry in path.read_text(encoding="utf-8", errors="replace")] == []


def test_no_path_of_one_machine_is_named() -> None:
    assert [path.relative_to(ROOT) for path in files() if HOME.search(path.read_text(encoding="utf-8", errors="replace"))] == []


def test_every_command_has_help_for_itself_and_its_arguments() -> None:
    own = {name: app for name, app in get_commands().items() if str(app).split(".")[0] in FLOORS}
    assert own
    for name, app in own.items():
        command = load_command_class(str(app), name)
        assert len(command.help) > 5, f"{name} has no help"
        parser = command.create_parser("manage.py", name)
        assert [action.dest for action in parser._actions if not action.help] == [], name


def test_public_pages_load_nothing_from_outside() -> None:
    """Links may lead out; pictures, styles, scripts and fonts may not come from there."""
    loading = re.compile(r"""(?:\bsrc=|url\(|<link(?![^>]*rel="canonical")[^>]*href=|@import\s)["']?(?:https?:)?//""")
    shown = [path for path in files() if path.suffix in {".html", ".css", ".svg"}]
    assert shown
    assert [path.relative_to(ROOT) for path in shown if loading.search(path.read_text(encoding="utf-8"))] == []
