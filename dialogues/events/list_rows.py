"""A dialogue as lists show it, from what the search projection keeps on its card."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from core.pages.status import StatusWords
from dialogues.events.domain.choices import DialogueForm
from dialogues.events.domain.dialogue_times import (
    DialogueState,
    DialogueTimes,
    dialogue_state,
    state_changes,
)
from dialogues.events.state_words import state_words
from searching.models import SearchEntry

_LIVE = (DialogueState.OPEN_SOON, DialogueState.LIVE)
_OFF = (DialogueState.CANCELLED, DialogueState.POSTPONED)
# Whether one comes and whether one takes part from home.
_FORMS = {
    DialogueForm.ON_SITE.value: (True, False),
    DialogueForm.ONLINE.value: (False, True),
    DialogueForm.BOTH.value: (True, True),
}


@dataclass(frozen=True)
class DialogueRow:
    """A dialogue in a list. `starts_at` is in the portal's time zone; None without a date.

    `moved_from` is when it should have begun before it was moved; None if it was not.

    `date_state` is how the date block shows it: "now", "moved" (struck through) or "".
    """

    entry: SearchEntry
    state: DialogueState
    status: StatusWords
    starts_at: datetime | None
    ends_at: datetime | None
    moved_from: datetime | None
    moments: tuple[datetime, ...]
    is_ahead: bool
    is_on_site: bool
    is_digital: bool

    @property
    def version(self) -> str:
        """What is another when the row looks otherwise; "" if something is marked in it."""
        if self.entry.title_segments or self.entry.excerpt:
            return ""
        written = self.entry.written_at.timestamp()
        return f"{self.entry.pk}:{written}:{self.state}:{self.status}:{self.is_ahead}"

    @property
    def date_state(self) -> str:
        """How the date block shows the date."""
        if self.is_called_off:
            return "moved"
        return "now" if self.state in _LIVE else ""

    @property
    def is_called_off(self) -> bool:
        """Whether it is not held as it was announced."""
        return self.state in _OFF

    @property
    def is_live(self) -> bool:
        """Whether the doors are open."""
        return self.state in _LIVE

    @property
    def is_reported(self) -> bool:
        """Whether it is told what came of it."""
        return self.state == DialogueState.REPORTED

    @property
    def takes_place(self) -> bool:
        """Whether there is something to come to."""
        return self.is_ahead and not self.is_called_off

    @property
    def form(self) -> str:
        """How one takes part, in words."""
        if self.is_on_site and self.is_digital:
            return _("På plats eller digitalt")
        return _("Digitalt") if self.is_digital else _("På plats")

    @property
    def where(self) -> str:
        """The place, or the places."""
        return ", ".join(self.entry.card.get("places", []))

    @property
    def day(self) -> date | None:
        """The day on which it begins."""
        return self.starts_at.date() if self.starts_at else None


def row_of(entry: SearchEntry, now: datetime) -> DialogueRow:
    """Return the row of an entry as it is at `now`."""
    card = entry.card
    starts_at, ends_at = _moment(card, "starts_at"), _moment(card, "ends_at")
    times = DialogueTimes(
        starts_at=starts_at,
        ends_at=ends_at,
        opens_before=timedelta(minutes=card.get("opens_minutes", 15)),
        is_cancelled=card.get("is_cancelled", False),
        is_postponed=card.get("is_postponed", False),
        reported_at=_moment(card, "reported_at"),
    )
    is_on_site, is_digital = _FORMS.get(card.get("form", ""), (True, False))
    return DialogueRow(
        entry=entry,
        state=dialogue_state(times, now),
        status=state_words(times, now),
        starts_at=starts_at,
        ends_at=ends_at,
        moved_from=_moment(card, "moved_from"),
        moments=tuple(moment for moment in [*state_changes(times), ends_at] if moment),
        is_ahead=ends_at is not None and now < ends_at,
        is_on_site=is_on_site,
        is_digital=is_digital,
    )


def rows_of(entries: Iterable[SearchEntry], now: datetime) -> list[DialogueRow]:
    """Return the rows of entries, in their order."""
    return [row_of(entry, now) for entry in entries]


def _moment(card: Any, name: str) -> datetime | None:
    text = card.get(name)
    return timezone.localtime(datetime.fromisoformat(text)) if text else None
