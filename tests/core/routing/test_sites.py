"""A portal without a front page says that it is not in use yet; nothing of it is a fault."""

import pytest
from django.test import Client, TestCase
from wagtail.models import Page, Site

from home.models import HomePage

pytestmark = pytest.mark.django_db

READERS = ["/", "/platser/", "/sok/", "/tyck-till/", "/en/", "/dialoger/kalender.ics", "/nagot/"]


@pytest.fixture(params=["Wagtail's welcome page", "no site"])
def bare(db: None, request: pytest.FixtureRequest) -> None:
    """As migrations leave it, or with its one site taken away."""
    assert not HomePage.objects.exists()
    if request.param == "no site":
        Site.objects.all().delete()


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("address", READERS)
def test_a_reader_is_told_that_it_is_not_in_use_yet(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    words = "not in use yet" if address.startswith("/en/") else "inte satt i drift än"
    assert words in answer.text
    assert answer["Retry-After"] == "3600"


@pytest.mark.usefixtures("bare")
def test_staff_and_machines_get_in_and_it_is_not_ready(
    visitor: Client, administrator_client: Client
) -> None:
    assert visitor.get("/admin/login/").status_code == 200
    assert administrator_client.get("/admin/").status_code == 200
    assert visitor.get("/healthz").status_code == 200
    ready = visitor.get("/readyz")
    assert (ready.status_code, ready.text) == (503, "not set up: there is no front page\n")


def test_it_opens_at_once_when_the_front_page_is_there(visitor: Client, db: None) -> None:
    assert visitor.get("/").status_code == 503
    with TestCase.captureOnCommitCallbacks(execute=True):
        home = HomePage(title="Trygghet", slug="hem", introduction="Om tryggheten.")
        Page.get_first_root_node().add_child(instance=home)
        home.save_revision().publish()
        site = Site.objects.get()
        site.root_page = home
        site.save()
    assert visitor.get("/").status_code == 200
    assert visitor.get("/readyz").status_code == 200
