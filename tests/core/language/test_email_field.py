"""Editors' e-mail addresses are read as everybody's are: what is checked is what is kept."""

import pytest
from django.test import Client

from associations.models import AssociationPage
from home.models import HomePage
from tests.factories.associations import AssociationFactory, DirectoryFactory
from tests.home.test_page_forms import sent


@pytest.fixture
def entry(front: HomePage) -> AssociationPage:
    """An entry of the directory, whose addresses editors write."""
    page: AssociationPage = AssociationFactory(parent=DirectoryFactory(parent=front))
    return page


def save(client: Client, page: AssociationPage, address: str) -> str:
    """Publish the page with the address; return the answer's text, "" when it was taken."""
    url = f"/admin/pages/{page.pk}/edit/"
    form = sent(client.get(url), type(page), review_email=address)
    form["action-publish"] = "1"
    answer = client.post(url, form.urlencode(), content_type="application/x-www-form-urlencoded")
    return "" if answer.status_code == 302 else answer.content.decode()


def test_an_address_that_an_editor_pastes_is_kept_as_it_was_checked(
    administrator_client: Client, entry: AssociationPage
) -> None:
    assert save(administrator_client, entry, "<styrelsen\uff20Exempel.se>\u200e") == ""
    entry.refresh_from_db()
    assert entry.review_email == "styrelsen@exempel.se"


def test_an_editor_learns_why_an_address_is_not_kept(
    administrator_client: Client, entry: AssociationPage
) -> None:
    told = save(administrator_client, entry, "styrelsen@localhost")
    assert "måste vara en adress på internet" in told
    assert "styrelsen@localhost" in told
