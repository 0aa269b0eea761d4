"""Below /en/ an association is told of, reported and written to in English."""

import re

import pytest
from django.test import Client
from wagtail.models import Locale

from associations import models
from casework.models import Mail
from core.models import PortalSettings
from home.models import HomePage
from tests.associations.directory.review_links import link_to
from tests.associations.directory.suggestions import address, opened
from tests.filled_forms import filled, form_of
from tests.telltale_words import swedish_words

NEW, ERROR, LINK = "/en/forening/anmal/", "/en/forening/rapportera-fel/", "/en/forening/ny-lank/"
MAILBOX = "trygghet@exempel.se"


@pytest.fixture
def english(front: HomePage, directory: models.AssociationDirectoryPage) -> HomePage:
    """The English front page of a portal whose directory is in Swedish."""
    locale = Locale.objects.get_or_create(language_code="en")[0]
    page: HomePage = front.copy_for_translation(locale)
    page.save_revision().publish()
    return page


def send_new(visitor: Client, email: str) -> None:
    fields = filled(form_of(visitor.get(NEW)), "associations.new", title="Älvsjö BK")
    assert visitor.post(NEW, {**fields, "sender_email": [email]}).status_code == 302


def mail_to(recipient: str) -> Mail:
    (mail,) = [mail for mail in Mail.objects.order_by("pk") if mail.to == recipient]
    Mail.objects.filter(pk=mail.pk).delete()
    return mail


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("form", [NEW, ERROR, LINK])
def test_a_form_and_its_errors_are_english(visitor: Client, form: str) -> None:
    shown = visitor.get(form)
    assert shown.status_code == 200
    assert swedish_words(shown) == set()
    refused = visitor.post(form, {"sender_email": "nobody", "address": "nobody"})
    assert refused.status_code == 422
    assert swedish_words(refused) == set()


@pytest.mark.usefixtures("english")
def test_a_link_that_has_been_used_is_told_in_english(
    visitor: Client, chess: models.AssociationPage
) -> None:
    response = visitor.get("/en/forening/uppgifter/MQ:abc/")
    assert "The link is not right" in response.text
    assert swedish_words(response) == set()
    assert "Check your details" in visitor.get(f"/en{link_to(chess)}").text


@pytest.mark.usefixtures("english")
def test_who_writes_in_english_is_answered_in_english_and_staff_in_swedish(
    visitor: Client, communicator: Client
) -> None:
    known = PortalSettings.known_by_default()
    known.contact_email = MAILBOX
    known.save()
    send_new(visitor, "asa@exempel.se")
    suggestion = models.EntrySuggestion.objects.get()
    receipt, arrival = mail_to("asa@exempel.se"), mail_to(MAILBOX)
    assert receipt.subject == f"We have received your suggestion {suggestion.reference}"
    assert "We read it during office hours." in receipt.message
    assert receipt.message.endswith("/en/\n")
    assert "Något har kommit in till föreningsregistret: ny förening." in arrival.message
    refusal = {**opened(communicator, suggestion), "refuse": ["1"], "reason": ["We know them."]}
    communicator.post(address(suggestion), refusal)
    decision = mail_to("asa@exempel.se")
    assert decision.subject == f"Decision on your suggestion {suggestion.reference}"
    assert "This is why:\nWe know them." in decision.message


@pytest.mark.usefixtures("english")
def test_an_entry_in_swedish_gets_its_link_in_swedish_whoever_asks(
    visitor: Client, chess: models.AssociationPage
) -> None:
    fields = filled(form_of(visitor.get(LINK)), "associations.link", address=chess.review_email)
    assert visitor.post(LINK, fields).status_code == 302
    mail = mail_to(chess.review_email)
    assert mail.message.startswith("Hej!\n\nSchackklubben finns i föreningsregistret")
    assert re.search(r"://[^/]+/forening/uppgifter/", mail.message)
