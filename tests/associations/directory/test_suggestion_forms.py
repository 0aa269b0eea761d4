"""Anybody suggests an association or reports an error; what is sent is received once."""

import logging
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from associations import models
from associations.directory.views import suggest
from casework.models import Mail
from core.models import PortalSettings
from home.models import PlacePage
from tests.factories.associations import AssociationFactory, AssociationKindFactory
from tests.factories.home import TopicFactory
from tests.filled_forms import filled, form_of
from tests.form_fields import Fields

NEW, ERROR = "/forening/anmal/", "/forening/rapportera-fel/"
PURPOSES = {NEW: "associations.new", ERROR: "associations.error"}
WORDS: dict[str, dict[str, str]] = {
    NEW: {"title": "Älvsjö bollklubb", "activities": "Fotboll på torsdagar"},
    ERROR: {"about": "Schackklubben", "message": "Numret är gammalt"},
}
FORMS = [NEW, ERROR]

pytestmark = pytest.mark.usefixtures("directory")


def ready(visitor: Client, url: str, **changes: Any) -> Fields:
    """Return the form as somebody sends it."""
    return filled(form_of(visitor.get(url)), PURPOSES[url], **{**WORDS[url], **changes})


def send(visitor: Client, url: str, **changes: Any) -> Any:
    return visitor.post(url, ready(visitor, url, **changes))


def stored() -> models.EntrySuggestion:
    return models.EntrySuggestion.objects.get()


# ---------------------------------------------------------------- receiving


@pytest.mark.parametrize("url", FORMS)
def test_a_form_is_kept_by_nobody_and_says_what_becomes_of_it(visitor: Client, url: str) -> None:
    response = visitor.get(url)
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    page = response.content.decode()
    button = page.index('<button class="button" type="submit">')
    assert page.index("allmän handling") < button
    assert page.index("Ingenting publiceras av sig självt.") < button


def test_a_new_association_waits_for_a_communicator(visitor: Client, square: PlacePage) -> None:
    kind, topic = AssociationKindFactory(), TopicFactory()
    answer = send(
        visitor,
        NEW,
        kinds=[kind.pk],
        topics=[topic.pk],
        places=[square.pk],
        organisation_number="\uff11\uff168020\uff112\N{NO-BREAK SPACE}3454",
        target_groups=" barn,unga ,, barn",
        email="<kansliet@exempel.se> ",
        email_is_public="on",
        review_email="styrelsen@exempel.se",
        sender_name="Łukasz",
        sender_email="anna+iop@förening.se",
    )
    suggestion = stored()
    assert suggestion.kind == models.SuggestionKind.NEW
    assert suggestion.association_title == "Älvsjö bollklubb"
    assert suggestion.data["organisation_number"] == "8020123454"
    assert suggestion.data["target_groups"] == "barn, unga"
    assert suggestion.data["email"] == "kansliet@exempel.se"
    assert suggestion.data["email_is_public"] is True
    assert suggestion.data["kinds"] == [kind.pk]
    assert suggestion.data["places"] == [square.pk]
    assert suggestion.data["review_email"] == "styrelsen@exempel.se"
    assert (suggestion.sender_name, suggestion.sender_email) == ("Łukasz", "anna+iop@förening.se")
    assert not models.AssociationPage.objects.exists()
    receipt = visitor.get(answer["Location"])
    assert suggestion.reference in receipt.content.decode()
    assert suggestion.reference not in answer["Location"]
    assert receipt["Cache-Control"] == "private, no-store"


def test_an_error_is_tied_to_the_entry_that_the_reader_came_from(
    visitor: Client, directory: models.AssociationDirectoryPage
) -> None:
    page = AssociationFactory(parent=directory, title="Schackklubben")
    link = f"{ERROR}?forening={page.slug}"
    assert link in visitor.get(page.url).content.decode()
    fields = form_of(visitor.get(link))
    assert fields["about"] == ["Schackklubben"]
    visitor.post(ERROR, filled(fields, PURPOSES[ERROR], message="Numret är gammalt"))
    assert (stored().association, stored().message) == (page, "Numret är gammalt")


@pytest.mark.parametrize("slug", ["finns-inte", "", "%00", "../x", "å" * 400])
def test_an_entry_that_does_not_exist_does_no_harm(visitor: Client, slug: str) -> None:
    assert visitor.get(f"{ERROR}?forening={slug}").status_code == 200


def test_an_entry_that_only_some_may_see_is_not_told(
    visitor: Client, directory: models.AssociationDirectoryPage
) -> None:
    page = AssociationFactory(parent=directory, title="Hemligheten")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "Hemligheten" not in visitor.get(f"{ERROR}?forening={page.slug}").content.decode()


@pytest.mark.parametrize("url", FORMS)
def test_who_leaves_an_address_gets_a_receipt_that_quotes_nothing(
    visitor: Client, url: str
) -> None:
    send(visitor, url, sender_email="asa@exempel.se", message="KÖP MINA VAROR")
    mail = Mail.objects.get()
    assert mail.to == "asa@exempel.se"
    assert stored().reference in mail.subject
    assert "VAROR" not in mail.message


def test_the_portals_mailbox_learns_that_something_waits(visitor: Client) -> None:
    known = PortalSettings.known_by_default()
    known.contact_email = "trygghet@exempel.se"
    known.save()
    send(visitor, NEW)
    mail = Mail.objects.get()
    assert mail.to == "trygghet@exempel.se"
    assert f"/admin/foreningsforslag/{stored().pk}/" in mail.message
    assert "bollklubb" not in mail.message + mail.subject


