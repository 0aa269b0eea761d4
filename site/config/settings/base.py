"""Settings that hold everywhere. What differs stands in dev, test and production."""

from pathlib import Path

from csp.constants import NONE, SELF

from config.data_sources import caches
from config.env import env, redis_url
from config.settings.keys import *  # noqa: F403
from config.settings.logs import *  # noqa: F403
from config.settings.mail import *  # noqa: F403
from config.settings.retention import *  # noqa: F403
from config.settings.sso import *  # noqa: F403
from config.settings.sso import TWO_STEPS_APPS, TWO_STEPS_MIDDLEWARE
from config.settings.staff import *  # noqa: F403
from core.times.days import STOCKHOLM

SITE_DIR = Path(__file__).resolve().parents[2]
PROJECT_DIR = SITE_DIR.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(PROJECT_DIR / "var")))

# ---------------------------------------------------------------- Django

INSTALLED_APPS = [
    "associations",
    "dialogues",
    "home",
    "config",
    "searching",
    "casework",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "core.staff.apps.AccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    # Held the mails until casework 0006; goes when the migrations are squashed.
    "post_office",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # The form renderer finds the templates of Django's own widgets here.
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    *TWO_STEPS_APPS,
]

MIDDLEWARE = [
    "core.routing.route_names.RouteMiddleware",
    # Before whatever asks for the scheme and the host of a request: probes come by address.
    "config.health.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.routing.middleware.SecurityHeadersMiddleware",
    "core.routing.middleware.KnownMethodsMiddleware",
    "core.routing.static_files.StaticFilesMiddleware",
    "core.routing.middleware.OutageMiddleware",
    "core.freshness.validators.BytesAsValidatorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.routing.middleware.LanguageByPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.routing.middleware.GivenUpMiddleware",
    "casework.files.uploads.UploadLimitsMiddleware",
    "core.routing.middleware.BoundedInputMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.routing.sites.SiteMiddleware",
    "core.routing.redirects.ForgivingRedirectMiddleware",
    "casework.log_in.middleware.LoggedInMiddleware",
    *TWO_STEPS_MIDDLEWARE,
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

# A feature brings its templates: associations/proposals/templates, site/casework/mail/templates.
_FEATURE_TEMPLATES = [
    *sorted(PROJECT_DIR.glob("[!.]*/*/templates")),
    *sorted(SITE_DIR.glob("*/*/templates")),
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates", *_FEATURE_TEMPLATES],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "core.chrome.chrome.context",
            ],
        },
    },
]
FORM_RENDERER = "core.chrome.form_renderer.PortalFormRenderer"

LANGUAGE_CODE = "sv"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [SITE_DIR / "locale"]
TIME_ZONE = STOCKHOLM.key
USE_I18N = True
USE_TZ = True
# Two dates side by side mean a Monday-first calendar and 24-hour clock in Swedish.
FIRST_DAY_OF_WEEK = 1

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# ---------------------------------------------------------------- files

