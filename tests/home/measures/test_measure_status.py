"""What can be claimed about a measure on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.measures.domain.measure_status import (
    MeasureStatus,
    MeasureTimes,
    StatedStatus,
    measure_status,
    status_phases,
)
from home.measures.status_words import status_words

NIGHT_WALK = MeasureTimes(
    stated=StatedStatus.ONGOING,
    as_of=date(2025, 9, 1),
    started_on=date(2023, 9, 29),
    period_starts_on=date(2025, 9, 5),
    period_ends_on=date(2025, 12, 20),
)
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("times", "today", "expected"),
    [
        (NIGHT_WALK, date(2025, 12, 20), MeasureStatus.CURRENT),
        (NIGHT_WALK, date(2025, 12, 21), MeasureStatus.LAST_KNOWN),
        (NIGHT_WALK, date(2025, 9, 4), MeasureStatus.PLANNED),
        (MeasureTimes(StatedStatus.ONGOING, date(2026, 1, 1)), TODAY, MeasureStatus.CURRENT),
        (MeasureTimes(StatedStatus.ONGOING, date(2024, 9, 1)), TODAY, MeasureStatus.WAS_CURRENT),
        (MeasureTimes(StatedStatus.PLANNED, date(2024, 9, 1)), TODAY, MeasureStatus.WAS_PLANNED),
        (MeasureTimes(StatedStatus.PLANNED, date(2026, 9, 1)), TODAY, MeasureStatus.PLANNED),
        (MeasureTimes(StatedStatus.DONE, date(2020, 1, 1)), TODAY, MeasureStatus.DONE),
        (MeasureTimes(StatedStatus.ONGOING), TODAY, MeasureStatus.CURRENT),
    ],
)
def test_the_status_follows_from_dates_and_the_age_of_the_statement(times, today, expected):
    assert measure_status(times, today) == expected


def test_an_ended_period_is_told_as_the_last_known_one_and_never_as_current():
    words = status_words(NIGHT_WALK, TODAY)
    assert words.label == "Senast kända period: 5 september–20 december 2025"


def test_an_old_statement_is_told_in_the_past_tense_with_its_month():
    words = status_words(MeasureTimes(StatedStatus.ONGOING, date(2024, 9, 1)), TODAY)
    assert words.label == "Pågick september 2024"
    assert "vet inte vad som gäller i dag" in words.detail


_days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_times = st.builds(
    MeasureTimes,
    stated=st.sampled_from(StatedStatus),
    as_of=st.none() | _days,
    started_on=st.none() | _days,
    period_starts_on=st.none() | _days,
    period_ends_on=st.none() | _days,
)


@given(_times, _days)
def test_the_periods_tell_the_same_as_the_status_of_each_day(times, today):
    holding = [
        status
        for status, first, after in status_phases(times)
        if (first is None or first <= today) and (after is None or today < after)
    ]
    assert holding == [measure_status(times, today)]
