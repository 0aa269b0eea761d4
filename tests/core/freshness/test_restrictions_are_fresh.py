"""What is restricted is closed within a second, whatever has become of the caches."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home import models as home
from tests.core.routing.restricting import CANARY, body, group, own_library, restrict
from tests.factories import home as make

__all__ = ["group", "own_library"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(front: home.HomePage, visitor: Client) -> Page:
    """A page in the menu; both are warm."""
    page: Page = make.StandardFactory(parent=front, show_in_menus=True, title=CANARY)
    assert CANARY in body(visitor.get("/"))
    assert visitor.get(page.url).status_code == 200
    return page


@pytest.fixture
def document(front: home.HomePage, visitor: Client) -> Document:
    collection = Collection.get_first_root_node().add_child(name="Hemlig")
    file = ContentFile(b"%PDF-1.7", name="plan.pdf")
    document: Document = Document.objects.create(title="Plan", file=file, collection=collection)
    assert visitor.get(document.url)["Cache-Control"] == "public, max-age=300"
    return document


def is_closed(page: Page, visitor: Client) -> bool:
    return visitor.get(page.url).status_code == 302 and CANARY not in body(visitor.get("/"))


def test_a_restriction_holds_though_redis_was_away_when_it_was_set(
    page: Page, document: Document, visitor: Client, group: Group, settings: Settings
) -> None:
    there: dict[str, Any] = settings.CACHES
    nobody_listens = {"BACKEND": "core.freshness.redis.RedisCache"}
    settings.CACHES = {"default": {**nobody_listens, "LOCATION": "redis://127.0.0.1:9"}}
    restrict(PageViewRestriction, "login", group, page=page)
    restrict(CollectionViewRestriction, "login", group, collection=document.collection)
    settings.CACHES = there
    assert is_closed(page, visitor)
    assert visitor.get(document.url).status_code == 302


def test_what_another_host_restricts_is_closed_within_a_second(
    page: Page, document: Document, visitor: Client, settings: Settings
) -> None:
    settings.CHANGES_KNOWN_WITHIN_SECONDS = 1
    # No signal tells this process.
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type="login")]
    )
    CollectionViewRestriction.objects.bulk_create(
        [CollectionViewRestriction(collection=document.collection, restriction_type="login")]
    )
    with time_machine.travel(timedelta(seconds=2)):
        assert is_closed(page, visitor)
        assert visitor.get(document.url)["Cache-Control"] == "private, no-store"
