"""Settings for a public installation. Every secret comes from the environment."""

import logging

from config.buckets import in_buckets
from config.data_sources import database
from config.env import email_url, env, note_unusable, wanted
from config.examining.at_load import stop_with_everything
from config.settings.base import *  # noqa: F403
from config.settings.base import SECOND_STEP, STORAGES, TRUSTED_PROXY_COUNT
from config.settings.logs import logging_as
from core.staff.roles import Role

DEBUG = False
IS_PUBLIC = True
SECRET_KEY = wanted(
    "SECRET_KEY",
    "a long random text that signs sessions and links;"
    " python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one",
)
wanted(
    "ALLOWED_HOSTS",
    "the public host names, separated by commas, for example trygghet.example.se,www.example.se",
)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")
wanted("DATABASE_URL", "the database, for example postgres://user:password@host/name")
DATABASES = {"default": database("")}
WAGTAILADMIN_BASE_URL = wanted(
    "WAGTAILADMIN_BASE_URL", "the portal's own address, for example https://trygghet.example.se"
)
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

# No server is guessed: mail that leaves for nowhere is noticed by nobody.
wanted(
    "EMAIL_URL",
    "the mail server, for example smtp+tls://user:password@host:587,"
    " or smtp://localhost:25 for one on this machine",
)
EMAIL_CONFIG = email_url("smtp://localhost:25")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = wanted(
    "DEFAULT_FROM_EMAIL",
    "the sender of the portal's mail, for example trygghet@example.se",
    # So that nothing is said of SERVER_EMAIL, which follows it.
    stand_in="webmaster@localhost",
)
SERVER_EMAIL = env.str("SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# Without a proxy of ours whoever sends a request wrote this header.
if TRUSTED_PROXY_COUNT >= 1:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Asks to be taken into browsers' own list; see docs/hardening.md.
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
KNOWN_DEVICE_COOKIE_NAME = "__Secure-device"
CSRF_COOKIE_NAME = "__Host-csrf"

if SECOND_STEP:
    SECOND_STEP_ROLES = env.list(
        "SECOND_STEP_ROLES", default=[str(Role.CASE_OFFICER), str(Role.ADMINISTRATOR)]
    )

if bucket := env.str("AWS_STORAGE_BUCKET_NAME", default=""):
    STORAGES = in_buckets(
        STORAGES,
        sizes=bucket,
        closed=wanted("AWS_PRIVATE_BUCKET_NAME", "a bucket that nobody but the portal can read"),
        endpoint_url=env.str("AWS_S3_ENDPOINT_URL", default="").rstrip("/"),
        region_name=env.str("AWS_S3_REGION_NAME", default="").strip(),
        access_key=env.str("AWS_ACCESS_KEY_ID", default="").strip(),
        secret_key=env.str("AWS_SECRET_ACCESS_KEY", default="").strip(),
    )

for variable in ("AWS_S3_CUSTOM_DOMAIN", "AWS_QUERYSTRING_AUTH"):
    if env.str(variable, default=""):
        note_unusable(
            variable,
            f"Do not set the environment variable {variable}: no bucket is read by others than the"
            " portal. A host that keeps pictures near readers is named in MEDIA_ORIGIN.",
        )

LOGGING = logging_as("json", "INFO")
# A line that cannot be written is not told with all that it was to say.
logging.raiseExceptions = False

stop_with_everything(vars())

if dsn := env.str("SENTRY_DSN", default=""):
    import sentry_sdk

    from core.logs import sentry as reports

    # What people write never leaves the portal: not with a request, not as a local variable.
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        before_send=reports.before_send,
        before_send_transaction=reports.before_send_transaction,
        before_breadcrumb=reports.before_breadcrumb,
        # Not by brotli, which it would choose where that is installed: every receiver knows this.
        _experiments={"transport_compression_algo": "gzip"},
    )
