"""What the worker does every few seconds. Apps offer it by a hook `frequent_jobs`."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from wagtail import hooks

logger = logging.getLogger(__name__)

# Is told what time it is; any number of workers may do it at once, and again.
FrequentJob = Callable[[datetime], object]


def do_all(now: datetime) -> None:
    """Do all that apps offer. What fails keeps nothing else from being done, nor mail from going.

    Raises what says that the database or the disk does not answer.
    """
    for offer in hooks.get_hooks("frequent_jobs"):
        for job in offer():
            _do(job, now)


def _do(job: FrequentJob, now: datetime) -> None:
    try:
        job(now)
    except (DatabaseError, InterfaceError, OSError):
        raise
    except Exception:
        logger.exception("A frequent job failed")
