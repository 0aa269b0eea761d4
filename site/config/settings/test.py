"""Settings of the test suite: the real database engines, nothing left on disk."""

import tempfile
from pathlib import Path

from config.data_sources import database
from config.env import env, stop_if_unusable
from config.settings.base import *  # noqa: F403
from config.settings.base import RETENTION, STORAGES, VAR_DIR

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": database(f"sqlite:///{VAR_DIR / 'test.sqlite3'}")}
# A transaction test of a locked database needs to give up sooner than a person would.
if "timeout" in DATABASES["default"].get("OPTIONS", {}):
    DATABASES["default"]["OPTIONS"]["timeout"] = env.int("TEST_DB_TIMEOUT", default=5)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "trygghetsportalen@example.se"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "trygghetsportalen-test-media"
LIBRARY_ROOT = Path(tempfile.gettempdir()) / "trygghetsportalen-test-library"
# Each test has a folder of its own below; see tests/conftest.py.
PRIVATE_ROOT = Path(tempfile.gettempdir()) / "trygghetsportalen-test-private"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
}
# Queries are counted; tests that ask after it set their own.
CHANGES_KNOWN_WITHIN_SECONDS = 10**9
DEMONSTRATION = True
AXES_ENABLED = False
PROPOSAL_ERASING = True
for _rule in RETENTION.values():
    _rule["decision"] = "SDN 2026/7"

stop_if_unusable()
