"""Guesses that come together are not all the last one that is free."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import RequestFactory

from casework.log_in import brakes
from casework.log_in.brakes import ATTEMPT
from casework.models import LogInBrake

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
AT_ONCE = 8


@pytest.fixture
def together(transactional_db: None) -> Callable[[datetime], int]:
    """Claim attempts from one sender at the same moment; return how many were let through."""

    def claimed(now: datetime) -> int:
        request, barrier = RequestFactory().post("/admin/login/"), Barrier(AT_ONCE)

        def one(_n: int) -> bool:
            barrier.wait(10)
            try:
                return brakes.claim(request, "anna", now)
            finally:
                connection.close()

        with ThreadPoolExecutor(AT_ONCE) as threads:
            return sum(threads.map(one, range(AT_ONCE)))

    return claimed


pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_no_more_are_looked_at_than_are_free(together: Callable[[datetime], int]) -> None:
    assert together(NOON) == ATTEMPT.free


def test_one_is_looked_at_when_the_wait_is_over(together: Callable[[datetime], int]) -> None:
    together(NOON)
    assert together(NOON + ATTEMPT.first) == 1


def test_who_was_right_has_used_up_nothing() -> None:
    request = RequestFactory().post("/admin/login/")
    for _ in range(ATTEMPT.free - 1):
        brakes.claim(request, "anna", NOON)
    for _ in range(3):
        assert brakes.claim(request, "anna", NOON)
        brakes.give_back(request, "anna")
    assert set(LogInBrake.objects.values_list("failures", flat=True)) == {ATTEMPT.free - 1}
    assert not brakes.wait(request, "anna", NOON)
    assert brakes.claim(request, "anna", NOON)
    assert brakes.wait(request, "anna", NOON) == timedelta(seconds=30)
