"""What a request was refused for is told without alarm, and a fault without its address."""

import logging
from typing import Any

import pytest
from django.test import Client

from core.logs.refusals import QuietRefusals

pytestmark = pytest.mark.usefixtures("front")


def ask(caplog: pytest.LogCaptureFixture, path: str, **headers: Any) -> list[logging.LogRecord]:
    """What is logged at INFO and above when `path` is asked for."""
    caplog.set_level(logging.INFO)
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    sent = headers.pop("sent", None)
    getattr(browser, "post" if sent else "get")(path, sent or {}, **headers)
    return caplog.records


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/finns-inte-anna/", {}),
        ("/", {"headers": {"host": "anna.example"}}),
        ("/admin/login/", {"sent": {"username": "anna"}}),
    ],
    ids=["not found", "wrong host", "without a token"],
)
def test_a_refusal_is_one_quiet_line(
    caplog: pytest.LogCaptureFixture, path: str, more: Any
) -> None:
    records = ask(caplog, path, **more)
    assert [record.levelname for record in records] == ["INFO"] * len(records)
    assert len(records) <= 2
    assert not any(record.exc_info for record in records)
    assert "anna" not in caplog.text


def test_refusals_are_not_told_where_only_warnings_are_wanted() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found", None, None)
    record.status_code = 404
    assert logging.getLogger().level >= logging.WARNING
    assert not QuietRefusals().filter(record)


def test_a_fault_is_told_with_its_traceback_and_without_its_address(
    caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.ROOT_URLCONF = "tests.core.chrome.failing_urls"
    records = ask(caplog, "/fail/mistake/")
    (fault,) = [record for record in records if record.name == "django.request"]
    assert fault.getMessage() == "Failed with 500"
    assert fault.exc_info
