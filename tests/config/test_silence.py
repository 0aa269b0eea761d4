"""What a process knows of a database that may have fallen silent."""

import threading
import time
from collections.abc import Callable

import pytest

from config.postgresql import silence as module
from config.postgresql.silence import Silence, Silent


def until(happens: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + 5
    while not happens():
        assert time.monotonic() < give_up_at
        time.sleep(0.01)


def test_a_database_that_is_only_slow_is_asked_once_a_second() -> None:
    """All who wait for it suspect it ten times a second."""
    slow, asked = Silence(), []

    def answers() -> bool:
        asked.append(1)
        return True

    for _time in range(20):
        slow.suspect(answers)
        time.sleep(0.01)
    assert len(asked) == 1


def test_it_is_refused_until_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ASKED_AGAIN_AFTER_S", 0.01)
    silent, answered = Silence(), threading.Event()
    silent.found(answered.is_set)
    with pytest.raises(Silent):
        silent.refuse()
    answered.set()
    until(lambda: not silent.is_known)
    silent.refuse()


def test_nobody_is_refused_where_no_thread_can_find_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of processes is reached when everything waits: then least of all for ever."""

    def refused(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    silent = Silence()
    silent.found(lambda: False)
    silent.refuse()
    monkeypatch.undo()
    answered = threading.Event()
    silent.found(answered.is_set)
    until(lambda: silent.is_known)
    answered.set()
