"""Counting months, and saying spans of days."""

from datetime import date

import pytest

from core.templatetags.portal_dates import span
from core.times.days import add_months


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 9, 1), 12, date(2026, 9, 1)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 9, 5), date(2025, 12, 20), "5 september–20 december 2025"),
        (date(2025, 9, 5), date(2025, 9, 20), "5–20 september 2025"),
        (date(2024, 12, 30), date(2025, 1, 3), "30 december 2024–3 januari 2025"),
        (date(2025, 9, 5), date(2025, 9, 5), "5 september 2025"),
        (date(2025, 9, 5), None, "från 5 september 2025"),
        (None, date(2025, 9, 5), "till och med 5 september 2025"),
        (None, None, ""),
    ],
)
def test_a_span_is_said_as_shortly_as_its_days_allow(first, last, expected):
    assert span(first, last) == expected
