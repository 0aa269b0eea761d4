"""What ends a thread or is asked for at DEBUG tells no more than any other line."""

import logging
import threading

import pytest

from config.settings.logs import logging_as
from core.logs import uncaught


def test_a_thread_that_fails_is_told_as_everything_else(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr(threading, "excepthook", None)
    uncaught.log_uncaught()
    name = "An" + "na"
    thread = threading.Thread(target=int, args=(name,))
    thread.start()
    thread.join()
    assert [record.getMessage() for record in caplog.records] == ["A thread ended by a fault"]
    assert "Anna" not in capfd.readouterr().err


@pytest.mark.parametrize("carrier", ["botocore", "urllib3", "PIL", "s3transfer", "boto3"])
def test_what_carries_files_tells_nothing_of_them_at_any_level(
    carrier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "debug")
    asked = logging_as("json", "INFO")
    assert asked["root"]["level"] == "DEBUG"
    assert logging.getLevelNamesMapping()[asked["loggers"][carrier]["level"]] > logging.INFO
