"""The supplied thesaurus: whole in itself, and never stronger than an editor."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from content.management.commands import load_thesaurus as command
from content.thesaurus import seed_files
from content.thesaurus.comparison import as_file, compare
from content.thesaurus.entry import SeedLine, ThesaurusEntry
from content.thesaurus.load import Loaded, load_thesaurus
from content.thesaurus.meaning import saying_key
from content.thesaurus.merge import Supplied, merged
from content.thesaurus.notation import parse_line, read_text
from content.thesaurus.read import active_meanings, version
from content.thesaurus.seed_files import FIELDS, FOLDER, read_seed

FILES = sorted(FOLDER.glob("*.txt"))


def supplied(*lines: str, domain: str = "市容") -> list[Supplied]:
    return [Supplied(parse_line(line), domain, f"a.txt:{number}") for number, line in enumerate(lines, 1)]


def load(*lines: str, domain: str = "市容") -> Loaded:
    return load_thesaurus(supplied(*lines, domain=domain))


def lines() -> set[str]:
    """What the search is told."""
    return {str(meaning) for meaning in active_meanings()}


def entry(saying: str) -> ThesaurusEntry:
    return ThesaurusEntry.objects.get(said__contains=saying)


# --- the files ------------------------------------------------------------------------
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_supplied_line_is_sound(file: Path) -> None:
    reading = read_text(file.read_text(encoding="utf-8"))
    assert [str(wrong) for wrong in reading.errors] == []
    assert reading.lines and file.stem in FIELDS, "name its field in content/thesaurus/seed_files.py"
    for line in reading.lines:
        assert all(line.meaning.said) and all(all(terms) for terms in line.meaning.means)


def test_after_merging_no_saying_stands_twice() -> None:
    result, _ = merged(read_seed().lines)
    keys = [saying_key(saying) for line in result for saying in line.meaning.said]
    assert len(keys) == len(set(keys))
    assert len({line.key for line in result}) == len(result)


# --- merging --------------------------------------------------------------------------
def test_a_saying_of_two_lines_means_what_either_means() -> None:
    result, shared = merged(supplied("摆摊 | 占道 => 占用道路", "占道 | 乱停 => 违反规定停放 | 占用道路"))
    assert {str(line.meaning) for line in result} == {
        "摆摊 => 占用道路", "占道 => 占用道路 | 违反规定停放", "乱停 => 违反规定停放 | 占用道路",
    }  # fmt: skip
    [found] = shared
    assert (found.saying, found.places, found.differ) == ("占道", ("a.txt:1", "a.txt:2"), True)


def test_denials_are_one_when_merging() -> None:
    result, shared = merged(supplied("没戴头盔 => 安全头盔", "不戴头盔 => 安全头盔"))
    assert [str(line.meaning) for line in result] == ["没戴头盔 => 安全头盔"]
    assert [found.differ for found in shared] == [False]


# --- loading --------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_whole_supply_is_loaded_once_and_stays_editable() -> None:
    said = StringIO()
    call_command("load_thesaurus", stdout=said)
    count = ThesaurusEntry.objects.count()
    assert f"新增{count}条" in said.getvalue() and count == SeedLine.objects.count()
    before = version()
    again = StringIO()
    call_command("load_thesaurus", stdout=again)
    assert f"新增0条，更新0条，移除0条，未变{count}条" in again.getvalue()
    assert version() == before == 1
    assert len(active_meanings()) == count
    # What was loaded satisfies the form's own rules, and its file comes back as it went.
    comparison = compare(read_text(as_file()))
    assert comparison.errors == [] and not comparison.differs and comparison.same == count
    for one in ThesaurusEntry.objects.order_by("?")[:20]:
        one.full_clean()


@pytest.mark.django_db
def test_what_nobody_edited_follows_the_supply() -> None:
    load("遛狗 => 养犬管理", "电瓶车 => 电动自行车", "烧秸秆 => 露天焚烧")
    done = load("遛狗 | 溜狗 => 养犬管理 | 犬只", "电瓶车 => 电动自行车", "倒垃圾 => 随意倾倒")
    assert (done.added, done.changed, done.removed, done.same) == (1, 1, 1, 1)
    assert lines() == {"遛狗 | 溜狗 => 养犬管理 | 犬只", "电瓶车 => 电动自行车", "倒垃圾 => 随意倾倒"}
    assert entry("遛狗").revisions.count() == 2
    # What the supply gave up and takes up again is new: no editor ever refused it.
    assert load("遛狗 => 养犬管理", "烧秸秆 => 露天焚烧").added == 1


@pytest.mark.django_db
def test_an_entry_with_a_note_still_follows() -> None:
    load("遛狗 => 养犬管理")
    one = entry("遛狗")
    one.note = "常见"
    one.save()
    load("遛狗 => 犬只管理")
    one.refresh_from_db()
    assert (one.means, one.note) == ("犬只管理", "常见")


@pytest.mark.django_db
@pytest.mark.parametrize("edit", [{"means": "文明养犬"}, {"said": "遛狗 | 牵狗"}, {"said": "溜狗"}, {"active": False}, {"domain": "养犬"}])
def test_what_an_editor_changed_stays(edit: dict[str, Any]) -> None:
    load("遛狗 | 溜狗 => 养犬管理")
    one = ThesaurusEntry.objects.get()
    for name, value in edit.items():
        setattr(one, name, value)
    one.save()
    kept = lines()
    done = load("遛狗 | 溜狗 => 犬只")
    assert (done.added, done.changed, done.removed, done.left) == (0, 0, 0, 2)
    assert lines() == kept
    # Nor by a back door, under another first saying.
    load("溜狗 => 犬只", "遛狗 => 犬只")
    assert lines() == kept and ThesaurusEntry.objects.count() == 1


@pytest.mark.django_db
def test_what_an_editor_deleted_does_not_come_back() -> None:
    load("遛狗 | 溜狗 => 养犬管理")
    ThesaurusEntry.objects.get().delete()
    assert load("遛狗 | 溜狗 => 养犬管理").left == 2
    assert load("没遛狗 | 溜狗 | 养狗 => 养犬管理").added == 1
    assert lines() == {"没遛狗 | 养狗 => 养犬管理"}


@pytest.mark.django_db
def test_an_editors_own_entry_goes_before_the_supply() -> None:
    ThesaurusEntry.objects.create(said="没牵绳 | 地锁", means="养犬管理")
    done = load("不牵绳 | 不拴绳 => 牵引")
    assert (done.added, done.left) == (1, 1)
    assert lines() == {"没牵绳 | 地锁 => 养犬管理", "不拴绳 => 牵引"}


@pytest.mark.django_db
def test_a_moved_line_is_the_same_line() -> None:
    load("遛狗 => 养犬管理", domain="a")
    key = ThesaurusEntry.objects.get().pk
    assert load("遛狗 => 养犬管理", domain="养犬").changed == 1
    assert (ThesaurusEntry.objects.get().pk, ThesaurusEntry.objects.get().domain) == (key, "养犬")


@pytest.mark.django_db
def test_a_faulty_line_is_told_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "food.txt").write_text("过期食品 => 超过保质期\n坏的一行\n", encoding="utf-8")
    monkeypatch.setattr(command, "read_seed", lambda: seed_files.read_seed(tmp_path))
    told = StringIO()
    call_command("load_thesaurus", stdout=StringIO(), stderr=told)
    assert "food.txt 第2行：没有“=>”" in told.getvalue()
    assert lines() == {"过期食品 => 超过保质期"}


@pytest.mark.django_db
def test_the_command_names_what_it_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "food.txt").write_text("地摊 => 食品摊贩\n", encoding="utf-8")
    (tmp_path / "street.txt").write_text("地摊 => 占用道路\n", encoding="utf-8")
    monkeypatch.setattr(command, "read_seed", lambda: seed_files.read_seed(tmp_path))
    said = StringIO()
    call_command("load_thesaurus", stdout=said, verbosity=2)
    assert "1个说法在几处含义不同" in said.getvalue() and "地摊（food.txt:1，street.txt:1）" in said.getvalue()
    one = ThesaurusEntry.objects.get()
    assert (one.means, one.domain) == ("食品摊贩 | 占用道路", "食品安全")
