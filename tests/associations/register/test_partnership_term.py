"""When a partnership holds, with the Solberga chain as the hard case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from associations.register.domain.partnership_term import (
    Gap,
    Period,
    Term,
    days_signed_late,
    gaps,
    last_known,
    overlaps,
    term,
    term_phases,
)
from core.times.phases import changes

FIRST = Period(date(2023, 9, 29), date(2023, 12, 30))
SECOND = Period(date(2024, 5, 24), date(2024, 8, 31))
IOP = [
    Period(date(2024, 9, 6), date(2024, 12, 28)),
    Period(date(2025, 1, 3), date(2025, 6, 28)),
    Period(date(2025, 9, 5), date(2025, 12, 20)),
]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 9, 5), Term.UPCOMING),
        (date(2024, 9, 6), Term.CURRENT),
        (date(2024, 12, 28), Term.CURRENT),
        (date(2024, 12, 29), Term.PAUSED),
        (date(2025, 1, 3), Term.CURRENT),
        (date(2025, 8, 1), Term.PAUSED),
        (date(2025, 12, 20), Term.CURRENT),
        (date(2025, 12, 21), Term.EXPIRED),
        (date(2026, 11, 21), Term.EXPIRED),
    ],
)
def test_the_iop_holds_in_its_periods_and_pauses_between_them(today, expected):
    assert term(IOP, today) == expected


def test_a_partnership_without_periods_is_unknown_and_not_current():
    assert term([], date(2026, 1, 1)) == Term.UNKNOWN


def test_an_open_end_never_expires():
    assert term([Period(date(2020, 1, 1))], date(2099, 1, 1)) == Term.CURRENT


def test_the_gaps_of_the_whole_chain_are_found_to_the_day():
    assert gaps([FIRST, SECOND, *IOP]) == [
        Gap(date(2023, 12, 31), date(2024, 5, 23)),
        Gap(date(2024, 9, 1), date(2024, 9, 5)),
        Gap(date(2024, 12, 29), date(2025, 1, 2)),
        Gap(date(2025, 6, 29), date(2025, 9, 4)),
    ]


def test_periods_that_touch_leave_no_gap():
    assert gaps([Period(date(2024, 1, 1), date(2024, 1, 31)), Period(date(2024, 2, 1))]) == []


def test_overlapping_periods_are_told_as_pairs():
    first = Period(date(2024, 1, 1), date(2024, 6, 30))
    second = Period(date(2024, 6, 30), date(2024, 12, 31))
    assert overlaps([second, first]) == [(first, second)]


def test_signing_three_months_after_the_start_counts_as_late():
    assert days_signed_late(date(2024, 12, 17), IOP) == 102


def test_signing_the_day_before_is_in_time():
    assert days_signed_late(date(2023, 9, 28), [FIRST]) == 0


def test_the_last_known_period_is_the_one_that_ends_last():
    assert last_known(IOP) == IOP[2]


_days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_periods = st.lists(
    st.tuples(_days, st.none() | st.integers(0, 400)).map(
        lambda pair: Period(
            pair[0],
            None if pair[1] is None else date.fromordinal(pair[0].toordinal() + pair[1]),
        )
    ),
    max_size=5,
)


@given(_periods, _days)
def test_the_term_changes_only_on_the_announced_days(periods, today):
    before = date.fromordinal(today.toordinal() - 1)
    changed = term(periods, today) != term(periods, before)
    assert changed == (today in changes(term_phases(periods)))


@given(_periods)
def test_no_period_holds_within_a_gap(periods):
    for gap in gaps(periods):
        assert gap.starts_on <= gap.ends_on
        assert not any(
            period.starts_on <= gap.ends_on and gap.starts_on <= period.last_day
            for period in periods
        )
