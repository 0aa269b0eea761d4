"""A portal with two steps, and people who log in to it.

These tests need the environment of `tests/casework/log_in/test_two_steps_on.py`, which runs them:
what is installed cannot change while a process runs.
"""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from core.models import User
from core.staff.roles import Role
from home.models import HomePage
from tests.factories.users import UserFactory

collect_ignore_glob = [] if settings.TWO_STEPS_ON else ["test_*.py"]

PASSWORD = "en lång hemlighet 4711"
HOME = "/admin/"
SET_UP = "/admin/andra-steget/"
CODE = "/admin/andra-steget/kod/"


@pytest.fixture(autouse=True)
def _axes_is_on(settings: Settings, front: HomePage) -> None:
    settings.AXES_ENABLED = True


def person(name: str, *roles: Role, **more: Any) -> User:
    user: User = UserFactory(username=name, groups=roles, **more)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def handler(db: None) -> User:
    """An officer, whose role asks for a second step."""
    return person("hanna", Role.CASE_OFFICER)


@pytest.fixture
def editor(db: None) -> User:
    """An editor, whose role does not."""
    return person("edit", Role.EDITOR)


def log_in(browser: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    sent = {"username": name, "password": password, **more}
    return browser.post("/admin/login/", sent)


def is_inside(browser: Client) -> bool:
    """Whether the browser sees the admin's front page."""
    return bool(browser.get(HOME).status_code == 200)
