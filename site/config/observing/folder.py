"""Where the processes of one server keep their counts: a folder that goes when the server has gone.

A process that is replaced leaves its counts, so that no sum goes down while the server runs; the
next that begins goes on with them, so that they do not become more files with each.
"""

import errno
import logging
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from casework.worker.leases import surroundings

logger = logging.getLogger(__name__)

_NAME = "metrics"
_SEPARATOR = "@"
# What is written into memory that a file without room stands for ends the process (SIGBUS), so its
# room is taken before: twice what all kinds of answers together need.
_KINDS = ("counter", "gauge_sum", "histogram")
_ROOM_BYTES = 128 * 1024
# Of hosts that may share this disk nothing is known but how long they have been silent.
_FORGOTTEN_AFTER_S = 2 * 24 * 3600


def use_folder() -> str:
    """Return this server's folder, made and named to prometheus-client; forget those of others.

    Where the disk has no room for it, "": this process counts for itself then, and is not seen.
    """
    try:
        folder = _made()
        _begin_files(Path(folder))
    except OSError as failure:
        logger.error("The figures of this process have no room: %s", type(failure).__name__)
        os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
        return ""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    return folder


def _made() -> str:
    folders = Path(settings.VAR_DIR) / _NAME
    own = folders / _name_of(os.getppid())
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    for other in folders.iterdir():
        if other != own and _is_over(other):
            shutil.rmtree(other, ignore_errors=True)
    return str(own)


def _begin_files(folder: Path) -> None:
    """Make this process's files as large as they become, from those of one that is gone if any."""
    for kind in _KINDS:
        own = folder / f"{kind}_{os.getpid()}.db"
        for left in folder.glob(f"{kind}_*.db"):
            if not own.exists() and not _started(int(left.stem.rpartition("_")[2])):
                # Another that begins may have been faster.
                with suppress(FileNotFoundError):
                    left.rename(own)
        with own.open("ab", buffering=0) as file:
            missing = max(0, _ROOM_BYTES - file.tell())
            if (file.write(bytes(missing)) or 0) < missing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


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
