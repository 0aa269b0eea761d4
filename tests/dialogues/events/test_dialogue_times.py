"""In which state a dialogue is at each moment, over nights of changed clocks and over midnight."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.times.days import STOCKHOLM
from dialogues.events.domain.dialogue_times import (
    DialogueState,
    DialogueTimes,
    dialogue_state,
    link_is_open,
    refresh_in,
    report_due_on,
    state_changes,
    state_phases,
)
from dialogues.events.domain.month_calendar import Month, read_month, weeks_of

SECOND = timedelta(seconds=1)
START = datetime(2026, 12, 3, 18, 30, tzinfo=STOCKHOLM)


def times(start=START, hours=1.5, **more) -> DialogueTimes:
    end = (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(STOCKHOLM)
    return DialogueTimes(starts_at=start, ends_at=end, **more)


def test_the_states_follow_each_other_to_the_second() -> None:
    told = times(reported_at=START + timedelta(days=3))
    opens, end = START - timedelta(minutes=15), START + timedelta(hours=1.5)
    expected = [
        (opens - SECOND, DialogueState.COMING),
        (opens, DialogueState.OPEN_SOON),
        (START - SECOND, DialogueState.OPEN_SOON),
        (START, DialogueState.LIVE),
        (end - SECOND, DialogueState.LIVE),
        (end, DialogueState.HELD),
        (START + timedelta(days=3), DialogueState.REPORTED),
    ]
    assert [(at, dialogue_state(told, at)) for at, _ in expected] == expected
    assert state_changes(told) == [opens, START, end, START + timedelta(days=3)]


@pytest.mark.parametrize(
    "start",
    [
        # Five minutes after the clocks went forward: a quarter before is an hour less on the wall.
        datetime(2026, 3, 29, 3, 5, tzinfo=STOCKHOLM),
        # The hour that comes twice, the first and the second time.
        datetime(2026, 10, 25, 2, 10, tzinfo=STOCKHOLM),
        datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=STOCKHOLM),
        # From one day into the next.
        datetime(2026, 12, 31, 23, 30, tzinfo=STOCKHOLM),
    ],
    ids=["forward", "back, first", "back, second", "midnight"],
)
def test_the_link_is_open_from_a_quarter_before_until_the_end_whatever_the_clocks_do(start) -> None:
    told = times(start)
    moment = start.astimezone(UTC)
    for zone in (UTC, STOCKHOLM):
        opens = (moment - timedelta(minutes=15)).astimezone(zone)
        closes = (moment + timedelta(hours=1.5)).astimezone(zone)
        before = (moment - timedelta(minutes=15) - SECOND).astimezone(zone)
        last = (moment + timedelta(hours=1.5) - SECOND).astimezone(zone)
        open_at = [link_is_open(told, at) for at in (before, opens, last, closes)]
        assert open_at == [False, True, True, False], zone


def test_without_a_date_it_is_announced_and_never_coming() -> None:
    told = DialogueTimes(starts_at=None, ends_at=None)
    assert dialogue_state(told, START) == DialogueState.ANNOUNCED
    assert state_changes(told) == []
    assert report_due_on(told, days=7) is None


@pytest.mark.parametrize("off", ["is_cancelled", "is_postponed"])
def test_what_is_called_off_stays_so_and_opens_no_link(off) -> None:
    told = times(**{off: True})
    assert state_changes(told) == []
    assert not link_is_open(told, START)
    assert refresh_in(told, START) is None
    assert [state for state, _first, _next in state_phases(told)] == [
        DialogueState.CANCELLED if off == "is_cancelled" else DialogueState.POSTPONED
    ]


def test_the_report_is_due_on_a_swedish_day() -> None:
    # Half past midnight in Sweden, still the day before in Greenwich.
    late = times(datetime(2026, 12, 3, 23, 0, tzinfo=STOCKHOLM))
    assert report_due_on(late, days=7) == date(2026, 12, 11)


@settings(max_examples=200, deadline=None)
@given(st.integers(-3 * 3600, 3 * 3600))
def test_a_page_asks_for_itself_just_after_the_next_moment_and_only_around_the_dialogue(
    seconds: int,
) -> None:
    told, now = times(), START + timedelta(seconds=seconds)
    wait = refresh_in(told, now)
    coming = [moment for moment in state_changes(told) if moment > now]
    soon = bool(coming) and (
        coming[0] - now <= timedelta(hours=1) or dialogue_state(told, now) != DialogueState.COMING
    )
    assert (wait is not None) == soon
    if wait is not None:
        assert wait >= 10
        assert now + timedelta(seconds=wait) > coming[0]
        assert wait <= max(10, (coming[0] - now).total_seconds() + 2)


def test_a_month_is_whole_weeks_from_monday() -> None:
    weeks = list(weeks_of(Month(2026, 12)))
    assert (weeks[0][0], weeks[-1][-1]) == (date(2026, 11, 30), date(2027, 1, 3))
    assert {len(week) for week in weeks} == {7}
    assert len(list(weeks_of(Month(2027, 2)))) == 4
    assert (Month(2026, 12).after, Month(2026, 1).before) == (Month(2027, 1), Month(2025, 12))
    assert Month(2099, 12).after is None


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-1", "1999-12", "2026-12-01", "٢٠٢٦-١٢", "x" * 5000]
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert read_month(text) is None
