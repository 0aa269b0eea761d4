"""A communicator compares, edits, approves or refuses; nothing is applied twice or lost."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from associations import models
from associations.directory.domain.suggestion_status import SuggestionStatus
from casework.models import Mail
from tests.associations.directory.suggestions import address, approve, opened, suggest
from tests.factories.users import UserFactory
from tests.filled_forms import form_of


@pytest.fixture
def suggestion(chess: models.AssociationPage) -> models.EntrySuggestion:
    return suggest(
        chess, activities="Schack på fredagar.", seeks="En större lokal", phone="08-123 45 67"
    )


# ---------------------------------------------------------------- reading


def test_the_diff_shows_old_and_new_with_the_changed_parts_marked(
    communicator: Client, suggestion: models.EntrySuggestion
) -> None:
    page = communicator.get(address(suggestion)).content.decode()
    assert "<del>torsdagar</del>" in page
    assert "<ins>fredagar</ins>" in page
    assert "<ins>större </ins>" in page
    changed, folded = page.split("suggestion__unchanged", 1)
    assert re.findall(r"<h3>(.*?)</h3>", changed) == [
        "Det här gör vi",
        "Det här söker vi",
        "Telefon",
    ]
    assert "<h3>Webbplats</h3>" in folded


def test_only_what_is_changed_is_ticked(
    communicator: Client, suggestion: models.EntrySuggestion
) -> None:
    fields = opened(communicator, suggestion)
    ticked = {name for name in fields if name.startswith("take_")}
    assert ticked == {"take_activities", "take_seeks", "take_phone"}


def test_what_has_changed_on_the_page_meanwhile_is_shown_with_all_three_values(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    chess.seeks = "Två lokaler"
    chess.save_revision().publish()
    page = communicator.get(address(suggestion)).content.decode()
    assert "Ändrat på sidan sedan förslaget skickades. Då stod det:" in page
    assert "<q>En lokal</q>" in page
    assert "<del>Två lokaler</del>" in page
    assert "<ins>En större lokal</ins>" in page


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "\u202eabc"])
def test_what_people_write_is_shown_as_text(
    communicator: Client, chess: models.AssociationPage, text: str
) -> None:
    page = communicator.get(address(suggest(chess, seeks=text))).content.decode()
    assert "<script>alert(1)" not in page


# ---------------------------------------------------------------- approving


def test_an_approved_change_is_published_and_logged(
    communicator: Client,
    suggestion: models.EntrySuggestion,
    chess: models.AssociationPage,
    visitor: Client,
) -> None:
    told = approve(communicator, suggestion)
    assert f"{suggestion.reference} är nu: godkänt." in told
    shown = visitor.get(chess.url).content.decode()
    assert "Schack på fredagar." in shown
    assert "En större lokal" in shown
    chess.refresh_from_db()
    assert (chess.checked_on, chess.reminders_sent) == (timezone.localdate(), 0)
    suggestion.refresh_from_db()
    assert suggestion.handled_by
    revision = chess.get_latest_revision()
    assert revision.user == suggestion.handled_by
    assert chess.live_revision_id == revision.pk
    actions = set(PageLogEntry.objects.filter(page=chess.pk).values_list("action", flat=True))
    assert {"wagtail.edit", "wagtail.publish"} <= actions
    logged = ModelLogEntry.objects.for_instance(suggestion).order_by("pk").last()
    assert logged
    assert logged.message == "Godkänt: Det här gör vi, Det här söker vi, Telefon"


def test_the_communicator_takes_some_fields_and_rewrites_others(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    approve(communicator, suggestion, take_phone=None, value_seeks="En lokal med trapphiss")
    chess.refresh_from_db()
    assert chess.activities == "Schack på fredagar."
    assert chess.seeks == "En lokal med trapphiss"
    assert chess.phone == "+46 8 123 45 67"
    suggestion.refresh_from_db()
    assert set(suggestion.applied) == {"activities", "seeks"}
    assert "ändrat eller lämnat utanför" in Mail.objects.get().message


def test_the_association_is_told(communicator: Client, suggestion: models.EntrySuggestion) -> None:
    approve(communicator, suggestion)
    mail = Mail.objects.get()
    assert mail.to == "styrelsen@exempel.se"
    assert mail.subject == f"Beslut om ditt förslag {suggestion.reference}"
    assert "http://127.0.0.1:8000/foreningar/schackklubben/" in mail.message
    assert "utanför" not in mail.message


def test_an_editors_draft_is_neither_published_nor_lost(
    communicator: Client,
    suggestion: models.EntrySuggestion,
    chess: models.AssociationPage,
    visitor: Client,
) -> None:
    chess.introduction = "Ett halvfärdigt utkast"
    chess.save_revision()
    approve(communicator, suggestion)
    shown = visitor.get(chess.url).content.decode()
    assert "Schack på fredagar." in shown
    assert "halvfärdigt" not in shown
    chess.refresh_from_db()
    assert chess.has_unpublished_changes
    draft = chess.get_latest_revision_as_object()
    assert draft.introduction == "Ett halvfärdigt utkast"
    assert draft.activities == "Schack på fredagar."


def test_a_page_that_is_not_published_stays_so(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    chess.unpublish()
    approve(communicator, suggestion)
    chess.refresh_from_db()
    assert not chess.live
    assert chess.get_latest_revision_as_object().activities == "Schack på fredagar."


def test_a_page_that_changed_while_the_diff_was_open_is_shown_again(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    sent = {**opened(communicator, suggestion), "approve": ["1"]}
    chess.seeks = "Två lokaler"
    chess.save_revision().publish()
    answer = communicator.post(address(suggestion), sent, follow=True).content.decode()
    assert "har ändrats sedan du öppnade förslaget" in answer
    assert "<del>Två lokaler</del>" in answer
    suggestion.refresh_from_db()
    assert suggestion.status == SuggestionStatus.RECEIVED
    approve(communicator, suggestion)
    suggestion.refresh_from_db()
    assert suggestion.status == SuggestionStatus.APPROVED


@pytest.mark.parametrize("has_history", [True, False])
def test_what_the_communicator_wrote_stays_when_the_page_changed_meanwhile(
    communicator: Client,
    suggestion: models.EntrySuggestion,
    chess: models.AssociationPage,
    has_history: bool,
) -> None:
    if has_history:
        chess.save_revision().publish()
    sent = {**opened(communicator, suggestion), "approve": ["1"]}
    del sent["take_phone"]
    sent["value_seeks"] = ["En lokal med trapphiss"]
    sent["value_contributes"] = ["Schackbräden"]
    chess.target_groups = "alla"
    chess.save_revision().publish()
    answer = communicator.post(address(suggestion), sent)
    assert "har ändrats sedan du öppnade förslaget" in answer.text
    fields = form_of(answer)
    assert fields["value_seeks"] == ["En lokal med trapphiss"]
    assert fields["value_contributes"] == ["Schackbräden"]
    assert "take_phone" not in fields
    # What another editor wrote is not taken for something that the communicator wants undone.
    assert fields["value_target_groups"] == ["alla"]
    communicator.post(address(suggestion), {**fields, "approve": ["1"]})
    chess.refresh_from_db()
    assert (chess.seeks, chess.contributes) == ("En lokal med trapphiss", "Schackbräden")
    assert (chess.target_groups, chess.phone) == ("alla", "+46 8 123 45 67")


def test_what_the_communicator_writes_is_checked_but_only_where_it_is_taken(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    wrong = {"value_organisation_number": "8112189876", "value_activities": "å" * 4000}
    told = approve(communicator, suggestion, take_organisation_number="on", **wrong)
    assert "Inget är beslutat." in told
    assert "Ta bort personnumret" in told
    assert "8112189876" not in told
    told = approve(communicator, suggestion, take_activities=None, value_activities="å" * 4000)
    assert "är nu: godkänt" in told


def test_what_is_rewritten_counts_without_a_tick(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    approve(communicator, suggestion, value_contributes="Schackbräden")
    suggestion.refresh_from_db()
    assert set(suggestion.applied) == {"activities", "contributes", "phone", "seeks"}
    chess.refresh_from_db()
    assert chess.contributes == "Schackbräden"
    assert chess.organisation_number == "8020123454"


def test_a_locked_page_is_left_alone(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    chess.locked, chess.locked_by, chess.locked_at = True, UserFactory(), timezone.now()
    chess.save()
    assert "Sidan är låst" in approve(communicator, suggestion)
    suggestion.refresh_from_db()
    assert not suggestion.is_decided


# ---------------------------------------------------------------- refusing


def test_a_refusal_needs_a_reason_and_tells_it(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    fields = opened(communicator, suggestion)
    answer = communicator.post(address(suggestion), {**fields, "refuse": "1", "reason": " "})
    assert "Skriv varför du tackar nej" in answer.content.decode()
    sent = {**fields, "refuse": "1", "reason": "Numret går till en privatperson."}
    communicator.post(address(suggestion), sent)
    suggestion.refresh_from_db()
    assert suggestion.status == SuggestionStatus.REFUSED
    assert "Numret går till en privatperson." in Mail.objects.get().message
    chess.refresh_from_db()
    assert chess.activities.startswith("Schack på torsdagar.")
    shown = communicator.get(address(suggestion)).content.decode()
    assert "Numret går till en privatperson." in shown
    assert "Godkänn det förbockade" not in shown


# ---------------------------------------------------------------- the entry is gone


def test_a_suggestion_whose_entry_was_deleted_is_kept_and_says_so(
    communicator: Client, suggestion: models.EntrySuggestion, chess: models.AssociationPage
) -> None:
    sent = {**opened(communicator, suggestion), "approve": ["1"]}
    chess.delete()
    page = communicator.get(address(suggestion)).content.decode()
    assert "Föreningens sida är borttagen sedan förslaget kom in." in page
    assert "Schackklubben" in page
    assert "<ins>fredagar</ins>" in page
    assert "Ta med" not in page
    assert "Eller tacka nej" not in page
    assert "Godkänn det förbockade" not in page
    answer = communicator.post(address(suggestion), sent, follow=True).content.decode()
    assert "Föreningen är borttagen ur registret" in answer
    suggestion.refresh_from_db()
    assert not suggestion.is_decided
    communicator.post(address(suggestion), {"refuse": "1", "reason": "Föreningen är nedlagd."})
    suggestion.refresh_from_db()
    assert suggestion.status == SuggestionStatus.REFUSED
    mail = Mail.objects.get(tells_of__template="associations/mail/suggestion_refused")
    assert mail.to == "styrelsen@exempel.se"
    assert "Föreningen är nedlagd." in mail.message
