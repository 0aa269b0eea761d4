"""What the front page shows of dialogues: the next one, those after it, and what came of the last.

The next has a date block, a place, a form and one button.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from core.freshness.kept_warm import warm
from core.times.days import midnight_after
from dialogues.events.listing import latest_reports, next_dialogues
from home.listing import index_url

_NEXT, _REPORTS = 3, 2


@dataclass(frozen=True)
class FrontCard:
    """A card, and the moments when time alone makes it another."""

    template: str
    context: dict[str, Any]
    moments: tuple[datetime, ...] = ()


def front_cards(now: datetime) -> list[FrontCard]:
    """Return the card of the dialogues; none where there is nothing to come to or to read."""
    language = translation.get_language()
    return warm(
        f"front-card:dialogues:{language}",
        lambda: _read(now),
        until=lambda cards: min(_changes(cards, now)),
    )


def _changes(cards: list[FrontCard], now: datetime) -> Iterator[datetime]:
    # What was to come today is of another day then.
    yield midnight_after(now)
    for card in cards:
        yield from (moment for moment in card.moments if moment > now)


def _read(now: datetime) -> list[FrontCard]:
    url = index_url("dialogues.DialogueIndexPage")
    if not url:
        return []
    coming = next_dialogues(now, most=_NEXT)
    reports = latest_reports(now, most=_REPORTS)
    if not coming and not reports:
        return []
    context = {
        "next": coming[0] if coming else None,
        "later": coming[1:],
        "reports": reports,
        "index_url": url,
    }
    moments = tuple(moment for row in coming for moment in row.moments)
    return [FrontCard("dialogues/components/front_card.html", context, moments)]
