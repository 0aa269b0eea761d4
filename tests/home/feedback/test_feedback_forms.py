"""What readers tell us is received, whatever they write and however they send it."""

import logging
import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import AnswerIndexPage, Feedback, FeedbackKind, HomePage, PlaceIndexPage, PlacePage
from tests.conftest import count_queries
from tests.factories import home as make
from tests.home.feedback.feedback_forms import (
    ACCESSIBILITY,
    ERROR,
    FOUND,
    fields_of,
    filled,
    form_key,
    send,
)

pytestmark = pytest.mark.usefixtures("front")
FORMS = [FOUND, ERROR, ACCESSIBILITY]


@pytest.mark.parametrize("url", FORMS)
def test_a_form_can_be_opened_and_is_kept_by_nobody(visitor: Client, url: str) -> None:
    response = visitor.get(url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert b'name="robots" content="noindex"' in response.content


@pytest.mark.parametrize("url", FORMS)
def test_a_form_says_before_the_button_that_it_becomes_a_public_record(
    visitor: Client, url: str
) -> None:
    page = visitor.get(url).content.decode()
    assert page.index("allmän handling") < page.index('<button class="button" type="submit">')
    assert "112" in page


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (FOUND, FeedbackKind.FOUND),
        (ERROR, FeedbackKind.ERROR),
        (ACCESSIBILITY, FeedbackKind.ACCESSIBILITY),
    ],
)
def test_a_message_is_stored_and_answered_with_a_receipt(
    visitor: Client, url: str, kind: FeedbackKind
) -> None:
    response = visitor.get(url)
    sent = {**fields_of(response), "text": "Kartan saknas.", "found": "nej"}
    sent["form_key"] = form_key(url)
    answer = visitor.post(url, sent)
    assert answer.status_code == 302
    stored = Feedback.objects.get()
    assert (stored.kind, stored.text, stored.status) == (kind, "Kartan saknas.", "NEW")
    assert (stored.sender_name, stored.sender_email) == ("", "")
    receipt = visitor.get(answer["Location"])
    assert receipt.status_code == 200
    assert stored.reference in receipt.content.decode()


def test_yes_alone_is_an_answer(visitor: Client) -> None:
    send(visitor, FOUND, found="ja", text="")
    assert Feedback.objects.get().found is True


def test_the_link_below_a_page_fills_in_the_answer_and_the_page(
    visitor: Client, place_index: PlaceIndexPage
) -> None:
    place: PlacePage = make.PlaceFactory(parent=place_index, title="Solberga")
    fields = fields_of(visitor.get(f"{FOUND}?svar=nej&sida={place.url}"))
    assert fields["found"] == "nej"
    assert fields["page_address"] == place.url
    send(visitor, FOUND, **{**fields, "form_key": form_key(FOUND)})
    stored = Feedback.objects.get()
    assert stored.page is not None
    assert (stored.page.pk, stored.page_address) == (place.pk, place.url)


def test_the_form_names_the_page_it_is_about(visitor: Client, place_index: PlaceIndexPage) -> None:
    make.PlaceFactory(parent=place_index, title="Solberga", slug="solberga")
    assert "Solberga" in visitor.get(f"{FOUND}?sida=/platser/solberga/").content.decode()


def test_the_title_of_a_page_that_only_some_may_see_is_not_told(
    visitor: Client, place_index: PlaceIndexPage
) -> None:
    place = make.PlaceFactory(parent=place_index, title="Hemlighet", slug="hemlig")
    PageViewRestriction.objects.create(page=place, restriction_type=PageViewRestriction.LOGIN)
    assert "Hemlighet" not in visitor.get(f"{FOUND}?sida=/platser/hemlig/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "https://ond.example/",
        "//ond.example/",
        "/\\ond.example",
        "javascript:alert(1)",
        "/a%00b\x00",
        "/" + "a" * 600,
        "http://[",
        " ",
    ],
)
def test_an_address_elsewhere_is_not_filled_in(visitor: Client, address: str) -> None:
    response = visitor.get(FOUND, {"sida": address, "svar": "kanske"})
    assert response.status_code == 200
    assert fields_of(response)["page_address"] == ""
    assert "found" not in fields_of(response)


