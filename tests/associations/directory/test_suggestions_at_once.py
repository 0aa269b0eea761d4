"""Two communicators at once: nothing is applied twice, nothing is overwritten."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from associations import models
from associations.directory.actions.suggestion_decisions import EntryMoved, approve_suggestion
from casework.models import Mail
from casework.records.moves import IllegalMove
from core.models import User
from tests.associations.directory.suggestions import address, approve, opened, suggest
from tests.factories.associations import AssociationFactory, DirectoryFactory
from tests.factories.home import HomePageFactory
from tests.factories.users import UserFactory
from tests.home.feedback.test_feedback_admin import browser_of


@pytest.fixture
def suggestion(chess: models.AssociationPage) -> models.EntrySuggestion:
    return suggest(chess, seeks="En större lokal")


def test_the_second_communicator_learns_who_decided_and_when(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    second = browser_of("decide_entrysuggestion")
    sent = {**opened(second, suggestion), "approve": ["1"], "value_seeks": ["Något helt annat"]}
    approve(communicator, suggestion)
    suggestion.refresh_from_db()
    assert suggestion.handled_by
    answer = second.post(address(suggestion), sent, follow=True).content.decode()
    assert f"{suggestion.handled_by.username} har redan beslutat: godkänt" in answer
    assert "Inget ändrades nu." in answer
    chess.refresh_from_db()
    assert chess.seeks == "En större lokal"
    assert chess.revisions.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_approvals_at_the_same_moment_are_one() -> None:
    chess, officers = _committed_entry()
    suggestion = suggest(chess, seeks="En större lokal")
    revisions = chess.revisions.count()
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def decide(officer: User) -> None:
        together.wait()
        try:
            approve_suggestion(
                suggestion_id=suggestion.pk,
                values={"seeks": f"Enligt {officer.username}"},
                seen_revision=chess.latest_revision_id,
                officer=officer,
                now=timezone.now(),
            )
            outcomes.append(officer.username)
        except (IllegalMove, EntryMoved):
            outcomes.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[officer]) for officer in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winner = next(name for name in outcomes if name)
    assert sorted(outcomes) == ["", winner]
    chess.refresh_from_db()
    assert chess.seeks == f"Enligt {winner}"
    assert chess.revisions.count() == revisions + 1
    assert Mail.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_different_suggestions_at_the_same_moment_lose_nothing() -> None:
    chess, officers = _committed_entry()
    both = [suggest(chess, seeks="Nytt"), suggest(chess, contributes="Nytt")]
    together = threading.Barrier(2)
    moved: list[int] = []

    def decide(number: int) -> None:
        together.wait()
        field = ("seeks", "contributes")[number]
        try:
            approve_suggestion(
                suggestion_id=both[number].pk,
                values={field: "Nytt"},
                seen_revision=chess.latest_revision_id,
                officer=officers[number],
                now=timezone.now(),
            )
        except EntryMoved:
            moved.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # One was told to look again; nothing that was written is overwritten.
    assert len(moved) == 1
    chess.refresh_from_db()
    assert [chess.seeks, chess.contributes].count("Nytt") == 1
    both[moved[0]].refresh_from_db()
    assert not both[moved[0]].is_decided


def _committed_entry() -> tuple[models.AssociationPage, list[User]]:
    locale = Locale.objects.get_or_create(language_code="sv")[0]
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    front = HomePageFactory(parent=root, slug="start-2", locale=locale)
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
    directory = DirectoryFactory(parent=front)
    page = AssociationFactory(parent=directory, review_email="styrelsen@exempel.se")
    officers: list[User] = UserFactory.create_batch(2)
    return page, officers
