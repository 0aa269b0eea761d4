"""What ends a process or a thread is logged as everything else is, without values."""

import logging
import sys
import threading
from types import TracebackType

logger = logging.getLogger(__name__)


def log_uncaught() -> None:
    """Take the place of Python's own traceback, which repeats what exceptions say."""
    sys.excepthook = _tell
    threading.excepthook = _tell_of_thread


def _tell(kind: type[BaseException], failure: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, failure, where)
        return
    logger.critical("The process ended by a fault", exc_info=(kind, failure, where))


def _tell_of_thread(ended: threading.ExceptHookArgs) -> None:
    failure = ended.exc_value or ended.exc_type()
    logger.error("A thread ended by a fault", exc_info=failure)