def test_what_a_reader_searched_for_is_not_stored_with_the_address(visitor: Client) -> None:
    send(visitor, ERROR, page_address="http://testserver/sok/?q=mitt+namn#x")
    assert Feedback.objects.get().page_address == "/sok/"


def test_a_page_may_be_named_in_words(visitor: Client) -> None:
    send(visitor, ERROR, page_address="sidan om Älvsjö")
    assert Feedback.objects.get().page_address == "sidan om Älvsjö"


def test_name_and_address_are_kept_when_they_are_given(visitor: Client) -> None:
    send(visitor, ERROR, sender_name="Łukasz O'Neill", sender_email=" <anna+iop@förening.se> ")
    stored = Feedback.objects.get()
    assert stored.sender_name == "Łukasz O'Neill"
    assert stored.sender_email == "anna+iop@förening.se"


# ---------------------------------------------------------------- errors


def test_errors_come_first_are_linked_and_stand_in_the_title(visitor: Client) -> None:
    response = send(visitor, ERROR, text="   ", sender_email="anna")
    page = response.content.decode()
    assert response.status_code == 422
    assert re.search(r"<title>\s*Fel: ", page)
    assert page.index('class="error-summary"') < page.index("<textarea")
    assert 'href="#id_text"' in page
    assert "Det finns 2 fel i formuläret" in page
    assert "Skriv vad som är fel" in page
    assert "Skriv e-postadressen så här: namn@exempel.se" in page
    assert not Feedback.objects.exists()


def test_an_error_is_tied_to_its_field(visitor: Client) -> None:
    page = send(visitor, ERROR, text="").content.decode()
    textarea = re.search(r"<textarea[^>]*>", page)
    assert textarea
    assert 'aria-invalid="true"' in textarea[0]
    assert "id_text_error" in textarea[0]
    assert 'id="id_text_error"' in page


def test_who_does_not_choose_is_asked_to(visitor: Client) -> None:
    response = visitor.post(FOUND, {"form_key": form_key(FOUND), "text": "Hej"})
    assert response.status_code == 422
    assert "Välj ja eller nej" in response.content.decode()


def test_a_text_of_20_000_characters_is_refused_and_stays(visitor: Client) -> None:
    long = "å" * 20_000
    response = send(visitor, ERROR, text=long)
    assert response.status_code == 422
    assert "Ta bort 15\u00a0000 tecken" in response.content.decode()
    assert fields_of(response)["text"] == long


def test_a_personal_number_is_refused_stays_in_the_form_and_enters_no_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    response = send(visitor, ERROR, text="Se 811218-9876!")
    assert "Ta bort personnumret. Skriv inte om enskilda personer." in response.content.decode()
    assert fields_of(response)["text"] == "Se 811218-9876!"
    assert not Feedback.objects.exists()
    # The database's own log of statements exists only while DEBUG listens to it.
    assert "811218" not in "".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )


@pytest.mark.parametrize("field", ["text", "page_address", "sender_name"])
def test_a_personal_number_is_refused_wherever_it_stands(visitor: Client, field: str) -> None:
    response = send(visitor, ERROR, **{field: "811218-9876"})
    assert response.status_code == 422


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧 syns inte på 🗺️",
        "الصفحة لا تعمل",
        "<script>alert(1)</script> {{ x }} {% y %}",
        '=HYPERLINK("http://x")',
        "a" * 300,
        "Rad ett\nRad två",
        "”Smarta” citat – och\u00adbindestreck",
    ],
)
def test_any_words_are_stored_as_they_were_written(visitor: Client, text: str) -> None:
    assert send(visitor, ERROR, text=text).status_code == 302
    assert Feedback.objects.get().text == text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ x }}", '"><img src=x>'])
def test_what_was_typed_is_shown_again_as_text(visitor: Client, text: str) -> None:
    response = send(visitor, ERROR, text=text, sender_email="anna")
    assert "<script>alert" not in response.content.decode()
    assert fields_of(response)["text"] == text


def test_null_bytes_do_no_harm(visitor: Client) -> None:
    assert send(visitor, ERROR, text="Hej\x00då", sender_name="\x00").status_code == 302
    assert Feedback.objects.get().text == "Hejdå"


def test_fields_that_nobody_knows_are_ignored(visitor: Client) -> None:
    assert send(visitor, ERROR, status="HANDLED", kind="FOUND", reference="X").status_code == 302
    assert Feedback.objects.get().status == "NEW"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace"])
