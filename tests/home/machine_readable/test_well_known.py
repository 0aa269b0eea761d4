"""Whoever finds a weakness is told whom to tell, at any time of any year."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from home.machine_readable.well_known import expires

pytestmark = pytest.mark.django_db


def told(client: Client) -> dict[str, str]:
    answer = client.get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "max-age=86400" in answer["Cache-Control"]
    lines = answer.content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    return fields


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize(
    ("contact", "email", "names"),
    [
        ("mailto:sakerhet@example.se", "trygghet@example.se", "mailto:sakerhet@example.se"),
        ("", "trygghet@example.se", "mailto:trygghet@example.se"),
        ("", "", "/tyck-till/fel/"),
    ],
)
def test_security_txt_names_somebody_whatever_is_set(
    visitor: Client, settings: Any, contact: str, email: str, names: str
) -> None:
    settings.SECURITY_CONTACT, settings.CONTACT_EMAIL = contact, email
    fields = told(visitor)
    assert fields["Contact"].endswith(names)
    assert fields["Contact"].startswith(("mailto:", "http"))
    assert fields["Canonical"].endswith("/.well-known/security.txt")
    assert fields["Preferred-Languages"] == "sv, en"


@pytest.mark.usefixtures("front")
@pytest.mark.parametrize("now", ["2026-11-30T02:00Z", "2028-02-29T23:59Z", "2030-12-31T22:30Z"])
def test_security_txt_is_true_for_less_than_a_year_and_still_when_it_has_been_cached(
    visitor: Client, now: str
) -> None:
    with time_machine.travel(now, tick=False):
        until = datetime.fromisoformat(told(visitor)["Expires"].replace("Z", "+00:00"))
        assert timedelta(days=150) < until - datetime.now(UTC) < timedelta(days=364)


def test_the_end_is_a_midnight_so_that_it_changes_once_a_day() -> None:
    now = datetime(2026, 11, 30, 2, 17, 3, 5, tzinfo=UTC)
    assert expires(now) == expires(now + timedelta(hours=20)) == datetime(2027, 5, 29, tzinfo=UTC)


def test_a_browser_that_asks_for_the_icon_gets_one(visitor: Client) -> None:
    answer = visitor.get("/favicon.ico")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/x-icon"
    assert answer.content.startswith(b"\x00\x00\x01\x00")
    assert "max-age=86400" in answer["Cache-Control"]
    assert not answer.cookies
