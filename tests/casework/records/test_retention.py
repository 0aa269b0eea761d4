"""What is erased, and when."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.records.retention import Rule, due_if_handled_before, erase_on
from core.times.days import STOCKHOLM, day_of

moments = st.datetimes(datetime(2000, 1, 2), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
months = st.integers(1, 120)


def kept(**length: int) -> Rule:
    return Rule("any", "why", **length)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


def test_something_is_erased_on_the_same_day_so_many_months_later() -> None:
    assert erase_on(at("2024-03-15 09:00"), months=12).isoformat() == "2025-03-15"
    year = kept(months=12)
    assert not year.is_due(at("2024-03-15 09:00"), at("2025-03-14 23:59"))
    assert year.is_due(at("2024-03-15 09:00"), at("2025-03-15 00:00"))
    assert year.due_on(at("2024-03-15 09:00")).isoformat() == "2025-03-15"


def test_days_and_hours_count_from_the_moment() -> None:
    handled = at("2024-03-15 09:00")
    assert not kept(days=30).is_due(handled, at("2024-04-14 09:00"))
    assert kept(days=30).is_due(handled, at("2024-04-14 09:01"))
    assert kept(hours=24).is_due(handled, at("2024-03-16 09:01"))
    assert kept(days=30).due_on(handled).isoformat() == "2024-04-14"


def test_a_length_is_said_in_words() -> None:
    assert kept(months=12).words == "12 månader"
    assert kept(days=1).words == "1 dag"
    assert kept(hours=24).words == "24 timmar"


def test_a_shorter_month_ends_earlier() -> None:
    assert erase_on(at("2024-01-31 12:00"), months=1).isoformat() == "2024-02-29"


def test_days_are_swedish_days() -> None:
    late = datetime(2024, 3, 14, 23, 30, tzinfo=UTC)
    assert erase_on(late, months=1).isoformat() == "2024-04-15"


def test_what_nobody_has_handled_is_never_due() -> None:
    assert not kept(months=1).is_due(None, at("2090-01-01 00:00"))


@given(moments, moments, months)
def test_the_question_to_the_database_agrees_with_the_rule(
    handled_at: datetime, now: datetime, months: int
) -> None:
    before = due_if_handled_before(now, months=months)
    assert kept(months=months).due_if_before(now) == before
    assert (erase_on(handled_at, months=months) <= day_of(now)) == (handled_at < before)


@given(moments, months)
def test_the_two_agree_just_before_and_just_after_the_border_too(
    now: datetime, months: int
) -> None:
    border = due_if_handled_before(now, months=months)
    assert kept(months=months).is_due(border - timedelta(microseconds=1), now)
    assert not kept(months=months).is_due(border, now)
