"""The embedded default as `make run` serves it, sending through a real mail server.

Rounds of minutes become rounds of seconds, so that what takes hours can be watched.
"""

from config.env import env
from config.settings.base import MAIL_RETRY_MINUTES as _ORDINARY
from config.settings.dev import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = env.int("DURABILITY_SMTP_PORT")
# How many times faster than in life mail is tried again.
FASTER = env.int("DURABILITY_FASTER", default=60)
MAIL_RETRY_MINUTES = [minutes / FASTER for minutes in _ORDINARY]
# More strangers write at once than ever do; the brake on mails to them has tests of its own.
UNCONFIRMED_MAILS_PER_HOUR = 100_000