# ---------------------------------------------------------------- refusing


@pytest.mark.parametrize("url", FORMS)
def test_what_is_missing_is_said_in_words(visitor: Client, url: str) -> None:
    response = send(visitor, url, **dict.fromkeys(WORDS[url], " "))
    assert response.status_code == 422
    page = response.content.decode()
    assert "<title>Fel: " in " ".join(page.split())
    assert "Fyll i" in page or "Skriv v" in page


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("organisation_number", "802012-3455", "Kontrollera organisationsnumret"),
        ("organisation_number", "8112189876", "Ta bort personnumret"),
        ("web_address", "javascript:alert(1)", "Skriv webbadressen så här"),
        ("web_address", "ingen adress", "Skriv webbadressen så här"),
        ("email", "anna", "Skriv e-postadressen så här"),
        ("phone", "ring mig", "Skriv telefonnumret så här"),
        ("activities", "å" * 3001, "Ta bort 1 tecken"),
        ("kinds", "999999", ""),
        ("places", "x", ""),
    ],
)
def test_what_cannot_be_is_refused_and_everything_else_stays(
    visitor: Client, field: str, written: str, said: str
) -> None:
    response = send(visitor, NEW, **{field: written})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert form_of(response)["title"] == ["Älvsjö bollklubb"]
    assert not models.EntrySuggestion.objects.exists()


@pytest.mark.parametrize(
    "written", ["", "saknas", "-", "802012-3454", "168020123454", "802012\N{EN DASH}3454"]
)
def test_an_organisation_number_is_understood_however_it_is_written(
    visitor: Client, written: str
) -> None:
    assert send(visitor, NEW, organisation_number=written).status_code == 302
    assert stored().data["organisation_number"] in {"", "8020123454"}


@pytest.mark.parametrize(
    "written",
    ["08-123 45 67", "+46 8 123 45 67", "08-123 45 67, ankn. 12", "(08) 1234567", "070-123 45 67"],
)
def test_a_telephone_number_may_be_written_in_many_ways(visitor: Client, written: str) -> None:
    assert send(visitor, NEW, phone=written).status_code == 302


@pytest.mark.parametrize("field", ["organisation_number", "activities", "title", "message"])
@pytest.mark.parametrize("number", ["811218-9876", "19811218 9876"])
def test_a_personal_number_is_neither_stored_nor_logged_wherever_it_stands(
    visitor: Client, field: str, number: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    response = send(visitor, NEW, **{field: number})
    assert response.status_code == 422
    assert "Ta bort personnumret" in response.content.decode()
    assert not models.EntrySuggestion.objects.exists()
    told = (r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    assert "811218" not in "".join(told)


@pytest.mark.parametrize(
    "words",
    [
        "👩‍👩‍👧 {{ x }} <script>alert(1)</script>",
        "جمعية الجيران",
        '=HYPERLINK("http://x")',
        "O'Neill & ”Söner”",
    ],
)
def test_any_words_are_stored_as_they_were_written_and_shown_as_text(
    visitor: Client, words: str
) -> None:
    send(visitor, NEW, title=words)
    assert stored().association_title == words
    again = send(visitor, NEW, title=words, email="fel")
    assert form_of(again)["title"] == [words]
    assert "<script>alert" not in again.content.decode()


# ---------------------------------------------------------------- once, and not by robots


@pytest.mark.parametrize("url", FORMS)
def test_a_double_click_makes_one_suggestion_with_one_receipt(visitor: Client, url: str) -> None:
    sent = ready(visitor, url, sender_email="asa@exempel.se")
    first, second = visitor.post(url, sent), visitor.post(url, sent)
    assert first["Location"] == second["Location"]
    assert models.EntrySuggestion.objects.count() == Mail.objects.count() == 1


@pytest.mark.parametrize("url", FORMS)
def test_robots_get_the_form_back(visitor: Client, url: str) -> None:
    assert send(visitor, url, website="https://spam.example").status_code == 422
    assert send(visitor, url, form_key=form_of(visitor.get(url))["form_key"]).status_code == 422
    assert send(visitor, url, form_key="").status_code == 422
    assert not models.EntrySuggestion.objects.exists()


def test_one_sender_cannot_send_without_end_but_loses_nothing(visitor: Client) -> None:
    for number in range(suggest.LIMIT.most):
        assert send(visitor, ERROR, message=f"Fel {number}").status_code == 302
    response = send(visitor, ERROR, message="Ett fel till")
    assert response.status_code == 429
    assert form_of(response)["message"] == ["Ett fel till"]


@pytest.mark.parametrize("url", FORMS)
@pytest.mark.parametrize("token", ["", "x" * 64])
def test_a_token_that_is_too_old_brings_the_form_back_with_everything(url: str, token: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    sent = ready(strict, url, csrfmiddlewaretoken=token)
    response = strict.post(url, sent)
    assert response.status_code == 403
    assert "Tiden gick ut, men texten finns kvar. Skicka igen." in response.content.decode()
    again = form_of(response)
    assert {name: [value] for name, value in WORDS[url].items()}.items() <= again.items()
    assert strict.post(url, again).status_code == 302


@pytest.mark.parametrize("token", ["x", "MQ:abc", "%00", "å", "a" * 500])
def test_nobody_guesses_a_receipt(visitor: Client, token: str) -> None:
    assert visitor.get(f"/forening/tack/{token}/").status_code in {400, 404}
