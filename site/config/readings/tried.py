"""Trying what may fail or be silent, so that nobody waits for longer than a moment."""

import logging
import threading
import time
from collections.abc import Callable
from smtplib import SMTPException

from django.utils import translation
from django.utils.translation import gettext as _

from config.readings.told import Told
from core.chrome.outages import is_outage
from core.logs.scrubbing import scrubbed

logger = logging.getLogger(__name__)


def begin(
    what: str, trying: Callable[[], Told], remedy: str, within_s: float
) -> Callable[[], Told]:
    """Begin to try; return what waits for the end, which tells what was found or why nothing was.

    `trying` runs in a thread of its own, which has no business with the database, and is given
    up after so many seconds. Several that were begun are waited for together.
    """
    found: list[Told] = []
    language, ends = translation.get_language(), time.monotonic() + within_s

    def attempt() -> None:
        with translation.override(language):
            found.append(_attempted(what, trying, remedy))

    # A daemon, because what hangs must not keep the process from ending either.
    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()

    def ended() -> Told:
        thread.join(max(0.0, ends - time.monotonic()))
        if found:
            return found[0]
        said = _("har inte svarat på %(seconds)g sekunder") % {"seconds": within_s}
        return Told(what, said, is_well=False, remedy=remedy)

    return ended


def _attempted(what: str, trying: Callable[[], Told], remedy: str) -> Told:
    try:
        return trying()
    except Exception as failure:
        if not (isinstance(failure, OSError | SMTPException) or is_outage(failure)):
            logger.exception("A reading failed")
        said = scrubbed(f"{type(failure).__name__}: {failure}")
        return Told(what, said, is_well=False, remedy=remedy)
