"""The embedded default: SQLite, files in var/, no other service. Used by `make run`."""

import secrets

from config.data_sources import database
from config.env import email_url, env
from config.settings.base import *  # noqa: F403
from config.settings.base import VAR_DIR


def _kept_secret() -> str:
    """Return the secret of this installation, made on the first run and kept."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text().strip()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or _kept_secret()
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
