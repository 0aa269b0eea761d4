"""In which state a dialogue is, from its times and what has been decided about it.

Nobody edits a state. A dialogue without a date is announced and never coming; one that was
cancelled or postponed says so for good; one that has been held waits for its report.
"""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import partial

from core.times.days import day_of, midnight
from core.times.phases import Phase, changes, phases_of_moments

# How many days after a dialogue its report is promised.
REPORT_DAYS = 7


class DialogueState(StrEnum):
    """What can be said of a dialogue at a moment."""

    ANNOUNCED = "ANNOUNCED"
    COMING = "COMING"
    # The doors, the digital ones too, have opened.
    OPEN_SOON = "OPEN_SOON"
    LIVE = "LIVE"
    HELD = "HELD"
    REPORTED = "REPORTED"
    POSTPONED = "POSTPONED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class DialogueTimes:
    """The times of a dialogue. Moments are aware; `ends_at` is there whenever `starts_at` is.

    `opens_before` is how long before the start the digital link is shown. `reported_at` is when
    the report was published.
    """

    starts_at: datetime | None
    ends_at: datetime | None
    opens_before: timedelta = timedelta(minutes=15)
    is_cancelled: bool = False
    is_postponed: bool = False
    reported_at: datetime | None = None

    def __post_init__(self) -> None:
        """Keep the moments in UTC: within a zone, a night of changed clocks is counted wrong."""
        for name in ("starts_at", "ends_at", "reported_at"):
            moment = getattr(self, name)
            if moment is not None:
                object.__setattr__(self, name, moment.astimezone(UTC))

    @property
    def opens_at(self) -> datetime | None:
        """The moment at which the doors open."""
        return self.starts_at - self.opens_before if self.starts_at else None


def dialogue_state(times: DialogueTimes, now: datetime) -> DialogueState:
    """Return the state at `now`."""
    if times.is_cancelled:
        return DialogueState.CANCELLED
    if times.is_postponed:
        return DialogueState.POSTPONED
    if times.starts_at is None or times.ends_at is None or times.opens_at is None:
        return DialogueState.ANNOUNCED if times.reported_at is None else DialogueState.REPORTED
    if now < times.opens_at:
        return DialogueState.COMING
    if now < times.starts_at:
        return DialogueState.OPEN_SOON
    if now < times.ends_at:
        return DialogueState.LIVE
    if times.reported_at is not None and times.reported_at <= now:
        return DialogueState.REPORTED
    return DialogueState.HELD


def state_phases(times: DialogueTimes) -> list[Phase[DialogueState, datetime]]:
    """Return every state of the dialogue with the moments between which it holds."""
    edges = (times.opens_at, times.starts_at, times.ends_at, times.reported_at)
    return phases_of_moments(partial(dialogue_state, times), edges)


def state_changes(times: DialogueTimes) -> list[datetime]:
    """Return the moments at which the state becomes another by time alone, the earliest first."""
    return changes(state_phases(times))


def link_is_open(times: DialogueTimes, now: datetime) -> bool:
    """Whether the digital link may be shown: from its opening until the end, and only then."""
    return dialogue_state(times, now) in (DialogueState.OPEN_SOON, DialogueState.LIVE)


def days_left(times: DialogueTimes, now: datetime) -> int | None:
    """Return how many Swedish midnights there are until the doors open; None when none will."""
    if times.opens_at is None or times.opens_at <= now or not state_changes(times):
        return None
    return (day_of(times.opens_at) - day_of(now)).days


def report_due_on(times: DialogueTimes, *, days: int) -> date | None:
    """Return the last day on which the report should be published; None without a date."""
    if times.ends_at is None:
        return None
    return day_of(times.ends_at) + timedelta(days=days)


def report_late_from(times: DialogueTimes, *, days: int) -> datetime | None:
    """Return the first moment at which the report should have been there; None when it is."""
    due_on = report_due_on(times, days=days)
    if due_on is None or times.reported_at is not None:
        return None
    return midnight(due_on + timedelta(days=1)).astimezone(UTC)


# A page is asked for anew by itself only when the doors open this soon, or have opened.
REFRESHES_WITHIN = timedelta(hours=1)
_SOONEST_REFRESH_S = 10


def refreshes_from(times: DialogueTimes) -> datetime | None:
    """Return the moment from which a page asks for itself anew; None when nothing will open."""
    if times.opens_at is None or not state_changes(times):
        return None
    return times.opens_at - REFRESHES_WITHIN


def refresh_in(times: DialogueTimes, now: datetime) -> int | None:
    """Return after how many seconds a page that shows the way in should be asked for anew.

    One second after the next moment that changes it, and never sooner than in ten seconds. None
    when nothing will open soon and nothing is going on: such a page is left in peace.
    """
    begins = refreshes_from(times)
    change = min((moment for moment in state_changes(times) if moment > now), default=None)
    if begins is None or change is None or not begins <= now < (times.ends_at or now):
        return None
    return max(_SOONEST_REFRESH_S, math.ceil((change - now).total_seconds()) + 1)


class SignUpState(StrEnum):
    """What somebody who wants to sign up is told."""

    OPEN = "OPEN"
    # One just comes.
    NOT_NEEDED = "NOT_NEEDED"
    NO_DATE = "NO_DATE"
    CANCELLED = "CANCELLED"
    POSTPONED = "POSTPONED"
    # It has begun, or is over.
    STARTED = "STARTED"
    # The last day has passed.
    CLOSED = "CLOSED"


_CALLED_OFF = {
    DialogueState.CANCELLED: SignUpState.CANCELLED,
    DialogueState.POSTPONED: SignUpState.POSTPONED,
}


def sign_up_state(
    times: DialogueTimes, *, is_asked_for: bool, closes_at: datetime | None, now: datetime
) -> SignUpState:
    """Return whether one can sign up at `now`; without `closes_at` until the dialogue begins.

    Being called off and being over come first: whoever is late needs to know that most.
    """
    state = dialogue_state(times, now)
    if state in _CALLED_OFF:
        return _CALLED_OFF[state]
    if times.starts_at is not None and times.starts_at <= now:
        return SignUpState.STARTED
    if not is_asked_for:
        return SignUpState.NOT_NEEDED
    if times.starts_at is None:
        return SignUpState.NO_DATE
    return SignUpState.CLOSED if closes_at is not None and closes_at <= now else SignUpState.OPEN
