"""Starting again what dies beside the server."""

import os
import time
from collections.abc import Callable

# So that what dies at once, each time, does not keep a core busy.
_PAUSE_S = 1.0


def keep_working(work: Callable[[int], None]) -> None:
    """Do `work` in a process of its own, and again when that dies, until it has done it.

    `work` is told the number of this process, with which it must end.
    """
    keeper = os.getpid()
    while _died(work, keeper):
        time.sleep(_PAUSE_S)


def _died(work: Callable[[int], None], keeper: int) -> bool:
    child = os.fork()
    if child == 0:
        # Whatever happens, this process must not go on as a second keeper.
        try:
            work(keeper)
            os._exit(0)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    return status != 0
