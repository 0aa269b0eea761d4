"""An outage is what is not the fault of whoever asks, nor of the portal."""

import pytest
import time_machine
from django.db import DatabaseError, OperationalError

from core.chrome.outages import Tracebacks, is_damage, is_outage


def failure_of(module: str) -> Exception:
    """An error of a library that only installations with buckets have."""
    kind = type("Failure", (Exception,), {"__module__": module})
    below: type[Exception] = type("MoreExactly", (kind,), {})
    return below()


@pytest.mark.parametrize(
    "module", ["botocore.exceptions", "boto3.exceptions", "s3transfer.exceptions"]
)
def test_a_bucket_that_does_not_answer_is_an_outage(module: str) -> None:
    assert is_outage(failure_of(module))


@pytest.mark.parametrize(
    "mistake", [ValueError(), FileNotFoundError(), failure_of("somewhere.exceptions"), None]
)
def test_a_mistake_is_none(mistake: Exception | None) -> None:
    assert not is_outage(mistake)


def test_the_whole_story_is_told_once_a_minute_though_every_request_meets_it() -> None:
    tracebacks = Tracebacks()
    with time_machine.travel(0, tick=False) as clock:
        told = []
        for _second in range(61):
            told.append(tracebacks.are_wanted(OperationalError("silent")))
            clock.shift(1)
    assert told == [True, *[False] * 59, True]
    assert tracebacks.are_wanted(OSError())


@pytest.mark.parametrize(
    ("failure", "is_one"),
    [
        (DatabaseError("database disk image is malformed"), True),
        (DatabaseError("file is not a database"), True),
        (OperationalError("database is locked"), False),
        (None, False),
    ],
)
def test_what_is_damaged_does_not_mend_by_waiting(failure: Exception | None, is_one: bool) -> None:
    assert is_damage(failure) == is_one
