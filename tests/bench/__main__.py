"""``python -m tests.bench``: sets up a database of its own and runs every measurement."""

import os
import shutil
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
#: The full catalogue where it lies beside the project; else the project's own sample.
FULL = Path("../shared/corpus/messy/29_full_2293.xlsx")


def main() -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    # The measurements write, so they run on a database of their own.
    connections.databases["default"]["NAME"] = str(settings.DATA_DIR / "bench.sqlite3")
    try:
        call_command("migrate", verbosity=0)
        from tests.bench import importing, serving

        workbook = FULL
        if not workbook.exists():
            workbook = settings.DATA_DIR / "sample.xlsx"
            call_command("write_sample_workbook", workbook, verbosity=0)
        if "--pages" not in sys.argv:
            importing.run(workbook)
        serving.run(workbook)
    finally:
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
