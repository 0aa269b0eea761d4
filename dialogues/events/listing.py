"""What lists of dialogues show: what is to come, the next first, then what has been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.freshness.kept_warm import warm
from core.times.days import midnight_after
from dialogues.events.list_rows import DialogueRow, rows_of
from dialogues.events.state_words import AHEAD, WHEN
from searching.lists.listing import Listing, list_entries
from searching.models import SearchEntry, SearchFacet

KIND = "dialogue"
FACETS = (WHEN, "dialogue_kind", "dialogue_form", "place", "status")
# What began longer ago is on the list of dialogues, but not among those that come next.
_LONGEST = timedelta(days=92)
# Of those that come next some are called off; among so many one is not.
_LOOKED_AT = 30
_MOMENTS_KEPT = 100


@dataclass(frozen=True)
class Part:
    """Rows of a list under one heading; without a heading when the list is sorted otherwise."""

    heading: str
    rows: list[DialogueRow]


def dialogue_list(request: HttpRequest, now: datetime) -> Listing:
    """Return one page of the dialogues: what is to come, the next first, then what has been."""
    return list_entries(
        request, kind=KIND, facets=FACETS, order="-date", ahead=(WHEN, AHEAD), now=now
    )


def parts_of(listing: Listing, now: datetime) -> list[Part]:
    """Return the rows of a list under their headings."""
    rows = rows_of(listing.entries, now)
    if listing.query:
        return [Part("", rows)]
    grouped = groupby(rows, key=lambda row: row.is_ahead)
    words = {True: _("Kommande"), False: _("Tidigare och utan datum")}
    return [Part(words[is_ahead], list(found)) for is_ahead, found in grouped]


def next_dialogues(now: datetime, *, most: int) -> list[DialogueRow]:
    """Return the next dialogues that will be held, what goes on now first. One query, or none."""
    return warm(
        f"next-dialogues:{most}:{get_language()}",
        lambda: _read_next(now, most),
        until=lambda rows: _first_change(rows, now),
    )


def _first_change(rows: Iterable[DialogueRow], now: datetime) -> datetime:
    # At midnight, what was to come today is of another day.
    moments = (moment for row in rows for moment in row.moments if moment > now)
    return min((midnight_after(now), *moments))


def _read_next(now: datetime, most: int) -> list[DialogueRow]:
    today = timezone.localdate(now)
    ahead = SearchFacet.objects.valid(now).filter(entry=OuterRef("pk"), name=WHEN, key=AHEAD)
    # Asked one by one of what has begun; EXISTS lets PostgreSQL look at all that is to come first.
    still = Subquery(ahead.values("pk")[:1])
    entries = (
        SearchEntry.objects.filter(kind=KIND, date__gte=today - _LONGEST)
        .alias(still=still)
        .filter(Q(date__gte=today) | Q(still__isnull=False))
        .in_one_language()
    )
    rows = rows_of(entries.order_by("date", "pk")[:_LOOKED_AT], now)
    return in_time_order(row for row in rows if row.takes_place)[:most]


def in_time_order(rows: Iterable[DialogueRow]) -> list[DialogueRow]:
    """Return those rows that have a date, the earliest first."""
    dated = [(row.starts_at, row.entry.pk, row) for row in rows if row.starts_at]
    return [row for _starts_at, _pk, row in sorted(dated, key=lambda each: each[:2])]


def latest_reports(now: datetime, *, most: int) -> list[SearchEntry]:
    """Return what has been reported of the latest dialogues. One query."""
    reported = SearchFacet.objects.filter(entry=OuterRef("pk"), name="status", key="reported")
    entries = (
        SearchEntry.objects.filter(Exists(reported), kind=KIND)
        .in_one_language()
        .order_by("-date", "-pk")
    )
    # Those without a day come last, and none of them before its time in any index.
    dated = entries.filter(date__lte=timezone.localdate(now))
    listed = SearchEntry.objects.first_of_each(dated, entries.filter(date__isnull=True), most=most)
    return list(listed.order_by(F("date").desc(nulls_last=True), "-pk")[:most])


def next_change(now: datetime) -> datetime | None:
    """Return the next moment when time alone changes a list of dialogues, or None."""
    kept = warm("dialogue-moments", lambda: _read_moments(now))
    ahead = _first_after(kept, now)
    # All that were kept have passed without anything public changing meanwhile.
    return ahead if ahead or len(kept) < _MOMENTS_KEPT else _first_after(_read_moments(now), now)


def _first_after(moments: Iterable[datetime], now: datetime) -> datetime | None:
    return next((moment for moment in moments if moment > now), None)


def _read_moments(now: datetime) -> list[datetime]:
    starts = SearchFacet.objects.filter(entry__kind=KIND, valid_from__gt=now)
    found = starts.order_by("valid_from").values_list("valid_from", flat=True).distinct()
    return [moment for moment in found[:_MOMENTS_KEPT] if moment]
