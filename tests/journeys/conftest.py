"""Marks the journeys: all of them need a browser and the demo content."""

from collections.abc import Iterator

import pytest

from tests.journeys.portal import Manage
from tests.journeys.post import Post
from tests.smtp import Mailbox, mail_server


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark everything in this folder, so that `-m "not browser"` leaves it out."""
    item.add_marker(pytest.mark.browser)
    item.add_marker(pytest.mark.django_db)
    item.add_marker(pytest.mark.thorough)


@pytest.fixture
def manage(portal_environment: dict[str, str]) -> Manage:
    """The portal's commands."""
    return Manage(portal_environment)


@pytest.fixture
def mailbox() -> Iterator[Post]:
    """A real mail server, and the worker that sends through it."""
    box = Mailbox()
    with mail_server(box) as port:
        yield Post(box, port)
