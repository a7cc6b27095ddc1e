"""A portal of its own to measure: a state folder, the thesaurus, a catalogue, an index."""

from __future__ import annotations

import os
import secrets
from datetime import date
from io import StringIO
from pathlib import Path

#: From when a workbook holds that does not say so itself.
EFFECTIVE_FROM = date(2026, 1, 1)


def set_up(folder: Path) -> None:
    """Django with the portal's own settings and all its state under ``folder``; once a process, before any model."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "DATA_DIR": str(folder), "SECRET_KEY": secrets.token_urlsafe(60), "LOG_LEVEL": "ERROR"}
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
        call_command(
            "import_workbook", workbook, create_agencies=True, publish=True, accept_warnings=True, effective_from=EFFECTIVE_FROM, stdout=out
        )
    call_command("search_rebuild", stdout=out)

