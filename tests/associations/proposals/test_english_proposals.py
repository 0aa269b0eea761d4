"""Below /en/ a partnership is proposed and followed in English, from the first page to the last."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from associations import models
from associations.proposals.actions import handling
from casework.models import Mail
from core.models import PortalSettings, User
from home.models import HomePage, PlacePage
from tests.associations.proposals.my_proposals import ready, with_files
from tests.factories.files import pdf_bytes
from tests.filled_forms import filled, form_of
from tests.telltale_words import swedish_words

WAY, FORM = "/en/partnerskap/foresla/", "/en/partnerskap/foresla/formular/"
MINE, ASK = "/en/partnerskap/mitt-forslag/", "/en/partnerskap/mitt-forslag/ny-lank/"
WORDS = {
    "association_name": "Älvsjö BK",
    "organisation_number": "none",
    "contact_name": "Åsa Öberg",
    "email": "asa@exempel.se",
    "title": "Light on the pitch",
    "problem": "It is dark by the pitch.",
    "activity": "We walk on Fridays.",
}


@pytest.fixture(autouse=True)
def _english_portal(
    front: HomePage, directory: models.AssociationDirectoryPage, site: object
) -> None:
    PortalSettings.objects.update_or_create(
        site=site, defaults={"contact_email": "staff@exempel.se", "contact_phone": "08-508 21 000"}
    )
    locale = Locale.objects.get_or_create(language_code="en")[0]
    front.copy_for_translation(locale).save_revision().publish()


def test_a_proposal_is_made_followed_and_withdrawn_in_english(
    visitor: Client, square: PlacePage, administrator: User
) -> None:
    form = visitor.get(FORM)
    empty = filled(form_of(form), "associations.proposal")
    refused = visitor.post(FORM, {**empty, "step": "review"})
    assert refused.status_code == 422
    chosen = [SimpleUploadedFile("plan.pdf", pdf_bytes()), SimpleUploadedFile("a.exe", b"MZ")]
    fields = {**filled(empty, "associations.proposal", **WORDS, places=[square.pk])}
    attached = visitor.post(FORM, {**fields, "step": "attach", "attachments": chosen})
    reviewed = visitor.post(FORM, {**form_of(attached), "step": "review"})
    sent = visitor.post(FORM, {**form_of(reviewed), "step": "send"})
    proposal = models.Proposal.objects.get()
    pages = [visitor.get(WAY), form, refused, attached, reviewed, visitor.get(sent["Location"])]

    link = f"{MINE}{proposal.token}/"
    step = {"proposal_id": proposal.pk, "officer": administrator, "now": timezone.now()}
    handling.ask(text="How many are you?", **step)
    asked = visitor.get(link)
    assert "We have a question for you" in asked.text
    visitor.post(link, with_files(ready(visitor, link, text="Ten")))
    goodbye = visitor.get(f"{link}aterta/")
    visitor.post(f"{link}aterta/", form_of(goodbye))
    pages += [asked, goodbye, visitor.get(link), visitor.get(ASK), visitor.get(f"{MINE}MQ:abc/")]
    assert [swedish_words(page) for page in pages] == [set()] * len(pages)

    subjects = [mail.subject for mail in Mail.objects.order_by("pk") if mail.to == WORDS["email"]]
    assert subjects == [
        f"We have received your proposal {proposal.reference}",
        f"We have a question about your proposal {proposal.reference}",
        f"News of your proposal {proposal.reference}",
    ]
    for mail in Mail.objects.all():
        is_english = mail.to == WORDS["email"]
        assert mail.message.startswith("Hello!" if is_english else "Hej!")
        assert (f"/en/partnerskap/mitt-forslag/{proposal.token}/" in mail.message) == is_english
