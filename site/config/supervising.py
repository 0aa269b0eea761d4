"""Starting again what dies beside the server."""

import os
import signal
import time
from collections.abc import Callable
from types import FrameType

# So that what dies at once, each time, does not keep a core busy.
_PAUSE_S = 1.0
_NAP_S = 0.2


class _Keeper:
    """The process that starts `work` again; it ends with the server, or when it is told to."""

    def __init__(self, work: Callable[[int], None], server: int) -> None:
        self._work = work
        self._server = server
        self._is_told = False

    def keep(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._tell)
        while self._died() and not self._must_end():
            time.sleep(_PAUSE_S)

    def _tell(self, number: int, frame: FrameType | None) -> None:
        self._is_told = True

    def _must_end(self) -> bool:
        # Whoever's parent has died gets another one.
        return self._is_told or os.getppid() != self._server

    def _died(self) -> bool:
        """Do the work in a process of its own; whether that died before it was done."""
        keeper = os.getpid()
        child = os.fork()
        if child == 0:
            # Whatever happens, this process must not go on as a second keeper.
            try:
                for number in (signal.SIGTERM, signal.SIGINT):
                    signal.signal(number, signal.SIG_DFL)
                self._work(keeper)
                os._exit(0)
            finally:
                os._exit(1)
        is_asked_to_end = False
        while True:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return status != 0
            if self._must_end() and not is_asked_to_end:
                is_asked_to_end = True
                # It ends what it has begun, and is waited for.
                os.kill(child, signal.SIGTERM)
            time.sleep(_NAP_S)


def keep_working(work: Callable[[int], None], server: int) -> None:
    """Do `work` in a process of its own, and again when that dies, until it is done.

    `work` is told the number of this process, with which it must end; `server` is this process's
    parent, with which this one ends.
    """
    _Keeper(work, server).keep()
