"""A portal with a directory, a register and a place to put things in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from associations import models
from home.models import HomePage, PlaceIndexPage, PlacePage
from tests.factories import associations as make
from tests.factories.home import PlaceFactory, TopicFactory
from tests.home.feedback.test_feedback_admin import browser_of


@pytest.fixture
def directory(front: HomePage) -> models.AssociationDirectoryPage:
    """The directory, empty."""
    page: models.AssociationDirectoryPage = make.DirectoryFactory(parent=front)
    return page


@pytest.fixture
def register(front: HomePage) -> models.PartnershipRegisterPage:
    """The register, empty."""
    page: models.PartnershipRegisterPage = make.RegisterFactory(parent=front)
    return page


@pytest.fixture
def english(db: None) -> Locale:
    """The locale of what is translated."""
    locale: Locale = Locale.objects.create(language_code="en")
    return locale


@pytest.fixture
def square(place_index: PlaceIndexPage) -> PlacePage:
    """A place in the portal."""
    place: PlacePage = PlaceFactory(parent=place_index, title="Torget")
    return place


@pytest.fixture
def chess(directory: models.AssociationDirectoryPage, square: PlacePage) -> models.AssociationPage:
    """An entry with something in every field, that nobody has checked for long."""
    page: models.AssociationPage = make.AssociationFactory(
        parent=directory,
        title="Schackklubben",
        organisation_number="8020123454",
        kinds=[make.AssociationKindFactory(name="Idrott")],
        places=[square],
        topics=[TopicFactory(name="Kultur")],
        target_groups="barn,unga",
        activities="Schack på torsdagar.\r\nTurneringar.",
        contributes="Vuxna som syns",
        seeks="En lokal",
        review_email="styrelsen@exempel.se",
        checked_on=timezone.localdate() - timedelta(days=300),
        reminders_sent=2,
        reachable=True,
    )
    return page


@pytest.fixture
def communicator(db: None) -> Client:
    """The browser of somebody who decides about suggestions."""
    return browser_of("decide_entrysuggestion")
