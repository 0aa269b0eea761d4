"""What ends a process is logged as everything else is, without values."""

import logging
import sys
from types import TracebackType

logger = logging.getLogger(__name__)


def log_uncaught() -> None:
    """Take the place of Python's own traceback, which repeats what exceptions say."""
    sys.excepthook = _tell


def _tell(kind: type[BaseException], failure: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, failure, where)
        return
    logger.critical("The process ended by a fault", exc_info=(kind, failure, where))
