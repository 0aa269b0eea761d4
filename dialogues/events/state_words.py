"""How the state of a dialogue is said to a reader, and as facets that know how long they hold."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from core.pages.search_document import Facet
from core.pages.status import Shape, StatusWords, status_facets
from dialogues.events.domain.dialogue_times import (
    DialogueState,
    DialogueTimes,
    dialogue_state,
    state_phases,
)

LABELS = {
    DialogueState.ANNOUNCED: _("Utan datum"),
    DialogueState.COMING: _("Kommer"),
    DialogueState.OPEN_SOON: _("Öppet, börjar snart"),
    DialogueState.LIVE: _("Pågår nu"),
    DialogueState.HELD: _("Hållen, rapport på väg"),
    DialogueState.REPORTED: _("Rapport finns"),
    DialogueState.POSTPONED: _("Uppskjuten"),
    DialogueState.CANCELLED: _("Inställd"),
}
# The facet that tells what is to come from what has been.
WHEN, AHEAD = "dialogue_when", "kommande"
SHAPES: dict[str, Shape] = {
    DialogueState.ANNOUNCED: Shape.UNKNOWN,
    DialogueState.COMING: Shape.PLANNED,
    DialogueState.OPEN_SOON: Shape.NOW,
    DialogueState.LIVE: Shape.NOW,
    DialogueState.HELD: Shape.DONE,
    DialogueState.REPORTED: Shape.DONE,
    DialogueState.POSTPONED: Shape.MOVED,
    DialogueState.CANCELLED: Shape.CANCELLED,
}


def state_words(times: DialogueTimes, now: datetime) -> StatusWords:
    """Return what a reader is told about the dialogue at `now`."""
    state = dialogue_state(times, now)
    return StatusWords(SHAPES[state], str(LABELS[state]))


def when_facets(times: DialogueTimes) -> Iterator[Facet]:
    """Yield whether the dialogue is still to come, what was called off with it until its time."""
    if times.ends_at is None:
        yield Facet(WHEN, "utan-datum", str(_("Utan datum")))
        return
    yield Facet(WHEN, AHEAD, str(_("Kommande")), valid_until=times.ends_at)
    yield Facet(WHEN, "tidigare", str(_("Tidigare")), valid_from=times.ends_at)


def state_facets(times: DialogueTimes) -> Iterator[Facet]:
    """Yield the states as facets, each with the time during which it holds."""
    return status_facets(state_phases(times), LABELS)
