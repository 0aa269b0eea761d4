"""Trying what may fail or be silent, so that nobody waits for longer than a moment."""

import logging
import threading
from collections.abc import Callable
from smtplib import SMTPException

from django.utils import translation
from django.utils.translation import gettext as _

from config.readings.told import Told
from core.chrome.outages import is_outage
from core.logs.scrubbing import scrubbed

logger = logging.getLogger(__name__)


def tried(
    what: str, trying: Callable[[], Told], remedy: str, *, within_s: float | None = None
) -> Told:
    """Return what `trying` tells, or why it could not.

    With `within_s` it runs in a thread of its own, which has no business with the database, and
    is waited for so many seconds.
    """
    found: list[Told] = []

    def attempt() -> None:
        found.append(_attempted(what, trying, remedy))

    if within_s is None:
        attempt()
    else:
        language = translation.get_language()

        def attempt_there() -> None:
            with translation.override(language):
                attempt()

        # A daemon, because what hangs must not keep the process from ending either.
        thread = threading.Thread(target=attempt_there, daemon=True)
        thread.start()
        thread.join(within_s)
    if found:
        return found[0]
    said = _("har inte svarat på %(seconds)g sekunder") % {"seconds": within_s}
    return Told(what, said, is_well=False, remedy=remedy)


def _attempted(what: str, trying: Callable[[], Told], remedy: str) -> Told:
    try:
        return trying()
    except Exception as failure:
        if not (isinstance(failure, OSError | SMTPException) or is_outage(failure)):
            logger.exception("A reading failed")
        said = scrubbed(f"{type(failure).__name__}: {failure}")
        return Told(what, said, is_well=False, remedy=remedy)