STATIC_URL = "/static/"
# Apart from what is written while it runs, where an image brings them along.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [SITE_DIR / "static"]
# The sizes of pictures, and nothing else: what editors send lies in the library.
MEDIA_URL = "/media/"
# A host that keeps them near readers and asks the portal, such as "https://bilder.example.se".
MEDIA_ORIGIN = env.str("MEDIA_ORIGIN", default="").strip()
_MEDIA_SOURCES = [MEDIA_ORIGIN] if MEDIA_ORIGIN else []
MEDIA_ROOT = VAR_DIR / "media"
# Original pictures and documents. Handed out by views that check; see core.pictures.library.
LIBRARY_ROOT = VAR_DIR / "library"
# The files of cases. Nothing under it has an address; see casework.files.private_storage.
PRIVATE_ROOT = VAR_DIR / "private"
# Only the portal's own user reads what it writes; see config.own_files.
_CLOSED = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
STORAGES = {
    "default": {
        "BACKEND": "core.pictures.library.LibraryFileStorage",
        "OPTIONS": _CLOSED,
    },
    "sizes": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": _CLOSED},
    "private": {"BACKEND": "casework.files.private_storage.PrivateFileStorage"},
    "staticfiles": {"BACKEND": "core.chrome.stylesheets.PortalStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# ---------------------------------------------------------------- cookies and headers

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.chrome.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_MEDIA_SOURCES],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's admin writes styles and some scripts into its pages; nothing comes from other hosts.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:", *_MEDIA_SOURCES],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}
# The way in (LOG_IN_PREFIXES) has no scripts but its files'.
LOG_IN_CONTENT_SECURITY_POLICY = {**ADMIN_CONTENT_SECURITY_POLICY, "script-src": [SELF]}

# Whose pages may show the next dialogue in a frame, such as "'self' https://start.stockholm".
EMBED_ANCESTORS = env.str("EMBED_ANCESTORS", default="'self'").split()

# ---------------------------------------------------------------- Wagtail

ADMIN_PREFIX = "/admin/"
# Log-in, forgotten password, invitation, second step, the city's log-in.
LOG_IN_PREFIXES = tuple(
    f"{ADMIN_PREFIX}{part}/"
    for part in ("login", "password_reset", "inbjudan", "andra-steget", "inloggning")
)
WAGTAIL_SITE_NAME = "Trygghetsportalen"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%Y-%m-%d"
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
# Staff work where the district is; one zone is not asked for.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.pictures.image_form.ImageForm"
WAGTAILIMAGES_RENDITION_STORAGE = "sizes"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "casework.files.document_form.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Only the admin's own page chooser and explorer use Wagtail's index; the public search reads
# searching.SearchEntry, which is why partial words need no n-grams here.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# ---------------------------------------------------------------- the portal

# The page type that sources point to. Named here because core must not know who holds it.
SOURCE_DOCUMENT_MODEL = "home.AnswerPage"
# The page type that places are; the same reason.
PLACE_PAGE_MODEL = "home.PlacePage"
# How many proxies of our own stand before the server; see core.routing.senders.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
# What error pages say when the database that holds the portal's settings does not answer.
CONTACT_PHONE = env.str("CONTACT_PHONE", default="")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
# Whom security.txt names: "mailto:…" or "https://…"; without it CONTACT_EMAIL, or the form.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="").strip()
# Whether anybody can reach it: then settings that cannot be used keep it from starting.
IS_PUBLIC = False
# Says in the frame that this is a demonstration made from public documents.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)

# Where the map over the associations gets its pictures, such as
# "https://tiles.example.se/{z}/{x}/{y}.png", and whom it has to thank for them (HTML). Without
# both there is no map anywhere, and no sign of one.
MAP_TILE_URL = env.str("MAP_TILE_URL", default="")
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="")

# By stage: for how many days a proposal may stay there, which its sender is promised. What is named
# here goes before the table of stages.
PROPOSAL_STAGE_DAYS: dict[str, int] = {}

# How much may wait in all, and from one sender, for forms that have not been sent.
WAITING_FILES_MOST_MB = env.int("WAITING_FILES_MOST_MB", default=2048)
WAITING_FILES_MOST_MB_OF_SENDER = env.int("WAITING_FILES_MOST_MB_OF_SENDER", default=200)

# Where clamd listens, "/run/clamav/clamd.ctl" or "host:3310"; nothing is scanned without it.
CLAMD_SOCKET = env.str("CLAMD_SOCKET", default="").strip()

# For how many megabytes of ready answers each process has room; 0 keeps none.
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", default=32)
# Whether a cache stands in front that follows the portal's generation, as nginx of deploy/nginx.
FRONT_CACHE = env.bool("FRONT_CACHE", default=False)

# ---------------------------------------------------------------- data

# After how many seconds PostgreSQL ends a statement of a request; 0 is never. The worker and
# commands have no such limit.
DATABASE_STATEMENT_SECONDS = env.int("DATABASE_STATEMENT_SECONDS", default=15)
# For how many seconds somebody who only reads waits for PostgreSQL in all; 0 is as long as above.
DATABASE_READER_SECONDS = env.int("DATABASE_READER_SECONDS", default=4)
CACHES = caches(redis_url())
# For how long a process may not know what another one has changed or restricted.
CHANGES_KNOWN_WITHIN_SECONDS = 1
