"""A portal of its own to measure: a state folder, the thesaurus, a catalogue, an index."""

from __future__ import annotations

import os
import secrets
import shutil
from datetime import date
from hashlib import blake2b
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: From when a workbook holds that does not say so itself.
EFFECTIVE_FROM = date(2026, 1, 1)
#: In every folder that is ours to empty; says which tables it was made with.
MARK = "measured.txt"


def set_up(folder: Path, settings: str = "portal.settings") -> None:
    """Django with all its state under ``folder``; once a process, before any model. Processes it starts share it.

    A folder of other tables than today's is emptied. Raises SystemExit for a
    folder that holds anything and was not made here: measurements write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _claim(folder)
    os.environ |= {"DJANGO_SETTINGS_MODULE": settings, "DATA_DIR": str(folder), "SECRET_KEY": secrets.token_urlsafe(60), "LOG_LEVEL": "ERROR"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()


def fill(workbook: Path | None) -> None:
    """Migrates, loads the thesaurus, imports the workbook (else the sample), builds the index.

    A folder that already holds a catalogue keeps it: only thesaurus and index
    are made anew, so that a change of either is measured in seconds.
    """
    from django.conf import settings
    from django.core.management import call_command

    from enforcement.models import Edition

    call_command("migrate", verbosity=0)
    out = StringIO()  # nobody reads it; what goes wrong is raised
    call_command("load_thesaurus", stdout=out)
    if not Edition.objects.exists():
        if workbook is None:
            workbook = Path(settings.DATA_DIR) / "sample.xlsx"
            call_command("load_sample", stdout=out)
            call_command("write_sample_workbook", workbook, stdout=out)
        call_command("import_workbook", workbook, create_agencies=True, publish=True, accept_warnings=True, effective_from=EFFECTIVE_FROM, stdout=out)
    call_command("search_rebuild", stdout=out)


def _claim(folder: Path) -> None:
    tables = blake2b(b"".join(path.read_bytes() for path in sorted(ROOT.glob("*/migrations/*.py"))), digest_size=12).hexdigest()
    mark = folder / MARK
    if any(folder.iterdir()) and not mark.exists():
        raise SystemExit(f"{folder}里已有别的内容。请指定空文件夹。")
    if mark.exists() and mark.read_text(encoding="ascii") != tables:
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    mark.write_text(tables, encoding="ascii")
