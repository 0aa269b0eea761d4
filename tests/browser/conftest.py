"""Marks the browser checks; what they stand on is in tests/browser/portal.py."""

import pytest


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark everything in this folder, so that `-m "not browser"` leaves it out.

    The second mark makes pytest-django set up a database even when nothing else is tested. It must
    be there before pytest-django sorts the tests: those that empty the database come last.
    """
    item.add_marker(pytest.mark.browser)
    item.add_marker(pytest.mark.django_db)
