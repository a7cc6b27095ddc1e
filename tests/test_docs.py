"""What the documentation says is there, and what is there is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal import page_types
from portal.management.commands import data_dictionary, screenshots

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("README*.md"), *DOCS.rglob("*.md")])
FLOORS = ("enforcement", "content", "search", "portal")
#: The functions through which a problem gets its code.
TELLING = {"Problem", "_problem", "_refuse", "_field_problem", "_required", "_tier_problem"}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands() -> set[str]:
    """The project's management commands."""
    return {file.stem for floor in FLOORS for file in (ROOT / floor).glob("management/commands/[a-z]*.py")}


# --- links and names ----------------------------------------------------------------
@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s#]+)", read(page)):
        assert "://" not in target, f"{target}: the documentation stands by itself"
        place = (page.parent / target).resolve()
        if "screenshots" not in target:
            assert place.exists(), target


def test_pictures_are_those_that_the_command_takes() -> None:
    named = {Path(target).name for page in PAGES for target in re.findall(r"[(\"]([^)\"\s]*screenshots/[^)\"\s]+\.png)", read(page))}
    taken = {f"{page}-{width}-{look}.png" for page, width, look in screenshots.SHOWN}
    assert named == taken == {path.name for path in (DOCS / "screenshots").iterdir()}
    assert {page for page, _, _ in screenshots.SHOWN} <= {each.name for each in page_types.PAGE_TYPES}
    assert {width for _, width, _ in screenshots.SHOWN} <= set(screenshots.WIDTHS)
    assert {look for _, _, look in screenshots.SHOWN} <= {look for look, _, _ in screenshots.LOOKS}


def test_make_targets_and_commands_are_listed() -> None:
    readme = read(ROOT / "README.md")
    for target in re.findall(r"^([a-z-]+):.*## ", read(ROOT / "Makefile"), re.MULTILINE):
        assert f"make {target}" in readme
    for command in commands():
        assert f"`{command}" in readme, command


def test_commands_named_in_the_documentation_exist() -> None:
    named = {name for page in PAGES for name in re.findall(r"manage\.py ([a-z][a-z_]+)", read(page))}
    assert named <= commands() | {"collectstatic", "changepassword", "check"}


def test_files_named_in_the_architecture_exist() -> None:
    """Table cells that name files of a floor, under the heading of that floor."""
    text = read(DOCS / "architecture.md")
    for floor in FLOORS:
        section = text.split(f"### {floor}\n")[1].split("\n##")[0]
        for cell in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE):
            for name in re.findall(r"`([^`]+)`", cell):
                assert list((ROOT / floor).glob(name.rstrip("/"))), f"{floor}/{name}"


def test_places_named_in_the_documentation_exist() -> None:
    """`search/ranking.py`, `tests/bench/`, `content/thesaurus/seed/*.txt`: whatever begins with a folder of the project."""
    place = re.compile(rf"`((?:{'|'.join((*FLOORS, 'static', 'tests', 'scripts', 'docs'))})/[\w./*-]*)(?:::\w+)?`")
    named = {(page.name, found.rstrip("/")) for page in PAGES for found in place.findall(read(page))}
    assert len(named) > 50
    assert {(page, found) for page, found in named if not list(ROOT.glob(found))} == set()


def test_decisions_are_numbered_indexed_and_whole() -> None:
    folder = DOCS / "decisions"
    index = read(folder / "README.md")
    records = sorted(folder.glob("[0-9]*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = read(record)
        assert record.name in index
        assert text.startswith(f"# {record.name[:4]} ")
        for part in ("Context", "Decision", "Consequences"):
            assert part in text, f"{record.name} has no {part}"


def test_the_chinese_readme_names_only_variables_there_are() -> None:
    known = set(re.findall(r"`([A-Z][A-Z_]+)`", read(DOCS / "configuration.md")))
    assert set(re.findall(r"`([A-Z][A-Z_]+)`", read(ROOT / "README.zh-CN.md"))) <= known


# --- problem codes --------------------------------------------------------------------
def codes_in(tree: ast.AST) -> Iterator[str]:
    """Names like HIDDEN_ROWS anywhere, and single words given to a function that makes a problem."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[A-Z]{2,}(_[A-Z]+)+", node.value):
            yield node.value
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in TELLING:
            words = (argument.value for argument in node.args if isinstance(argument, ast.Constant))
            yield from (word for word in words if isinstance(word, str) and re.fullmatch(r"[A-Z]{4,}", word))


def told() -> set[str]:
    """Every problem code in the reader and the importer."""
    files = [file for name in ("spreadsheets", "imports") for file in (ROOT / "enforcement" / name).rglob("*.py")]
    return {code for file in files for code in codes_in(ast.parse(read(file)))}


def test_every_problem_code_is_documented_once_and_no_other() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \| (?:E|W|E/W) \| [^|]+ \| [^|]+ \|$", read(DOCS / "import.md"), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == told()


def test_codes_are_seen_where_they_are_made() -> None:
    made = 'Problem("error", "HELD", "…")\nself._field_problem("code", "BAD_CODE", "…")\nx = "NFKC"\n_refuse("ENCRYPTED", "…", "…")'
    assert set(codes_in(ast.parse(made))) == {"HELD", "BAD_CODE", "ENCRYPTED"}


# --- data dictionary --------------------------------------------------------------------
def test_the_data_dictionary_is_current() -> None:
    call_command("data_dictionary", check=True)


def test_the_data_dictionary_refuses_gaps_and_leftovers(tmp_path: Path) -> None:
    meanings = tmp_path / "meanings.toml"
    text = read(DOCS / "data-dictionary.toml")
    meanings.write_text(text.replace("[Law]\n", "[Law]\nno_such_field = '…'\n"), encoding="utf-8")
    with pytest.raises(CommandError, match=r"没有Law\.no_such_field"):
        call_command("data_dictionary", tmp_path / "out.md", meanings=meanings)
    meanings.write_text(re.sub(r"^fine_min = .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    with pytest.raises(CommandError, match=r"Edition\.fine_min没有说明"):
        call_command("data_dictionary", tmp_path / "out.md", meanings=meanings)
    assert not (tmp_path / "out.md").exists()


def test_an_outdated_data_dictionary_is_told(tmp_path: Path) -> None:
    file = tmp_path / "dictionary.md"
    call_command("data_dictionary", file)
    file.write_text(read(file).replace("裁量阶次", "档次"), encoding="utf-8")
    with pytest.raises(CommandError, match="不是最新的"):
        call_command("data_dictionary", file, check=True)


def test_the_data_dictionary_names_every_model() -> None:
    text = read(DOCS / "data-dictionary.md")
    for model in data_dictionary.own_models():
        assert f"`{model._meta.label}`\n" in text
