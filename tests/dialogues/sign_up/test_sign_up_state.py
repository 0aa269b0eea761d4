"""When one can sign up, to the second."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogues.events.domain.dialogue_times import DialogueTimes, SignUpState, sign_up_state

STARTS = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
CLOSES = STARTS - timedelta(days=2)
SECOND = timedelta(seconds=1)
TIMES = DialogueTimes(
    starts_at=STARTS, ends_at=STARTS + timedelta(hours=2), opens_before=timedelta(minutes=15)
)


@pytest.mark.parametrize(
    ("closes_at", "now", "state"),
    [
        (CLOSES, CLOSES - SECOND, SignUpState.OPEN),
        (CLOSES, CLOSES, SignUpState.CLOSED),
        (None, STARTS - SECOND, SignUpState.OPEN),
        (None, STARTS, SignUpState.STARTED),
        (CLOSES, STARTS, SignUpState.STARTED),
    ],
    ids=["before it closes", "as it closes", "before it begins", "as it begins", "long closed"],
)
def test_one_can_sign_up_until_the_very_second_in_which_it_closes(closes_at, now, state):
    assert sign_up_state(TIMES, is_asked_for=True, closes_at=closes_at, now=now) is state
