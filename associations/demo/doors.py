"""Where on the front page and in the menu one meets what associations has made."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.demo.garden import Garden
from home.models import MeasureIndexPage


def point_doors(garden: Garden, directory: Page, guide: Page) -> None:
    """Let the front page's doors for associations lead to the directory and the guide.

    Only when the directory is new; later the doors are the editors'.
    """
    if not garden.planter.may_write(directory):
        return
    ours = {
        "Hitta föreningar": {
            "description": _("Se vilka föreningar som finns, var de är och vad de gör."),
            "text": _("Visa föreningar"),
            "page": directory,
        },
        "Föreslå ett partnerskap": {
            "description": _("Har din förening en idé? Se hur den kan bli verklighet."),
            "text": _("Läs hur det går till"),
            "page": guide,
        },
    }
    home = garden.home
    home.doors = [(door.block_type, _pointed(door.value, ours)) for door in home.doors]
    home.save_revision().publish()


def _pointed(door: Any, ours: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {**door, **ours.get(door["heading"], {})}


def order_menu(garden: Garden, *pages: Page) -> None:
    """Let new pages follow the measures in the menu, in the order given."""
    before = MeasureIndexPage.objects.child_of(garden.home).order_by("path").first()
    for page in reversed(pages):
        if before is not None and garden.planter.may_write(page):
            page.refresh_from_db()
            before.refresh_from_db()
            page.move(before, pos="right")
