"""Somebody with an account, and browsers that try passwords from anywhere."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from core.models import User
from home.models import HomePage

PASSWORD = "en lång hemlighet 4711"
NOON = "2026-11-24T11:00:00Z"


@pytest.fixture(autouse=True)
def _axes_is_on(settings: Settings) -> None:
    settings.AXES_ENABLED = True


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def owner(front: HomePage, clock: time_machine.Traveller) -> User:
    return User.objects.create_superuser("anna", email="anna@exempel.se", password=PASSWORD)


def log_in(
    browser: Client, password: str, *, address: str = "192.0.2.1", name: str = "anna"
) -> Any:
    sent = {"username": name, "password": password}
    return browser.post("/admin/login/", sent, REMOTE_ADDR=address)


def is_in(answer: Any) -> bool:
    return bool(answer.status_code == 302)


def guess(times: int, *, address: str = "192.0.2.1", name: str = "anna") -> list[int]:
    """Try so many wrong passwords, each from a new browser; return what was answered."""
    return [
        log_in(Client(), f"fel {n}", address=address, name=name).status_code for n in range(times)
    ]
