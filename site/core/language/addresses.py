"""Addresses: where a language begins, and where we are."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Site


def front_url(language: str) -> str:
    """Return the path of the front page in a language: "/" or "/en/"."""
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def portal_address(path: str) -> str:
    """Return the whole address of a path such as "/platser/", for use outside the portal."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def portal_addresses(paths: Mapping[str, str], language: str) -> dict[str, str]:
    """Return the whole addresses of paths, and as "portal" that of the front page."""
    paths = {**paths, "portal": front_url(language)}
    return {name: portal_address(path) for name, path in paths.items()}


def root_url(request: HttpRequest) -> str:
    """Return scheme and host of the portal, without a slash; "" when no site answers."""
    site = Site.find_for_request(request)
    return site.root_url if site else ""
