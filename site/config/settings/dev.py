"""The embedded default: SQLite, files in var/, no other service. Used by `make run`."""

import secrets

from config.data_sources import database
from config.env import email_url, env, stop_if_unusable
from config.settings.base import *  # noqa: F403
from config.settings.base import PURPOSE_KEYS, RETENTION, SECRET_KEY_FALLBACKS, VAR_DIR
from core.keys.purposes import Purpose


def _kept_secret(name: str) -> str:
    """Return a secret of this installation, made on the first run and kept."""
    path = VAR_DIR / name
    if not path.exists():
        VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret("secret_key")
# Whatever was made before there were keys of their own is still recognised.
PURPOSE_KEYS = {
    purpose.value: [_kept_secret(purpose.value.lower()), SECRET_KEY, *SECRET_KEY_FALLBACKS]
    for purpose in Purpose
} | PURPOSE_KEYS
WAGTAILADMIN_BASE_URL = env.str(
    "WAGTAILADMIN_BASE_URL", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}"
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
DATABASES = {"default": database(f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
# Mail is written to files, unless a mail server is named: EMAIL_URL=smtp://localhost:25
EMAIL_FILE_PATH = VAR_DIR / "mail"
vars().update(email_url(f"filemail:///{EMAIL_FILE_PATH}"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="trygghetsportalen@example.se")
DEMONSTRATION = env.bool("DEMONSTRATION", default=True)
# Nobody has decided anything here, and erasing can be tried all the same.
PROPOSAL_ERASING = env.bool("PROPOSAL_ERASING", default=DEMONSTRATION)
if DEMONSTRATION:
    for _rule in RETENTION.values():
        _rule["decision"] = _rule["decision"] or "Exempelbeslut"

stop_if_unusable()
