"""What a page shows, gathered above its model.

A page model holds what editors write. What is read around it (other pages, lists, what holds at
this time of day) stands in `<feature>/page_view.py`, which knows the models and is known by none:

    # home/places/page_view.py
    @shows(PlacePage)
    def place_shown(page: PlacePage, request: HttpRequest, now: datetime) -> dict[str, Any]:
        return {"hub": place_hub(page, now)}

The app's wagtail_hooks.py imports the module, which registers it. A page type without a function
of its own is shown by that of the nearest class above it. What is returned goes into the context
of the page's template. Two names mean something to every page and do not reach the template:

* `moments`: times after which the page reads differently, without any edit;
* `schema_org`: what search engines are told beyond `BasePage.structured_data`.

`@shows(PlacePage, kept=True)` lets readers be shown what was gathered for the one before, with the
very page that it was gathered for, until something public changes or one of its moments comes. So
it says that nothing is read from the request but the site and the language, and that the moments
are all that time does.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest
from wagtail.models import Page

P = TypeVar("P", bound=Page)
_SHOWN: dict[type[Page], Callable[[Any, HttpRequest, datetime], dict[str, Any]]] = {}
_KEPT: set[type[Page]] = set()


def shows(
    page_type: type[P], *, kept: bool = False
) -> Callable[
    [Callable[[P, HttpRequest, datetime], dict[str, Any]]],
    Callable[[P, HttpRequest, datetime], dict[str, Any]],
]:
    """Register what pages of `page_type` show; ValueError when that is already told."""

    def register(
        shown: Callable[[P, HttpRequest, datetime], dict[str, Any]],
    ) -> Callable[[P, HttpRequest, datetime], dict[str, Any]]:
        if page_type in _SHOWN:
            raise ValueError(f"What {page_type.__name__} shows is told twice")
        _SHOWN[page_type] = shown
        if kept:
            _KEPT.add(page_type)
        return shown

    return register


def shown_by(page: Page, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Return what `page` shows at `now`, beyond what it holds itself."""
    for page_type in type(page).__mro__:
        if page_type in _SHOWN:
            return _SHOWN[page_type](page, request, now)
    return {}


def may_be_kept(page: Page) -> bool:
    """Whether what `page` shows may be shown to the next reader too."""
    return type(page) in _KEPT
