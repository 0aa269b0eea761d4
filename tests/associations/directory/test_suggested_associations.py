"""New associations get their page and actor; reported errors are corrected where they are read."""

import pytest
from django.test import Client
from django.utils import timezone

from associations import models
from casework.models import Mail
from core.models import Actor, ActorKind
from tests.associations.directory.suggestions import address, approve
from tests.factories.associations import AssociationFactory
from tests.factories.suggestions import SuggestionFactory


@pytest.fixture
def newcomer(directory: models.AssociationDirectoryPage) -> models.EntrySuggestion:
    suggestion: models.EntrySuggestion = SuggestionFactory(
        new=True,
        signed=True,
        association_title="Älvsjö bollklubb",
        data={
            "title": "Älvsjö bollklubb",
            "organisation_number": "8020123454",
            "activities": "Fotboll",
            "email": "klubben@exempel.se",
            "email_is_public": True,
            "review_email": "styrelsen@exempel.se",
        },
    )
    return suggestion


def test_a_new_association_gets_its_page_and_actor(
    communicator: Client, newcomer: models.EntrySuggestion, visitor: Client
) -> None:
    approve(communicator, newcomer)
    page = models.AssociationPage.objects.get()
    assert (page.title, page.live, page.slug) == ("Älvsjö bollklubb", True, "alvsjo-bollklubb")
    assert page.organisation_number == "8020123454"
    assert page.review_email == "styrelsen@exempel.se"
    assert page.checked_on == timezone.localdate()
    assert page.actor
    assert (page.actor.name, page.actor.kind) == ("Älvsjö bollklubb", ActorKind.ASSOCIATION)
    assert "klubben@exempel.se" in visitor.get(page.url).content.decode()
    assert "Älvsjö bollklubb" in visitor.get("/foreningar/").content.decode()
    newcomer.refresh_from_db()
    assert newcomer.association == page
    mail = Mail.objects.get()
    assert mail.to == "asa@exempel.se"
    assert page.url in mail.message


def test_a_new_association_may_wait_as_a_draft(
    communicator: Client, newcomer: models.EntrySuggestion
) -> None:
    approve(communicator, newcomer, publish_new="draft")
    page = models.AssociationPage.objects.get()
    assert not page.live
    assert page.get_latest_revision_as_object().activities == "Fotboll"


def test_an_actor_of_that_name_is_not_made_twice(
    communicator: Client, newcomer: models.EntrySuggestion
) -> None:
    known = Actor.objects.create(
        name="Älvsjö Bollklubb", slug="alvsjo-bollklubb", kind=ActorKind.ASSOCIATION
    )
    approve(communicator, newcomer)
    assert models.AssociationPage.objects.get().actor == known
    again = SuggestionFactory(new=True, data={"title": "Älvsjö bollklubb"})
    approve(communicator, again)
    second = models.AssociationPage.objects.order_by("pk").last()
    assert second
    assert second.actor
    assert second.actor != known
    assert second.actor.slug == "alvsjo-bollklubb-2"


def test_an_entry_that_may_be_the_same_is_pointed_out(
    communicator: Client,
    newcomer: models.EntrySuggestion,
    directory: models.AssociationDirectoryPage,
) -> None:
    AssociationFactory(parent=directory, title="ÄBK", organisation_number="8020123454")
    assert "Finns redan i registret: ÄBK" in communicator.get(address(newcomer)).content.decode()


def test_an_association_needs_a_name(
    communicator: Client, newcomer: models.EntrySuggestion
) -> None:
    assert "En förening måste ha ett namn" in approve(communicator, newcomer, take_title=None)
    assert "En förening måste ha ett namn" in approve(communicator, newcomer, value_title=" ")
    assert not models.AssociationPage.objects.exists()


def test_without_a_directory_nothing_is_lost(
    communicator: Client, newcomer: models.EntrySuggestion
) -> None:
    models.AssociationDirectoryPage.objects.get().unpublish()
    assert "Det finns inget publicerat föreningsregister" in approve(communicator, newcomer)
    newcomer.refresh_from_db()
    assert not newcomer.is_decided


# ---------------------------------------------------------------- reported errors


def test_an_error_is_corrected_where_it_is_read(
    communicator: Client, chess: models.AssociationPage
) -> None:
    report = SuggestionFactory(error=True, association=chess, association_title=chess.title)
    page = communicator.get(address(report)).content.decode()
    assert "Numret är gammalt." in page
    approve(communicator, report, take_phone="on", value_phone="08-765 43 21")
    chess.refresh_from_db()
    assert chess.phone == "08-765 43 21"
    # A reader's report does not mean that the association has looked the rest over.
    assert chess.checked_on != timezone.localdate()


def test_an_error_can_be_closed_without_changing_anything(
    communicator: Client, chess: models.AssociationPage
) -> None:
    report = SuggestionFactory(error=True, association=chess)
    lost = SuggestionFactory(error=True)
    for each in (report, lost):
        assert "är nu: godkänt" in approve(communicator, each)
    assert not chess.revisions.exists()
