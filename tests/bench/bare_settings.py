"""Settings of the bare server: the portal's database, and only Django's own middleware."""

from config.settings.dev import *  # noqa: F403

ROOT_URLCONF = "tests.bench.bare_urls"
# What `django-admin startproject` puts before every view.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
