"""The site, its front page in two languages, and the index pages under it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from core.models import PortalSettings
from home.demo.facts_records import Facts
from home.demo.planting import Planter
from home.models import (
    ActorIndexPage,
    AnswerIndexPage,
    HomePage,
    MeasureIndexPage,
    NewsIndexPage,
    PlaceIndexPage,
)

FRONT_SLUG = "hem"
# Where the demonstration sends those with another errand: the city's own door.
CITY = "https://start.stockholm/"


@dataclass(frozen=True)
class Indexes:
    """The pages under which everything else is listed."""

    places: PlaceIndexPage
    measures: MeasureIndexPage
    answers: AnswerIndexPage
    news: NewsIndexPage
    actors: ActorIndexPage


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
        site.hostname, site.port = _own_address()
        site.save()
        _remove_welcome_page(welcome)
    return home


def _own_address() -> tuple[str, int]:
    """Return host and port of the address that the settings name as the portal's own."""
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return own.hostname or "localhost", own.port or (443 if own.scheme == "https" else 80)


def _remove_welcome_page(page: Page | None) -> None:
    """Take away the page that Wagtail's first migration made, and nothing else."""
    if page is not None and page.specific_class is Page and page.is_leaf():
        page.delete()


def build_indexes(planter: Planter, home: HomePage) -> Indexes:
    """Make the index pages, in the order of the menu."""
    return Indexes(
        places=planter.page(
            home,
            PlaceIndexPage(
                title="Platser",
                slug="platser",
                show_in_menus=True,
                introduction="Välj en plats. Då ser du vad som görs där och vad som har ändrats.",
            ),
        ),
        measures=planter.page(
            home,
            MeasureIndexPage(
                title="Insatser",
                slug="insatser",
                show_in_menus=True,
                introduction=(
                    "Här ser du vad som görs för tryggheten, vem som ansvarar och vad det har gett."
                ),
            ),
        ),
        answers=planter.page(
            home,
            AnswerIndexPage(
                title="Frågor och svar",
                slug="svar",
                show_in_menus=True,
                introduction=(
                    "Partier och invånare har ställt frågor till stadsdelsnämnderna. "
                    "Här läser du förvaltningarnas svar, fråga för fråga."
                ),
            ),
        ),
        news=planter.page(
            home,
            NewsIndexPage(
                title="Nyheter",
                slug="nyheter",
                show_in_menus=True,
                introduction="Det senaste om tryggheten i ditt område.",
            ),
        ),
        actors=planter.page(
            home,
            ActorIndexPage(
                title="Aktörer",
                slug="aktorer",
                introduction=(
                    "Myndigheter, föreningar, yrkesgrupper och andra som arbetar för tryggheten."
                ),
            ),
        ),
    )


def finish_front_page(planter: Planter, home: HomePage, indexes: Indexes, priorities: Page) -> None:
    """Hang the two doors for associations on a front page that this load made."""
    if not planter.may_write(home):
        return
    home.doors = [
        (
            "door",
            {
                "heading": "Hitta föreningar",
                "description": "Se vilka föreningar och andra som är med i trygghetsarbetet.",
                "text": "Visa aktörer",
                "page": indexes.actors,
                "address": "",
            },
        ),
        (
            "door",
            {
                "heading": "Föreslå ett partnerskap",
                "description": "Har din förening en idé? Se vad som styr och vart ni vänder er.",
                "text": "Läs vad som gäller",
                "page": priorities,
                "address": "",
            },
        ),
    ]
    home.save_revision().publish()


def build_english_front_page(planter: Planter, home: HomePage, facts: Facts) -> HomePage:
    """Make the front page of the English tree, a translation of the Swedish one."""
    english, _is_new = Locale.objects.get_or_create(language_code="en")
    front = facts.texts["en-home.yaml"].front
    top = Page.get_first_root_node()
    return planter.page(
        top,
        HomePage(
            title=front.title,
            slug=front.slug,
            locale=english,
            translation_key=home.translation_key,
            question="What is being done where you live?",
            introduction=front.introduction,
            search_description=front.search_description,
        ),
    )


def build_settings(about: Page, privacy: Page) -> None:
    """Choose the pages of the footer and say who stands behind it, unless somebody has."""
    site = Site.objects.get(is_default_site=True)
    if not PortalSettings.objects.filter(site=site).exists():
        PortalSettings.objects.create(
            site=site,
            footer_parent=about,
            privacy_page=privacy,
            organisation_name="Projektet Trygghetsportalen",
            contact_email="portalen@exempel.se",
            # One of the numbers that PTS keeps free for books and films: nobody answers it.
            contact_phone="08-465 004 00",
            fault_report_url=CITY,
            child_concern_url=CITY,
            grants_url=CITY,
            citizen_proposal_url=CITY,
        )
