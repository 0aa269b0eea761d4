"""How long an entry counts as checked, and which reminder is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations.directory.domain.entry_freshness import (
    Freshness,
    freshness,
    reminder_to_send,
    stale_on,
)

CHECKED = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("days", "sent", "due"),
    [
        (179, 0, 0),
        (180, 0, 1),
        (180, 1, 0),
        (239, 1, 0),
        (240, 1, 2),
        (240, 2, 0),
        # Nothing was sent for a long time: one mail, not two.
        (400, 0, 2),
        (400, 2, 0),
    ],
)
def test_the_right_reminder_is_due(days: int, sent: int, due: int) -> None:
    assert reminder_to_send(CHECKED, sent, CHECKED + timedelta(days=days)) == due


@given(st.integers(0, 1000))
def test_an_entry_is_checked_until_the_day_of_the_second_reminder(days: int) -> None:
    today = CHECKED + timedelta(days=days)
    is_checked = freshness(CHECKED, today) == Freshness.CHECKED
    assert is_checked == (today < stale_on(CHECKED)) == (reminder_to_send(CHECKED, 0, today) < 2)


def test_what_nobody_ever_checked_needs_to_be() -> None:
    assert freshness(None, CHECKED) == Freshness.NEEDS_CHECK
