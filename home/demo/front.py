"""What the demonstration says on its front page, in its footer and in English."""

from __future__ import annotations

from wagtail.models import Page, Site

from core.models import PortalSettings
from home.demo.facts_records import Facts
from home.foundation import front
from home.foundation.indexes import Indexes
from home.foundation.planting import Planter
from home.models import HomePage

# Where the demonstration sends those with another errand: the city's own door.
CITY = "https://start.stockholm/"
OF_ANSWERS = (
    "Partier och invånare har ställt frågor till stadsdelsnämnderna. "
    "Här läser du förvaltningarnas svar, fråga för fråga."
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
    """Make the front page of the English tree, with what the facts say."""
    words = facts.texts["en-home.yaml"].front
    return front.build_english_front_page(
        planter,
        home,
        title=words.title,
        slug=words.slug,
        introduction=words.introduction,
        search_description=words.search_description,
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
