"""What is erased, and when."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.records.retention import due_if_handled_before, erase_on, is_due
from core.times.days import STOCKHOLM

moments = st.datetimes(datetime(2000, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
months = st.integers(1, 120)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_something_is_erased_on_the_same_day_so_many_months_later() -> None:
    assert erase_on(at("2024-03-15 09:00"), months=12).isoformat() == "2025-03-15"
    assert not is_due(at("2024-03-15 09:00"), months=12, now=at("2025-03-14 23:59"))
    assert is_due(at("2024-03-15 09:00"), months=12, now=at("2025-03-15 00:00"))


def test_a_shorter_month_ends_earlier() -> None:
    assert erase_on(at("2024-01-31 12:00"), months=1).isoformat() == "2024-02-29"


def test_days_are_swedish_days() -> None:
    late = datetime(2024, 3, 14, 23, 30, tzinfo=UTC)
    assert erase_on(late, months=1).isoformat() == "2024-04-15"


def test_what_nobody_has_handled_is_never_due() -> None:
    assert not is_due(None, months=1, now=at("2090-01-01 00:00"))


@given(moments, moments, months)
def test_the_question_to_the_database_agrees_with_the_rule(
    handled_at: datetime, now: datetime, months: int
) -> None:
    before = due_if_handled_before(now, months=months)
    assert is_due(handled_at, months=months, now=now) == (handled_at < before)


@given(moments, months)
def test_the_two_agree_just_before_and_just_after_the_border_too(
    now: datetime, months: int
) -> None:
    border = due_if_handled_before(now, months=months)
    assert is_due(border - timedelta(microseconds=1), months=months, now=now)
    assert not is_due(border, months=months, now=now)
