"""What the page about night walks shows beside its words."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from associations.night_walks.models import NightWalkPage
from core.pages.page_views import shows


@shows(NightWalkPage, kept=True)
def night_walk_shown(page: NightWalkPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The groups, and the day on which their partnerships are told to hold or not."""
    return {"groups": page.groups, "today": timezone.localdate(now)}
