"""Of two readings of how things are, the one that began later counts, whichever ends first."""

from threading import Event, Thread
from typing import Any

import pytest

from core.freshness import present
from core.freshness.present import Present


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> dict[str, Event]:
    """A reading that begins, and ends when it is told to; another is as fast as ever."""
    events = {"has_begun": Event(), "may_end": Event()}
    told = iter(("old", "new"))

    def read() -> Present:
        stamp = next(told)
        if stamp == "old":
            events["has_begun"].set()
            assert events["may_end"].wait(10)
        return Present(stamp, (), ())

    monkeypatch.setattr(present, "_read", read)
    return events


def _while_one_reads(slow: dict[str, Event], then: Any) -> None:
    held = Thread(target=present.look)
    held.start()
    assert slow["has_begun"].wait(10)
    then()
    slow["may_end"].set()
    held.join()


def test_a_thread_that_was_held_up_covers_nothing_newer(slow: dict[str, Event]) -> None:
    _while_one_reads(slow, present.look)
    last = present.last_reading()
    assert last
    assert last.present.stamp == "new"


def test_what_began_before_a_change_of_ours_is_not_kept(slow: dict[str, Event]) -> None:
    _while_one_reads(slow, present.forget)
    assert present.last_reading() is None
