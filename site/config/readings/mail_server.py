"""Whether the mail server answers, and for how long its certificate is still good."""

import ssl
import time
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.readings.told import Figure, Told

WITHIN_S = 5
# Who keeps it has to notice, and to be on duty.
_RENEWED_BY_DAYS = 14


def mail_server() -> list[Told]:
    """Return how the server answers and, where it shows one, how its certificate is.

    Raises OSError and SMTPException when it does not answer.
    """
    what = pgettext("driftläge", "E-post")
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        by = settings.EMAIL_BACKEND.rsplit(".", 2)[1]
        return [Told(what, _("lämnar portalen genom %(backend)s") % {"backend": by})]
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    transport: Any = get_connection(timeout=WITHIN_S)
    try:
        transport.open()
        shown = _shown_certificate(transport)
    except (OSError, SMTPException) as failure:
        raise OSError(f"{server} (EMAIL_URL): {failure}") from failure
    finally:
        transport.close()
    found = [Told(what, _("%(server)s svarar") % {"server": server})]
    return [*found, _certificate(shown)] if shown else found


def _shown_certificate(transport: Any) -> dict[str, Any]:
    """Return what the server has proved who it is with, {} where nothing is encrypted."""
    encrypted = transport.connection.sock
    return (encrypted.getpeercert() or {}) if isinstance(encrypted, ssl.SSLSocket) else {}


def _certificate(shown: dict[str, Any]) -> Told:
    days = (ssl.cert_time_to_seconds(shown["notAfter"]) - time.time()) / 86400
    return Told(
        pgettext("driftläge", "Certifikat"),
        _("e-postserverns certifikat gäller i %(days)d dagar till") % {"days": days},
        is_well=days >= _RENEWED_BY_DAYS,
        remedy=_("Be den som sköter e-postservern att förnya certifikatet i tid."),
        figures=(Figure("portal_mail_certificate_days", "Days left of the mail server's.", days),),
    )
