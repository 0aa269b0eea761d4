"""An association's page lists what the association takes part in."""

from datetime import date

import pytest
from django.utils import timezone

from associations.directory.page_view import association_ties
from associations.models import (
    AssociationPage,
    NightWalkGroup,
    PartnershipActor,
    PartnershipPeriod,
)
from home.models import MeasureActor
from tests.conftest import count_queries
from tests.factories.associations import (
    AssociationFactory,
    IdeaFactory,
    NightWalkFactory,
    PartnershipFactory,
)
from tests.factories.home import ActorFactory, MeasureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    """Who the association is among the actors."""
    return ActorFactory(name="Byalaget")


@pytest.fixture
def association(directory, square, actor):
    """An association in the square."""
    return AssociationFactory(parent=directory, title="Byalaget", actor=actor, places=[square])


def partnership(register, actor, title: str, year: int):
    return PartnershipFactory(
        parent=register,
        title=title,
        actor_links=[PartnershipActor(actor=actor)],
        period_rows=[PartnershipPeriod(starts_on=date(year, 1, 1), ends_on=date(year, 6, 30))],
    )


def test_everything_that_the_association_takes_part_in_is_listed(
    front, register, measure_index, association, actor
):
    partnership(register, actor, "Äldre", 2023)
    partnership(register, actor, "Nyare", 2024)
    MeasureFactory(parent=measure_index, title="Grannstöd", actor_links=[MeasureActor(actor=actor)])
    NightWalkFactory(parent=front, group_rows=[NightWalkGroup(name="Byalaget", actor=actor)])
    IdeaFactory(title="Schack", proposed_by=actor, live=True)
    IdeaFactory(title="Utkast", proposed_by=actor)
    tied = association_ties(association, timezone.now())
    assert [entry.title for entry in tied.places] == ["Torget"]
    assert [entry.title for entry in tied.partnerships] == ["Nyare", "Äldre"]
    assert [entry.title for entry in tied.measures] == ["Grannstöd"]
    assert [entry.title for entry in tied.night_walks] == ["Nattvandring"]
    assert [idea.title for idea in tied.ideas] == ["Schack"]


def test_what_others_take_part_in_is_not_listed(register, association):
    partnership(register, ActorFactory(name="Andra"), "Deras", 2024)
    assert association_ties(association, timezone.now()).partnerships == []


def test_an_association_that_is_no_actor_lists_its_places(directory, square):
    association = AssociationFactory(parent=directory, places=[square])
    tied = association_ties(association, timezone.now())
    assert [entry.title for entry in tied.places] == ["Torget"]
    assert tied.partnerships == tied.measures == tied.night_walks == tied.ideas == []


def test_the_page_costs_the_same_for_many_partnerships(register, association, actor, visitor):
    partnership(register, actor, "Första", 2020)
    visitor.get(association.url)  # warm caches
    few = count_queries(visitor, association.url)
    for year in range(2021, 2026):
        partnership(register, actor, f"Partnerskap {year}", year)
    visitor.get(association.url)
    assert count_queries(visitor, association.url) == few


@pytest.mark.parametrize(
    ("shown", "hidden"), [("kansliet@example.se", "08 123 45 67"), ("https://example.se/", "tel:")]
)
def test_only_what_the_association_shows_is_on_its_page(directory, visitor, shown, hidden):
    association = AssociationFactory(parent=directory, reachable=True)
    page = visitor.get(association.url).content.decode()
    assert shown in page
    assert hidden not in page.partition('id="fakta"')[2].partition("</aside>")[0]


def test_a_website_waits_for_the_associations_yes_as_other_contacts_do(directory):
    association = AssociationFactory(parent=directory, website="https://exempel.se/")
    assert association.public_contacts == {}


# ---------------------------------------------------------------- translations and copies


def of_the_actor(actor) -> list[AssociationPage]:
    return list(AssociationPage.objects.filter(actor=actor).order_by("pk"))


def test_an_entry_with_an_actor_is_translated_copied_and_shown_as_an_alias(
    directory, association, actor, english
):
    translated = association.copy_for_translation(english, copy_parents=True)
    copied = association.copy(update_attrs={"slug": "kopia"})
    alias = association.create_alias(update_slug="alias")
    assert of_the_actor(actor) == [association, translated, copied, alias]


def test_a_partnership_links_to_the_published_entry_in_the_readers_language(
    register, association, actor, english, visitor
):
    page = partnership(register, actor, "Om schack", 2024)
    page_in_english = page.copy_for_translation(english, copy_parents=True)
    page_in_english.save_revision().publish()
    translated = association.copy_for_translation(english, copy_parents=True)
    assert f'href="{association.url}"' in visitor.get(page_in_english.url).text
    translated.save_revision().publish()
    assert f'href="{translated.url}"' in visitor.get(page_in_english.url).text
    assert f'href="{association.url}"' in visitor.get(page.url).text


def test_nothing_links_to_an_entry_that_is_a_draft(front, directory, register, actor, visitor):
    draft = AssociationFactory(parent=directory, actor=actor, publish=False)
    page = partnership(register, actor, "Om schack", 2024)
    walks = NightWalkFactory(parent=front, group_rows=[NightWalkGroup(name="Vi", actor=actor)])
    for shown in (page, walks):
        assert draft.slug not in visitor.get(shown.url).text


def test_a_group_that_walks_links_to_its_entry(front, association, actor, visitor):
    walks = NightWalkFactory(parent=front, group_rows=[NightWalkGroup(name="Vi", actor=actor)])
    assert f'href="{association.url}"' in visitor.get(walks.url).text
