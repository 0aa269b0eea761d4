"""What a page shows comes from above its model."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from core.models import BasePage
from core.pages import page_views
from core.pages.page_views import shown_by, shows

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


class ParentPage(BasePage):
    """A page type without a table."""

    class Meta:
        abstract = True


class ChildPage(ParentPage):
    """A page type under another."""

    class Meta:
        abstract = True


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_views, "_SHOWN", {})


def request() -> HttpRequest:
    return RequestFactory().get("/")


def page(page_type: type[BasePage]) -> Any:
    # Only its type is asked for, and an abstract model has no rows to make.
    return page_type.__new__(page_type)


def test_a_page_shows_what_its_type_registered() -> None:
    @shows(ParentPage)
    def parent_shown(page: Any, request: HttpRequest, now: datetime) -> dict[str, Any]:
        return {"at": now}

    assert shown_by(page(ParentPage), request(), NOW) == {"at": NOW}


def test_a_page_type_is_shown_by_the_nearest_above_it() -> None:
    @shows(BasePage)
    def any_shown(page: Any, request: HttpRequest, now: datetime) -> dict[str, Any]:
        return {"by": "base"}

    @shows(ParentPage)
    def parent_shown(page: Any, request: HttpRequest, now: datetime) -> dict[str, Any]:
        return {"by": "parent"}

    assert shown_by(page(ChildPage), request(), NOW) == {"by": "parent"}


def test_a_page_type_without_a_page_view_shows_what_it_holds() -> None:
    assert shown_by(page(ParentPage), request(), NOW) == {}


def test_what_a_page_shows_is_told_once() -> None:
    shows(ParentPage)(lambda page, request, now: {})
    with pytest.raises(ValueError, match="ParentPage"):
        shows(ParentPage)(lambda page, request, now: {})


@pytest.mark.django_db
def test_moments_and_schema_org_reach_the_frame_and_not_the_template(front: BasePage) -> None:
    later = timezone.now() + timedelta(minutes=1)
    page_type = type(front)

    @shows(page_type)
    def shown(page: Any, request: HttpRequest, now: datetime) -> dict[str, Any]:
        return {"told": "yes", "moments": [later], "schema_org": [{"@type": "Thing"}]}

    context = front.get_context(request())
    assert context["told"] == "yes"
    assert not {"moments", "schema_org"} & set(context)
    assert front.fresh_until(timezone.now()) == later
