"""The site, and its front page in two languages."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.foundation.planting import Planter
from home.models import HomePage

FRONT_SLUG = "hem"
ENGLISH_SLUG = "en"


def build_front_page(planter: Planter) -> HomePage:
    """Make the Swedish front page and let the site begin there."""
    swedish, _is_new = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    top = Page.get_first_root_node()
    home = planter.page(
        top,
        HomePage(
            title=settings.WAGTAIL_SITE_NAME,
            slug=FRONT_SLUG,
            locale=swedish,
            introduction=(
                "Här ser du vad som görs för tryggheten, vem som gör det och hur det har gått."
            ),
            search_description=(
                "Lokal information om trygghet: insatser, svar och nyheter, plats för plats."
            ),
        ),
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    if site.pk is None or not isinstance(site.root_page.specific, HomePage):
        welcome = site.root_page if site.pk else None
        site.root_page = home
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.hostname, site.port = own_address()
        site.save()
        _remove_welcome_page(welcome)
    return home


def own_address() -> tuple[str, int]:
    """Return host and port of the address that the settings name as the portal's own."""
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return own.hostname or "localhost", own.port or (443 if own.scheme == "https" else 80)


def _remove_welcome_page(page: Page | None) -> None:
    """Take away the page that Wagtail's first migration made, and nothing else."""
    if page is not None and page.specific_class is Page and page.is_leaf():
        page.delete()


def build_english_front_page(planter: Planter, home: HomePage, **said: str) -> HomePage:
    """Make the front page of the English tree, a translation of the Swedish one.

    `said` goes before the words that an empty portal has.
    """
    english, _is_new = Locale.objects.get_or_create(language_code="en")
    words = {
        "title": "Safety where you live",
        "slug": ENGLISH_SLUG,
        "introduction": (
            "See what is being done for safety where you live, by whom, and what came of it."
        ),
        "search_description": "Local safety work, place by place.",
        **said,
    }
    return planter.page(
        Page.get_first_root_node(),
        HomePage(
            locale=english,
            translation_key=home.translation_key,
            question="What is being done where you live?",
            **words,
        ),
    )
