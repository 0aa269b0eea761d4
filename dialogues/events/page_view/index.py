"""What the page of all dialogues shows: a list, or a month as a table of weeks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from core.freshness.declared import note_reads
from core.pages.page_views import shows
from dialogues.events.domain.month_calendar import Month, read_month, weeks_of
from dialogues.events.list_rows import DialogueRow, rows_of
from dialogues.events.listing import (
    KIND,
    dialogue_list,
    in_time_order,
    next_change,
    next_dialogues,
    parts_of,
)
from dialogues.events.models import DialogueIndexPage
from dialogues.events.narrowed_feed import narrowed_feed
from searching.lists.listing import Listing
from searching.models import SearchEntry

PARAMETER = "manad"


@dataclass(frozen=True)
class Day:
    """A day of the table; those of the months beside it hold nothing."""

    date: date
    is_inside: bool
    is_today: bool
    rows: list[DialogueRow]


@dataclass(frozen=True)
class ShownMonth:
    """A month with its dialogues, and the addresses of its neighbours."""

    month: Month
    first: date
    weeks: list[list[Day]]
    before_url: str
    after_url: str
    total: int


@shows(DialogueIndexPage)
def dialogue_index(page: DialogueIndexPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Everything that the page of all dialogues shows: a list, or a month when one is asked for."""
    listing = dialogue_list(request, now)
    note_reads(request.META, PARAMETER)
    month = read_month(request.GET.get(PARAMETER, ""))
    return {
        "list": listing,
        "parts": parts_of(listing, now),
        "month": shown_month(request, listing, month, now) if month else None,
        "list_url": _address(request, None),
        "month_url": _address(request, month or _first_month(now)),
        "kept": [(PARAMETER, str(month))] if month else [],
        "narrowed": narrowed_feed(listing),
        "moments": [moment] if (moment := next_change(now)) else [],
    }


def shown_month(request: HttpRequest, listing: Listing, month: Month, now: datetime) -> ShownMonth:
    """Return the month, narrowed as the list is."""
    days: dict[date, list[DialogueRow]] = {}
    for row in in_time_order(rows_of(_entries(listing, month), now)):
        if row.day:
            days.setdefault(row.day, []).append(row)
    today = timezone.localdate(now)
    return ShownMonth(
        month=month,
        first=month.first,
        weeks=[
            [
                Day(
                    date=day,
                    is_inside=month.first <= day <= month.last,
                    is_today=day == today,
                    rows=days.get(day, []),
                )
                for day in week
            ]
            for week in weeks_of(month)
        ],
        before_url=_address(request, month.before) if month.before else "",
        after_url=_address(request, month.after) if month.after else "",
        total=sum(len(rows) for rows in days.values()),
    )


def _entries(listing: Listing, month: Month) -> list[SearchEntry]:
    inside = SearchEntry.objects.filter(kind=KIND, date__range=(month.first, month.last))
    return [entry for entry in inside.in_one_language() if entry.pk in listing.found]


def _first_month(now: datetime) -> Month:
    """The month to begin with: that of the next dialogue, or the present one."""
    coming = next_dialogues(now, most=1)
    day = coming[0].day if coming else None
    day = day or timezone.localdate(now)
    return Month(day.year, day.month)


def _address(request: HttpRequest, month: Month | None) -> str:
    asked = request.GET.copy()
    for name in (PARAMETER, "sida"):
        asked.pop(name, None)
    if month:
        asked[PARAMETER] = str(month)
    query = asked.urlencode()
    return f"{request.path}?{query}" if query else request.path
