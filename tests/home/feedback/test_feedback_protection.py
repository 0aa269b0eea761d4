"""Robots are slowed down; people never lose what they wrote."""

from datetime import timedelta

import pytest
from django.test import Client

from casework.models import RateCount
from home.feedback import views
from home.models import Feedback
from tests.home.feedback.feedback_forms import ERROR, FOUND, fields_of, filled, form_key, send

pytestmark = pytest.mark.usefixtures("front")


def test_who_sends_at_once_is_asked_to_send_again_and_then_received(visitor: Client) -> None:
    response = send(visitor, ERROR, form_key=form_key(ERROR, seconds_ago=0))
    assert response.status_code == 422
    assert "Skicka igen" in response.content.decode()
    again = fields_of(response)
    assert again["text"] == "Länken till kartan leder fel."
    again["form_key"] = form_key(ERROR, seconds_ago=10)
    assert visitor.post(ERROR, again).status_code == 302


def test_the_second_try_counts_from_the_first_showing(visitor: Client) -> None:
    key = form_key(ERROR, seconds_ago=0)
    assert fields_of(send(visitor, ERROR, form_key=key))["form_key"] == key


def test_a_form_that_was_open_for_weeks_is_received(visitor: Client) -> None:
    weeks = timedelta(weeks=3).total_seconds()
    assert send(visitor, ERROR, form_key=form_key(ERROR, seconds_ago=weeks)).status_code == 302


@pytest.mark.parametrize(
    "key",
    ["", "rubbish", "\x00", form_key(FOUND)],
    ids=["none", "rubbish", "NUL", "of another form"],
)
def test_a_form_without_its_key_comes_back_with_a_new_one(visitor: Client, key: str) -> None:
    response = send(visitor, ERROR, form_key=key)
    assert response.status_code == 422
    assert "Tiden gick ut, men texten finns kvar. Skicka igen." in response.content.decode()
    again = fields_of(response)
    assert again["text"] == "Länken till kartan leder fel."
    assert again["form_key"] not in {"", key}


def test_who_fills_in_the_hidden_field_gets_the_form_back_without_it(visitor: Client) -> None:
    response = send(visitor, ERROR, website="https://spam.example")
    assert response.status_code == 422
    again = fields_of(response)
    assert again["website"] == ""
    assert again["text"] == "Länken till kartan leder fel."
    assert not Feedback.objects.exists()
    assert visitor.post(ERROR, again).status_code == 302


def test_the_hidden_field_is_hidden_from_everybody(visitor: Client) -> None:
    page = visitor.get(ERROR).content.decode()
    bait = page[page.index('class="left-empty"') :][:300]
    assert 'aria-hidden="true"' in bait
    assert 'tabindex="-1"' in bait
    assert 'autocomplete="off"' in bait


def test_one_sender_cannot_send_without_end_but_loses_nothing(visitor: Client) -> None:
    for number in range(views.LIMIT.most):
        assert send(visitor, ERROR, text=f"Fel {number}").status_code == 302
    response = send(visitor, ERROR, text="Ett fel till")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 600
    assert fields_of(response)["text"] == "Ett fel till"
    assert Feedback.objects.count() == views.LIMIT.most


def test_another_sender_is_not_held_back(visitor: Client) -> None:
    for number in range(views.LIMIT.most):
        send(visitor, ERROR, text=f"Fel {number}")
    other = visitor.post(ERROR, filled(ERROR), REMOTE_ADDR="192.0.2.99")
    assert other.status_code == 302


def test_sending_the_same_again_costs_nothing(visitor: Client) -> None:
    sent = filled(ERROR)
    for _ in range(views.LIMIT.most + 3):
        assert visitor.post(ERROR, sent).status_code == 302
    assert RateCount.objects.get().count == 1


def test_no_address_is_stored(visitor: Client) -> None:
    visitor.post(ERROR, filled(ERROR), REMOTE_ADDR="192.0.2.99")
    rows = str(list(RateCount.objects.values())) + str(list(Feedback.objects.values()))
    assert "192.0.2.99" not in rows


# ---------------------------------------------------------------- tokens and cookies


@pytest.fixture
def strict() -> Client:
    """A browser whose tokens are checked, as in real life."""
    return Client(enforce_csrf_checks=True)


def test_the_token_of_the_form_lets_it_through(strict: Client) -> None:
    fields = fields_of(strict.get(ERROR))
    assert strict.post(ERROR, {**fields, **filled(ERROR)}).status_code == 302


def test_only_the_page_of_the_form_sets_a_cookie(strict: Client) -> None:
    strict.get("/")
    assert not strict.cookies
    strict.get(ERROR)
    assert list(strict.cookies) == ["csrftoken"]


@pytest.mark.parametrize("token", ["", "x" * 64, "y"])
def test_a_wrong_token_brings_the_form_back_with_everything_and_a_fresh_token(
    strict: Client, token: str
) -> None:
    strict.get(ERROR)
    response = strict.post(ERROR, filled(ERROR, csrfmiddlewaretoken=token, sender_name="Åsa"))
    assert response.status_code == 403
    assert "Tiden gick ut, men texten finns kvar. Skicka igen." in response.content.decode()
    again = fields_of(response)
    assert (again["text"], again["sender_name"]) == ("Länken till kartan leder fel.", "Åsa")
    assert not Feedback.objects.exists()
    assert strict.post(ERROR, again).status_code == 302


def test_a_form_from_another_site_is_not_received(strict: Client) -> None:
    fields = fields_of(strict.get(ERROR))
    sent = {**fields, **filled(ERROR)}
    response = strict.post(ERROR, sent, headers={"Origin": "https://ond.example"})
    assert response.status_code == 403
    assert not Feedback.objects.exists()


def test_a_browser_without_cookies_can_send_from_our_own_page(strict: Client) -> None:
    response = strict.post(ERROR, filled(ERROR), headers={"Origin": "http://testserver"})
    assert response.status_code == 302
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("origin", ["https://ond.example", "null"])
def test_a_browser_without_cookies_cannot_send_from_elsewhere(strict: Client, origin: str) -> None:
    response = strict.post(ERROR, filled(ERROR), headers={"Origin": origin})
    assert response.status_code == 403
    assert not Feedback.objects.exists()


def test_a_browser_that_says_nothing_at_all_learns_why_and_keeps_its_text(strict: Client) -> None:
    response = strict.post(ERROR, filled(ERROR))
    assert response.status_code == 403
    assert "sparar inga kakor" in response.content.decode()
    assert fields_of(response)["text"] == "Länken till kartan leder fel."


def test_a_refused_token_elsewhere_is_a_plain_403(strict: Client) -> None:
    response = strict.post("/platser/")
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()
