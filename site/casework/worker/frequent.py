"""What the worker does every few seconds. Apps offer it by a hook `frequent_jobs`."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from wagtail import hooks

logger = logging.getLogger(__name__)

# Is told what time it is; any number of workers may do it at once, and again. Returns True when it
# has left something for the next turn, so that mail need not wait for all of it.
FrequentJob = Callable[[datetime], object]


def do_all(now: datetime) -> bool:
    """Do all that apps offer; whether something is left to be done at once.

    What fails keeps nothing else from being done, nor mail from going.

    Raises what says that the database or the disk does not answer.
    """
    jobs = [job for offer in hooks.get_hooks("frequent_jobs") for job in offer()]
    left = [_do(job, now) for job in jobs]
    return any(left)


def _do(job: FrequentJob, now: datetime) -> bool:
    try:
        return job(now) is True
    except (DatabaseError, InterfaceError, OSError):
        raise
    except Exception:
        logger.exception("A frequent job failed")
        return False
