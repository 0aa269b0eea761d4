"""Old addresses lead on, however they are spelled and whatever was hung on them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from home.models import HomePage
from tests.factories.home import NewsIndexFactory

pytestmark = pytest.mark.django_db


Committed = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Committed) -> Committed:
    """What waits for the commit is done at the end of the block."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def redirects(front: HomePage) -> None:
    Redirect.add_redirect("/Gammal/Sida", "/ny/")
    Redirect.add_redirect("/visa?id=5", "/fem/")
    Redirect.add_redirect("/visa?id=6&del=2", "/sex/")
    Redirect.add_redirect("/älvsjö", "/plats/", is_permanent=False)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/Gammal/Sida/", "/ny/"),
        ("/gammal/sida", "/ny/"),
        ("/GAMMAL/SIDA/", "/ny/"),
        ("/gammal/sida?utm_source=brev", "/ny/"),
        ("/gammal/sida/?a=1", "/ny/"),
        ("/visa?id=5", "/fem/"),
        ("/visa/?id=5&utm_source=brev&utm_medium=mejl", "/fem/"),
        ("/visa?utm_source=brev&id=5", "/fem/"),
        ("/visa?fbclid=x&id=5", "/fem/"),
        ("/Visa?ID=5", "/fem/"),
        ("/visa?del=2&id=6&UTM_Source=x", "/sex/"),
        ("/visa/?id=7&utm_source=brev", None),
        ("/visa/", None),
        ("/%C3%A4lvsj%C3%B6/", "/plats/"),
        ("/%C3%84lvsj%C3%B6", "/plats/"),
        ("/finns-inte/?id=5", None),
    ],
)
def test_an_old_address_leads_on(
    visitor: Client, redirects: None, asked: str, leads_to: str | None
) -> None:
    answer = visitor.get(asked)
    if leads_to is None:
        assert answer.status_code == 404
    else:
        assert answer.status_code == (302 if leads_to == "/plats/" else 301)
        assert answer["Location"] == leads_to


def test_a_new_redirect_counts_at_once_and_a_deleted_one_no_longer(
    visitor: Client, redirects: None, committed: Committed
) -> None:
    assert visitor.get("/sen/").status_code == 404
    with committed(execute=True):
        redirect = Redirect.add_redirect("/Sen", "/ny/")
    assert visitor.get("/sen/").status_code == 301
    with committed(execute=True):
        redirect.delete()
    assert visitor.get("/sen/").status_code == 404


def test_a_page_that_was_renamed_is_found_under_its_old_name(
    visitor: Client, redirects: None, front: HomePage, committed: Committed
) -> None:
    page = NewsIndexFactory(parent=front, slug="nytt")
    old = page.url
    assert visitor.get("/finns-inte/").status_code == 404
    page.slug = "nyheter-och-annat"
    with committed(execute=True):
        page.save_revision().publish()
    assert visitor.get(old.upper())["Location"] == "/nyheter-och-annat/"
