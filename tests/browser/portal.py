"""One served portal with the demo content, and one browser, for all the browser checks."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker

from tests.browser.chromium import chromium
from tests.browser.dialogues import make_dialogues
from tests.browser.moved_clock import set_right
from tests.browser.proposals import make_proposals
from tests.browser.registrations import make_registrations
from tests.browser.server import collect_static, environment, serving
from tests.database import working_on


@pytest.fixture(scope="session")
def _proposals(served_database: str, django_db_blocker: DjangoDbBlocker) -> None:
    """What secret links lead to, beside the demo content."""
    with django_db_blocker.unblock(), working_on(served_database):
        make_proposals()
        make_dialogues()
        make_registrations()


@pytest.fixture(scope="session")
def portal_environment(served_database: str, _proposals: None) -> dict[str, str]:
    """What a portal with the demo content is started with; its static files are collected."""
    # Each process of a divided run collects its own static files.
    var_dir = Path(settings.VAR_DIR) / "browser" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    set_right(var_dir)
    env = environment(database_url(served_database), var_dir)
    collect_static(env)
    return env


@pytest.fixture(scope="session")
def portal(
    portal_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a running portal with the demo content, such as http://127.0.0.1:4711."""
    with serving(portal_environment, tmp_path_factory.mktemp("portal") / "server.log") as address:
        yield address


def database_url(name: str) -> str:
    """Return the address of another database where the tests' own is."""
    database = connections["default"]
    if database.vendor == "sqlite":
        return f"sqlite:///{name}"
    given = database.settings_dict
    user = f"{given['USER']}:{given['PASSWORD']}@" if given["USER"] else ""
    return f"postgres://{user}{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}/{name}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    # Playwright's own event loop stays in this thread between the checks; Django would take that
    # for code that must not touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as running:
        yield running


@pytest.fixture
def context(browser: Browser, portal: str) -> Iterator[BrowserContext]:
    """A visitor's browser with nothing remembered; addresses are relative to the portal."""
    visitor = browser.new_context(base_url=portal, locale="sv-SE", reduced_motion="reduce")
    visitor.set_default_timeout(10_000)
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page of that browser."""
    return context.new_page()
