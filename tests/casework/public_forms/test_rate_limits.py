"""One sender cannot send without end, and is not known for longer than a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from casework.models import RateCount
from casework.public_forms.rate_limits import RateLimit, purge, sender_of
from casework.records.retention import rule

NOW = datetime(2026, 11, 21, 10, 0, 30, tzinfo=UTC)
LIMIT = RateLimit(scope="test", most=3, window=timedelta(minutes=10))


def request_from(address: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address)


@pytest.mark.django_db
def test_a_sender_may_send_as_often_as_the_limit_says_and_no_more() -> None:
    assert [LIMIT.count("a", NOW) for _ in range(5)] == [True, True, True, False, False]
    assert RateCount.objects.get().count == 3


@pytest.mark.django_db
def test_senders_and_forms_are_counted_apart() -> None:
    other = RateLimit(scope="other", most=3, window=timedelta(minutes=10))
    for _ in range(3):
        LIMIT.count("a", NOW)
    assert LIMIT.count("b", NOW)
    assert other.count("a", NOW)
    assert not LIMIT.count("a", NOW)


@pytest.mark.django_db
def test_the_next_window_starts_from_nothing() -> None:
    for _ in range(4):
        LIMIT.count("a", NOW)
    later = NOW + timedelta(seconds=LIMIT.seconds_left(NOW))
    assert LIMIT.count("a", later)


@pytest.mark.django_db
def test_counters_are_removed_after_a_day() -> None:
    LIMIT.count("a", NOW)
    LIMIT.count("a", NOW + timedelta(hours=12))
    assert purge(rule("rate_count"), NOW + timedelta(hours=30)) == 1
    assert RateCount.objects.count() == 1


def test_the_address_is_not_to_be_seen_in_what_is_kept() -> None:
    sender = sender_of(request_from("192.0.2.7"), NOW)
    assert "192.0.2.7" not in sender
    assert len(sender) == 64


def test_the_same_sender_is_another_one_tomorrow() -> None:
    request = request_from("192.0.2.7")
    assert sender_of(request, NOW) == sender_of(request, NOW + timedelta(hours=1))
    assert sender_of(request, NOW) != sender_of(request, NOW + timedelta(days=1))


def test_the_day_ends_at_midnight_in_stockholm() -> None:
    request = request_from("192.0.2.7")
    before = datetime(2026, 11, 21, 22, 59, tzinfo=UTC)
    assert sender_of(request, before) != sender_of(request, before + timedelta(minutes=2))
