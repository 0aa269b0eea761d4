"""What tests of the projection do to pages, and what they look at afterwards."""

from collections.abc import Callable

from django.test import TestCase
from wagtail.models import Page, PageViewRestriction

from home import models
from searching.entries.projection import rebuild
from searching.models import SearchEntry
from tests.searching.stored import indexed_rows, projected


def place(title: str) -> models.PlacePage:
    found: models.PlacePage = models.PlacePage.objects.get(title=title)
    return found


def committed(action: Callable[[], object]) -> None:
    """Do something and what waits for its commit, which a test never sees."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        action()


def change(page: Page, **values: object) -> None:
    """Give a page other values and publish it."""
    page = Page.objects.get(pk=page.pk).specific
    relations = {"parts", "actors", "places", "topics", "actor_links"}
    for name, value in values.items():
        if name in relations:
            getattr(page, name).set(value)
        else:
            setattr(page, name, value)
    committed(lambda: page.save_revision().publish())


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def shown_at(title: str) -> set[str]:
    """The titles of what is found at the place with that name."""
    found = SearchEntry.objects.filter(facets__name="place", facets__label=title)
    return set(found.exclude(kind="place").values_list("title", flat=True))


def entry(title: str) -> SearchEntry:
    return SearchEntry.objects.get(title=title)


def assert_equals_a_rebuild() -> None:
    kept = projected()
    assert kept
    rebuild()
    assert projected() == kept
    SearchEntry.objects.all().delete()
    assert indexed_rows() == 0
    rebuild()
    assert projected() == kept
