"""The moment at which the tests run: now, or the one that CLOCK names.

What counts days from now breaks on some nights only: the last of a month, leap days, New Year, the
nights in which summer time begins and ends. `make test CLOCK=2027-02-28T23:50` goes there.
"""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.utils import timezone


def pytest_configure(config: pytest.Config) -> None:
    """Set the clock of this process, and let it go on; other processes keep the true time."""
    if moment := os.environ.get("CLOCK"):
        local = datetime.fromisoformat(moment).replace(tzinfo=timezone.get_default_timezone())
        time_machine.travel(local, tick=True).start()


@pytest.fixture
def in_midweek() -> Iterator[datetime]:
    """A Wednesday noon in the middle of a month, for what counts days and shows weeks or months."""
    noon = datetime(2026, 11, 18, 12, tzinfo=timezone.get_default_timezone())
    with time_machine.travel(noon, tick=True):
        yield noon
