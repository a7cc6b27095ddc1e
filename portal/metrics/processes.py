"""Web processes of one server count into one folder, so that whichever of them is asked tells for all.

prometheus_client's own way for several processes: each keeps a file, and who
is asked adds them up. The library decides at its first import, so this module
does not import it, and ``share`` is called before anything that does.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
from pathlib import Path

logger = logging.getLogger(__name__)
VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


def share(data_dir: Path) -> None:
    """Gives the processes of this server their folder and removes those of servers that have ended.

    The folder is named after the process that started this one, which all
    workers have in common, and after the moment when it began, since numbers
    of processes come again. Where it can't be made each process tells for itself.
    """
    if os.environ.get(VARIABLE) or "prometheus_client" in sys.modules:
        return  # settled by somebody else, or too late: a server for development has loaded everything by now
    here = data_dir / "metrics" / socket.gethostname()
    own = here / _mark(os.getppid())
    try:
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        logger.warning("metrics are kept by each process for itself: %s", error)
        return
    os.environ[VARIABLE] = str(own)
    for other in here.iterdir():
        pid = other.name.partition("-")[0]
        if other != own and pid.isdigit() and other.name != _mark(int(pid)):
            shutil.rmtree(other, ignore_errors=True)


def is_alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _mark(pid: int) -> str:
    """A process by its number and when it began; no number when it is gone."""
    if not is_alive(pid):
        return "gone"
    try:
        began = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        began = "0"
    return f"{pid}-{began}"
