"""What pages of plain text show."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from core.pages.page_views import shows
from home.places.topics_and_places import topics_and_places
from home.standard.models import StandardPage


@shows(StandardPage, kept=True)
def standard_page_shown(page: StandardPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What the page is about, and the pages below it."""
    return {
        "about": topics_and_places(page, request),
        "subpages": list(page.get_children().live().public().in_menu()),
    }
