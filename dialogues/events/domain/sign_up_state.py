"""Whether one can sign up for a dialogue now, and if not, why not."""

from datetime import datetime
from enum import StrEnum

from dialogues.events.domain.dialogue_times import DialogueState, DialogueTimes, dialogue_state


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
