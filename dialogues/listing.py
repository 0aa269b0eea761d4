"""What lists of dialogues show: what is to come, the next first, then what has been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.freshness import warm
from dialogues.card_rows import DialogueRow, rows_of
from dialogues.state_words import AHEAD, WHEN
from searching.listing import Listing, list_entries
from searching.models import SearchEntry, SearchEntryQuerySet, SearchFacet

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
    """Return the next dialogues that will be held, what goes on now first. One query."""
    today = timezone.localdate(now)
    ahead = SearchFacet.objects.valid(now).filter(entry=OuterRef("pk"), name=WHEN, key=AHEAD)
    # Asked only of what has begun: of ten thousand to come it would take longer than all else.
    goes_on = Q(date__gte=today - _LONGEST, date__lt=today) & Exists(ahead)
    entries = in_one_language(
        SearchEntry.objects.filter(
            Q(date__gte=today) | goes_on, date__gte=today - _LONGEST, kind=KIND
        )
    )
    rows = rows_of(entries.order_by("date", "pk")[:_LOOKED_AT], now)
    return in_time_order(row for row in rows if row.takes_place)[:most]


def in_time_order(rows: Iterable[DialogueRow]) -> list[DialogueRow]:
    """Return those rows that have a date, the earliest first."""
    dated = [(row.starts_at, row.entry.pk, row) for row in rows if row.starts_at]
    return [row for _starts_at, _pk, row in sorted(dated, key=lambda each: each[:2])]


def latest_reports(*, most: int) -> list[SearchEntry]:
    """Return what has been reported of the latest dialogues. One query."""
    reported = SearchFacet.objects.filter(entry=OuterRef("pk"), name="status", key="reported")
    entries = in_one_language(SearchEntry.objects.filter(Exists(reported), kind=KIND))
    return list(entries.order_by(F("date").desc(nulls_last=True), "-pk")[:most])


def in_one_language(entries: SearchEntryQuerySet) -> SearchEntryQuerySet:
    """Leave out what the list holds in the reader's language too."""
    language = translation.get_language()
    same = SearchEntry.objects.filter(
        kind=KIND, language=language, page__translation_key=OuterRef("page__translation_key")
    )
    return entries.filter(Q(language=language) | ~Exists(same))


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
