"""What a translation, an alias or a restricted page does to sums and lists: it counts nothing."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale, PageViewRestriction

from associations import models
from associations.directory.page_view import association_ties
from associations.register.wagtail_hooks import partnerships_of_measure
from core.models import Actor
from home.models import MeasureIndexPage, MeasurePage
from tests.factories import associations as make
from tests.factories.home import ActorFactory, MeasureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(db: None) -> Actor:
    """The party."""
    actor: Actor = ActorFactory(name="Byalaget")
    return actor


@pytest.fixture
def measure(measure_index: MeasureIndexPage) -> MeasurePage:
    """What the partnership does."""
    page: MeasurePage = MeasureFactory(parent=measure_index)
    return page


@pytest.fixture
def partnership(
    register: models.PartnershipRegisterPage, actor: Actor, measure: MeasurePage
) -> models.PartnershipPage:
    """A partnership with a cost, a party and a measure."""
    page: models.PartnershipPage = make.PartnershipFactory(
        parent=register,
        title="IOP om schack",
        measures=[measure],
        actor_links=[models.PartnershipActor(actor=actor)],
        cost_rows=[models.PartnershipCost(label="Hela perioden", amount=178_500)],
    )
    return page


@pytest.fixture
def translated(partnership: models.PartnershipPage, english: Locale) -> models.PartnershipPage:
    """The same in English, published."""
    register = partnership.get_parent().specific
    register.copy_for_translation(english, copy_parents=True).save_revision().publish()
    page: models.PartnershipPage = partnership.copy_for_translation(english)
    page.title = "Partnership about chess"
    page.save_revision().publish()
    return page


def total(visitor: Client, page: Any) -> int:
    found: int = visitor.get(page.get_parent().url).context["total"]
    return found


def test_a_translation_is_not_paid_twice(
    visitor: Client, partnership: models.PartnershipPage, translated: models.PartnershipPage
) -> None:
    assert total(visitor, partnership) == 178_500
    assert total(visitor, translated) == 178_500


def test_the_sum_of_one_language_is_not_shown_in_another(
    visitor: Client, partnership: models.PartnershipPage, translated: models.PartnershipPage
) -> None:
    partnership.cost_rows = [models.PartnershipCost(label="Hela perioden", amount=200_000)]
    partnership.save_revision().publish()
    assert total(visitor, translated) == 178_500
    assert total(visitor, partnership) == 200_000


def test_a_partnership_that_is_only_in_english_counts_too(
    visitor: Client, partnership: models.PartnershipPage, translated: models.PartnershipPage
) -> None:
    partnership.unpublish()
    assert total(visitor, partnership) == 178_500


def test_an_alias_is_not_paid_twice(visitor: Client, partnership: models.PartnershipPage) -> None:
    partnership.create_alias(update_slug="samma")
    assert total(visitor, partnership) == 178_500


def test_what_not_everybody_may_read_is_in_no_sum(
    visitor: Client, partnership: models.PartnershipPage
) -> None:
    PageViewRestriction.objects.create(page=partnership, restriction_type="login")
    assert total(visitor, partnership) == 0


@pytest.mark.parametrize(
    ("language", "title"), [("sv", "IOP om schack"), ("en", "Partnership about chess")]
)
def test_lists_name_a_partnership_once_in_the_readers_language(
    directory: models.AssociationDirectoryPage,
    actor: Actor,
    measure: MeasurePage,
    translated: models.PartnershipPage,
    language: str,
    title: str,
) -> None:
    association: Any = make.AssociationFactory(parent=directory, actor=actor)
    now = timezone.now()
    with translation.override(language):
        tied = association_ties(association, now).partnerships
        (section,) = partnerships_of_measure(measure, now)
    assert [entry.title for entry in tied] == [title]
    assert [entry.title for entry in section.entries] == [title]
