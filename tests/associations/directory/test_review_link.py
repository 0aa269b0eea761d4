"""An association looks its entry over through a link, and nobody else learns of the link."""

import logging

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from associations import models
from associations.directory.models.entry_values import read_entry
from home.models import PlacePage
from tests.associations.directory.review_links import PURPOSE, link_to, shown
from tests.filled_forms import filled, form_of


@pytest.fixture
def link(chess: models.AssociationPage) -> str:
    return link_to(chess)


# ---------------------------------------------------------------- the form


def test_the_form_holds_the_entry_as_it_stands(
    visitor: Client, link: str, chess: models.AssociationPage
) -> None:
    fields = shown(visitor, link)
    assert fields["title"] == ["Schackklubben"]
    assert fields["organisation_number"] == ["802012-3454"]
    assert fields["activities"] == ["Schack på torsdagar.\nTurneringar."]
    assert fields["places"] == [str(place.pk) for place in chess.places.all()]
    assert fields["kinds"] == [str(kind.pk) for kind in chess.kinds.all()]
    assert fields["topics"] == [str(topic.pk) for topic in chess.topics.all()]
    assert "email_is_public" in fields
    assert "phone_is_public" not in fields
    assert fields["phone"] == ["+46 8 123 45 67"]


def test_the_form_sets_no_cookie_and_tells_nobody_its_address(visitor: Client, link: str) -> None:
    response = visitor.get(link)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_looking_at_the_link_does_not_use_it(visitor: Client, link: str) -> None:
    assert visitor.get(link).status_code == visitor.get(link).status_code == 200
    assert visitor.head(link).status_code == 200


def test_a_place_that_is_no_longer_published_stays_chosen(
    visitor: Client, link: str, chess: models.AssociationPage, square: PlacePage
) -> None:
    square.unpublish()
    assert shown(visitor, link)["places"] == [str(square.pk)]


# ---------------------------------------------------------------- everything is right


def test_an_association_confirms_its_entry_with_one_button(
    visitor: Client, link: str, chess: models.AssociationPage
) -> None:
    chess.reminders_sent = 1
    chess.save()
    sent = filled(shown(visitor, link), PURPOSE, confirm="1")
    answer = visitor.post(link, sent)
    receipt = visitor.get(answer["Location"])
    assert "Uppgifterna är bekräftade" in receipt.content.decode()
    chess.refresh_from_db()
    assert (chess.checked_on, chess.reminders_sent) == (timezone.localdate(), 0)
    assert not models.EntrySuggestion.objects.exists()
    logged = PageLogEntry.objects.filter(page=chess.pk).values_list("action", flat=True)
    assert "associations.confirm_entry" in logged
    assert "kontrollera" in visitor.get(chess.url).content.decode().lower()


def test_sending_an_unchanged_form_confirms_it(
    visitor: Client, link: str, chess: models.AssociationPage
) -> None:
    visitor.post(link, filled(shown(visitor, link), PURPOSE))
    chess.refresh_from_db()
    assert chess.checked_on == timezone.localdate()
    assert not models.EntrySuggestion.objects.exists()


def test_who_has_changed_something_and_says_that_all_is_right_is_asked_again(
    visitor: Client, link: str, chess: models.AssociationPage
) -> None:
    sent = filled(shown(visitor, link), PURPOSE, confirm="1", seeks="En större lokal")
    answer = visitor.post(link, sent)
    assert answer.status_code == 422
    assert "Du har ändrat i formuläret" in answer.content.decode()
    assert form_of(answer)["seeks"] == ["En större lokal"]
    chess.refresh_from_db()
    assert chess.checked_on != timezone.localdate()


def test_pressing_the_button_twice_gives_the_same_receipt(visitor: Client, link: str) -> None:
    sent = filled(shown(visitor, link), PURPOSE, confirm="1")
    first, second = visitor.post(link, sent), visitor.post(link, sent)
    assert first["Location"] == second["Location"]
    assert visitor.get(first["Location"]).status_code == 200


