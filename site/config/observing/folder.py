"""Where the processes of one server keep their counts: a folder that goes when the server has gone.

A process that is replaced leaves its counts, so that no sum goes down while the server runs.
"""

import os
import shutil
import time
from pathlib import Path

from django.conf import settings

from casework.worker.leases import surroundings

_NAME = "metrics"
_SEPARATOR = "@"
# Of hosts that may share this disk nothing is known but how long they have been silent.
_FORGOTTEN_AFTER_S = 2 * 24 * 3600


def use_folder() -> str:
    """Return this server's folder, made and named to prometheus-client; forget those of others."""
    folders = Path(settings.VAR_DIR) / _NAME
    own = folders / _name_of(os.getppid())
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    for other in folders.iterdir():
        if other != own and _is_over(other):
            shutil.rmtree(other, ignore_errors=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(own)
    return str(own)


def _name_of(server: int) -> str:
    # With the moment of its start: numbers come again, in containers at once.
    return _SEPARATOR.join((surroundings(), str(server), _started(server)))


def _started(process: int) -> str:
    """Return when a process began, in ticks since this machine did; "" when it is gone."""
    try:
        # The name in brackets may hold blanks; the 22nd field is the 20th after it (proc(5)).
        stat = Path(f"/proc/{process}/stat").read_text()
        return stat.rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _is_over(folder: Path) -> bool:
    where, _separator, server = folder.name.partition(_SEPARATOR)
    number, _separator, started = server.partition(_SEPARATOR)
    if where == surroundings():
        return not number.isdigit() or _started(int(number)) != started
    written = [each.stat().st_mtime for each in (folder, *folder.glob("*"))]
    return time.time() - max(written) > _FORGOTTEN_AFTER_S
