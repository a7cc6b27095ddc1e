"""``manage.py load_thesaurus``: takes the supplied thesaurus over, or nothing to do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from content.thesaurus.load import load_thesaurus
from content.thesaurus.merge import Shared
from content.thesaurus.seed_files import read_seed

#: Merged sayings named unless more is asked for.
NAMED = 10


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # checked by `manage.py check`; these run often
    help = "载入随平台提供的检索词库：新增没有的，更新没有人改过的；编辑改过、停用、删除的不动。-v 2 列出合并了的说法。"

    def handle(self, *args: Any, **options: Any) -> None:
        seed = read_seed()
        for fault in seed.faults:
            self.stderr.write(f"略过：{fault}")
        done = load_thesaurus(seed.lines)
        self.stdout.write(str(done))
        self._name([shared for shared in done.shared if shared.differ], whole=options["verbosity"] > 1)

    def _name(self, differing: list[Shared], *, whole: bool) -> None:
        if not differing:
            return
        self.stdout.write(f"{len(differing)}个说法在几处含义不同，已合并：")
        if whole:
            for shared in differing:
                self.stdout.write(f"  {shared.saying}（{'，'.join(shared.places)}）")
        else:
            more = "……" if len(differing) > NAMED else ""
            self.stdout.write(f"  {'、'.join(shared.saying for shared in differing[:NAMED])}{more}")