def test_other_methods_are_not_answered(visitor: Client, method: str) -> None:
    assert getattr(visitor, method)(ERROR).status_code == 405


# ---------------------------------------------------------------- once


def test_a_double_click_makes_one_message_with_one_receipt(visitor: Client) -> None:
    sent = filled(ERROR)
    first, second = visitor.post(ERROR, sent), visitor.post(ERROR, sent)
    assert first["Location"] == second["Location"]
    assert Feedback.objects.count() == 1


def test_going_back_and_changing_the_words_makes_a_second_message_when_it_is_meant(
    visitor: Client,
) -> None:
    sent = filled(ERROR)
    first = visitor.post(ERROR, sent)
    asked = visitor.post(ERROR, {**sent, "text": "Jag menade något annat."})
    assert asked.status_code == 422
    assert "Vill du skicka det också?" in asked.content.decode()
    assert "Jag menade något annat." in asked.content.decode()
    assert Feedback.objects.count() == 1
    second = send(visitor, ERROR, text="Jag menade något annat.")
    assert first["Location"] != second["Location"]
    assert Feedback.objects.count() == 2


def test_the_same_words_in_a_new_form_are_a_new_message(visitor: Client) -> None:
    send(visitor, ERROR)
    send(visitor, ERROR)
    assert Feedback.objects.count() == 2


# ---------------------------------------------------------------- receipt


def test_the_address_of_the_receipt_tells_nothing(visitor: Client) -> None:
    address = send(visitor, ERROR)["Location"]
    stored = Feedback.objects.get()
    assert stored.reference not in address
    assert address.startswith("/tyck-till/tack/")


def test_a_receipt_is_kept_by_nobody_and_shows_no_words(visitor: Client) -> None:
    receipt = visitor.get(send(visitor, ERROR, text="Hemliga ord", sender_name="Åsa")["Location"])
    assert receipt["Cache-Control"] == "private, no-store"
    assert "noindex" in receipt["X-Robots-Tag"]
    assert "Hemliga ord" not in receipt.content.decode()
    assert "Åsa" not in receipt.content.decode()


@pytest.mark.parametrize("token", ["x", "1", "MQ:abc", "%00", "å", "a" * 500])
def test_nobody_guesses_a_receipt(visitor: Client, token: str) -> None:
    send(visitor, ERROR)
    assert visitor.get(f"/tyck-till/tack/{token}/").status_code in {400, 404}


def test_a_receipt_leads_back_to_the_page(visitor: Client, answer_index: AnswerIndexPage) -> None:
    receipt = visitor.get(send(visitor, ERROR, page_address=answer_index.url)["Location"])
    assert f'href="{answer_index.url}"' in receipt.content.decode()


def test_a_receipt_leads_nowhere_else(visitor: Client) -> None:
    receipt = visitor.get(send(visitor, ERROR, page_address="//ond.example/")["Location"])
    assert "ond.example" not in receipt.content.decode()


def test_who_complains_about_accessibility_learns_where_else_to_complain(
    visitor: Client, front: HomePage
) -> None:
    page = visitor.get(ACCESSIBILITY).content.decode()
    assert "Myndigheten för digital förvaltning (Digg)" in page
    assert "https://www.digg.se/tdosanmalan" in page
    receipt = visitor.get(send(visitor, ACCESSIBILITY)["Location"]).content.decode()
    assert "https://www.digg.se/tdosanmalan" in receipt


@pytest.mark.parametrize("url", FORMS)
def test_a_form_costs_few_queries(visitor: Client, place_index: PlaceIndexPage, url: str) -> None:
    make.PlaceFactory(parent=place_index, title="Solberga", slug="solberga")
    address = f"{url}?sida=/platser/solberga/"
    visitor.get(address)
    assert count_queries(visitor, address) <= 3


def test_a_form_in_english_leads_to_a_receipt_in_english(visitor: Client) -> None:
    sent = filled(ERROR)
    response = visitor.post(f"/en{ERROR}", sent)
    assert response.status_code == 302
    assert response["Location"].startswith("/en/tyck-till/tack/")
    assert 'lang="en"' in visitor.get(response["Location"]).content.decode()
