"""Times as the language of the page writes them, in the time of Stockholm."""

from datetime import UTC, datetime, time

import pytest
from django.utils import translation

from core.templatetags import portal_dates as said

# Half past six in Sweden, the day after a night of changed clocks.
STARTS = datetime(2026, 10, 26, 17, 30, tzinfo=UTC)
ENDS = datetime(2026, 10, 26, 19, 0, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 10, 27, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "swedish", "english"),
    [
        (lambda: said.clock(STARTS), "kl. 18.30", "18:30"),
        (lambda: said.time_of_day(time(9, 5)), "kl. 09.05", "09:05"),
        (
            lambda: said.day_and_clock(STARTS),
            "måndag 26 oktober 2026 kl. 18.30",
            "Monday 26 October 2026 18:30",
        ),
        (
            lambda: said.date_and_clock(AFTER_MIDNIGHT),
            "27 oktober 2026 kl. 01.30",
            "27 October 2026 01:30",
        ),
        (lambda: said.date_and_time(STARTS), "26 oktober 2026 18.30", "26 October 2026 18:30"),
        (
            lambda: said.time_span(STARTS, ENDS),
            "måndag 26 oktober 2026 kl. 18.30–20.00",
            "Monday 26 October 2026 18:30–20:00",
        ),
        (
            lambda: said.time_span(STARTS, AFTER_MIDNIGHT),
            "måndag 26 oktober 2026 kl. 18.30 – tisdag 27 oktober 2026 kl. 01.30",
            "Monday 26 October 2026 18:30 – Tuesday 27 October 2026 01:30",
        ),
        (
            lambda: said.from_to(STARTS, ENDS),
            "måndag 26 oktober 2026 kl. 18.30 till kl. 20.00",
            "Monday 26 October 2026 18:30 to 20:00",
        ),
        (lambda: said.machine_time(STARTS), "2026-10-26T18:30+0100", "2026-10-26T18:30+0100"),
    ],
)
def test_a_time_is_said_in_the_language_of_the_page(words, swedish, english):
    assert words() == swedish
    with translation.override("en"):
        assert words() == english


@pytest.mark.parametrize(
    "words",
    [
        said.clock,
        said.time_of_day,
        said.day_and_clock,
        said.date_and_clock,
        said.date_and_time,
        said.machine_time,
        lambda moment: said.time_span(moment, moment),
        lambda moment: said.from_to(moment, moment),
    ],
)
def test_a_time_that_nobody_knows_is_not_said(words):
    assert words(None) == ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (said.long_date, "3 december 2026"),
        (said.month, "december 2026"),
        (said.weekday_date, "torsdag 3 december 2026"),
    ],
)
def test_the_day_of_a_moment_is_the_swedish_one(written, expected) -> None:
    # Half past midnight in Sweden; databases keep it in UTC.
    assert written(datetime(2026, 12, 2, 23, 30, tzinfo=UTC)) == expected