# ---------------------------------------------------------------- changes


def test_what_an_association_changes_waits_and_changes_nothing(
    visitor: Client, link: str, chess: models.AssociationPage
) -> None:
    before = read_entry(chess)
    sent = filled(
        shown(visitor, link),
        PURPOSE,
        activities="Schack på fredagar.",
        phone_is_public="on",
        email_is_public=None,
        web_address="www.schack.exempel",
        organisation_number="16 802012\N{EN DASH}3454",
        message="Vi har flyttat",
    )
    answer = visitor.post(link, sent)
    suggestion = models.EntrySuggestion.objects.get()
    assert suggestion.kind == models.SuggestionKind.REVIEW
    assert suggestion.association == chess
    assert suggestion.sender_email == "styrelsen@exempel.se"
    assert suggestion.base == before
    changed = {name: value for name, value in suggestion.data.items() if value != before[name]}
    assert changed == {
        "activities": "Schack på fredagar.",
        "phone_is_public": True,
        "email_is_public": False,
        "website": "https://www.schack.exempel",
    }
    assert suggestion.message == "Vi har flyttat"
    chess.refresh_from_db()
    assert read_entry(chess) == before
    receipt = visitor.get(answer["Location"]).content.decode()
    assert suggestion.reference in receipt
    assert ModelLogEntry.objects.for_instance(suggestion).get().user is None


def test_a_double_click_makes_one_suggestion_with_one_receipt(visitor: Client, link: str) -> None:
    sent = filled(shown(visitor, link), PURPOSE, seeks="Inget")
    first, second = visitor.post(link, sent), visitor.post(link, sent)
    assert first["Location"] == second["Location"]
    assert models.EntrySuggestion.objects.count() == 1


def test_the_suggestion_remembers_what_the_association_saw(
    visitor: Client, link: str, chess: models.AssociationPage
) -> None:
    chess.save_revision().publish()
    fields = shown(visitor, link)
    chess.phone = "08-000 00 00"
    chess.save_revision().publish()
    visitor.post(link, filled(fields, PURPOSE, seeks="Inget"))
    suggestion = models.EntrySuggestion.objects.get()
    assert suggestion.base["phone"] == suggestion.data["phone"] == "+46 8 123 45 67"


@pytest.mark.parametrize("seen", ["", "x", "0", "999999999999999", "\x00", "-1"])
def test_a_form_that_says_nonsense_of_what_it_showed_is_received(
    visitor: Client, link: str, seen: str
) -> None:
    answer = visitor.post(link, filled(shown(visitor, link), PURPOSE, seeks="Inget", seen=seen))
    assert answer.status_code in {302, 422}


@pytest.mark.parametrize(
    "number", ["811218-9876", "198112189876", "8112189876", "811218+9876", "pnr 811218-9876"]
)
def test_a_personal_number_is_neither_shown_nor_stored_nor_logged(
    visitor: Client, link: str, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sent = filled(shown(visitor, link), PURPOSE, organisation_number=number, seeks="Inget")
    answer = visitor.post(link, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ta bort personnumret" in page
    assert "811218" not in page
    assert form_of(answer)["seeks"] == ["Inget"]
    assert not models.EntrySuggestion.objects.exists()
    told = (r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    assert "811218" not in "".join(told)


def test_a_wrong_field_keeps_the_link_open_and_everything_that_was_typed(
    visitor: Client, link: str
) -> None:
    sent = filled(shown(visitor, link), PURPOSE, title=" ", web_address="inte en adress")
    answer = visitor.post(link, sent)
    assert answer.status_code == 422
    assert "Det finns 2 fel i formuläret" in answer.content.decode()
    assert "Fyll i föreningens namn" in answer.content.decode()
    assert visitor.post(link, {**sent, "title": "X", "web_address": ""}).status_code == 302
