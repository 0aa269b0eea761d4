"""What associations lays for an empty portal, and its doors on the front page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from associations.directory.foundation import directory
from associations.night_walks.foundation import night_walks
from associations.proposals.foundation import proposal_figures
from associations.register.foundation import register
from home.foundation.indexes import follow_measures
from home.foundation.planting import Planter
from home.models import HomePage


def build(planter: Planter, home: HomePage) -> None:
    """Make the index pages, put them into the menu, and let the front page lead to them."""
    walks = planter.page(home, night_walks())
    partnerships = planter.page(home, register())
    associations = planter.page(home, directory())
    planter.page(partnerships, proposal_figures())
    follow_measures(home, walks, partnerships, associations)
    home.refresh_from_db()
    home.doors = [
        ("door", {"heading": heading, "address": "", **door})
        for heading, door in doors(associations, reverse("associations:propose_way")).items()
    ]
    home.save_revision().publish()


def doors(associations: Page, partnership: Page | str) -> dict[str, dict[str, Any]]:
    """Return by heading what the two doors say and where they lead."""
    is_page = isinstance(partnership, Page)
    return {
        "Hitta föreningar": {
            "description": _("Se vilka föreningar som finns, var de är och vad de gör."),
            "text": _("Visa föreningar"),
            "page": associations,
        },
        "Föreslå ett partnerskap": {
            "description": _("Har din förening en idé? Se hur den kan bli verklighet."),
            "text": _("Läs hur det går till"),
            "page": partnership if is_page else None,
            "address": "" if is_page else partnership,
        },
    }
