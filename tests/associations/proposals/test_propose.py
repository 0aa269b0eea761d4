"""Proposing a partnership: nothing that somebody wrote is lost, nothing is received twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from associations.models import EventKind, Proposal
from associations.proposals.views import propose
from casework.files import waiting_files
from casework.models import HeldFile, Mail
from casework.records.retention import rule
from core.models import PortalSettings, Topic
from home.models import PlacePage, Priority, PriorityKind
from tests.factories import files as make
from tests.factories.home import TopicFactory
from tests.filled_forms import filled, form_of
from tests.form_fields import Fields

FORM = "/partnerskap/foresla/formular/"
PURPOSE = "associations.proposal"
WORDS = {
    "association_name": "Solbergas föräldraförening",
    "contact_name": "Åsa Öberg-Ström",
    "email": "asa@exempel.se",
    "title": "Ljus på planen",
    "problem": "Det är mörkt vid bollplanen.",
    "activity": "Vi vandrar på fredagar.",
}

pytestmark = pytest.mark.usefixtures("register")


def written(visitor: Client, square: PlacePage, **changes: Any) -> Fields:
    """Return the form as somebody fills it in."""
    words = {**WORDS, "places": [square.pk], **changes}
    return filled(form_of(visitor.get(FORM)), PURPOSE, **words)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def review(visitor: Client, fields: Any, *files: SimpleUploadedFile) -> Any:
    return visitor.post(FORM, {**fields, "step": "review", "attachments": list(files)})


def send(visitor: Client, fields: Any) -> Any:
    return visitor.post(FORM, {**fields, "step": "send"})


# ---------------------------------------------------------------- the way through


def test_the_check_leads_everybody_somewhere_and_stores_nothing(visitor: Client) -> None:
    site = PortalSettings.known_by_default()
    site.grants_url, site.contact_phone = "https://bidrag.exempel.se/", "08-123 45 67"
    site.child_concern_url = "https://barn.exempel.se/"
    site.citizen_proposal_url = "https://medborgare.exempel.se/"
    site.save()
    response = visitor.get("/partnerskap/foresla/")
    page = response.content.decode()
    for word in ("tel:112", "tel:11414", "tel:08-123", FORM):
        assert word in page
    # Faults have no address here, so there is the telephone.
    for elsewhere in ("bidrag", "barn", "medborgare"):
        assert f'href="https://{elsewhere}.exempel.se/"' in page
    assert "Går det utan ett partnerskap?" in page
    assert "utan överenskommelse och utan ansökan" in page
    assert "medborgarförslag" in page
    assert "orolig för ett barn" in page
    assert not response.cookies


def test_notice_and_data_protection_stand_before_the_button(visitor: Client) -> None:
    site = PortalSettings.known_by_default()
    site.contact_phone = "08-465 004 00"
    site.save()
    response = visitor.get(FORM)
    page = response.content.decode()
    button = page.rindex('name="step" value="review"')
    for words in (
        *("allmän handling", "artikel 6.1 e", "Integritetsskyddsmyndigheten", "Ring 112"),
        *("Handläggarna läser", "Den som begär ut", "arkivreglerna", "få fel rättade"),
        *("dataskyddsombud", "Ring oss i stället på 08-465 004 00"),
    ):
        assert page.index(words) < button, words
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]


def test_what_the_district_gives_priority_stands_in_the_form(visitor: Client) -> None:
    Priority.objects.create(
        slug="unga", title="Unga på kvällen", text="Fler vuxna ute.", kind=PriorityKind.PARTNERSHIP
    )
    Priority.objects.create(
        slug="annat", title="Något annat", text="Annat.", kind=PriorityKind.SAFETY
    )
    page = visitor.get(FORM).content.decode()
    assert "Unga på kvällen" in page
    assert "Något annat" not in page


def test_a_number_that_is_said_to_be_absent_is_an_answer(
    visitor: Client, square: PlacePage
) -> None:
    reviewed = review(visitor, written(visitor, square, organisation_number="Saknas"))
    assert '<dd dir="auto">saknas</dd>' in reviewed.content.decode()
    send(visitor, form_of(reviewed))
    assert Proposal.objects.get().organisation_number == "saknas"


def test_a_proposal_is_reviewed_then_sent_and_everything_is_there(
    visitor: Client, square: PlacePage
) -> None:
    topic: Topic = TopicFactory(name="Idrott")
    fields = written(
        visitor,
        square,
        topics=[topic.pk],
        organisation_number="168020123454",
        email="<Anna+iop@förening.se> ",
        needs="Rad ett\r\n• Rad\u00ad två",
    )
    plan, card = upload("plan å.pdf", make.pdf_bytes()), upload("karta.png", make.png_bytes())
    reviewed = review(visitor, fields, plan, card)
    page = reviewed.content.decode()
    assert reviewed.status_code == 200
    for words in (*WORDS.values(), "Torget", "Idrott", "plan å.pdf", "karta.png", "Inget svar"):
        assert words == "asa@exempel.se" or words in page
    assert not Proposal.objects.exists()
    sent = send(visitor, form_of(reviewed))
    assert sent.status_code == 302
    proposal = Proposal.objects.get()
    assert sent["Location"].endswith(f"/tack/{proposal.token}/")
    assert proposal.organisation_number == "8020123454"
    assert proposal.email == "Anna+iop@förening.se"
    assert proposal.needs == "Rad ett\n• Rad\u00ad två"
    assert list(proposal.places.all()) == [square]
    assert list(proposal.topics.all()) == [topic]
    assert {file.name for file in proposal.files.all()} == {"plan å.pdf", "karta.png"}
    assert proposal.files.get(name="plan å.pdf").file.read() == make.pdf_bytes()
    assert not HeldFile.objects.exists()
    event = proposal.events.get()
    assert (event.kind, event.is_by_sender) == (EventKind.RECEIVED, True)


def test_sender_and_mailbox_are_told_without_personal_data(
    visitor: Client, square: PlacePage
) -> None:
    settings = PortalSettings.known_by_default()
    settings.contact_email = "funktion@exempel.se"
    settings.save()
    send(visitor, written(visitor, square))
    proposal = Proposal.objects.get()
    mails = {email.to: email for email in Mail.objects.all()}
    assert set(mails) == {"asa@exempel.se", "funktion@exempel.se"}
    assert all(proposal.reference in mail.subject for mail in mails.values())
    told = mails["funktion@exempel.se"].subject + mails["funktion@exempel.se"].message
    assert not any(words in told for words in WORDS.values())
    assert proposal.token in mails["asa@exempel.se"].message


def test_change_shows_the_form_with_everything_and_the_files(
    visitor: Client, square: PlacePage
) -> None:
    reviewed = review(visitor, written(visitor, square), upload("a.pdf", make.pdf_bytes()))
    changed = visitor.post(FORM, {**form_of(reviewed), "step": "edit"})
    fields = form_of(changed)
    assert changed.status_code == 200
    assert {name: fields[name] for name in WORDS} == {name: [w] for name, w in WORDS.items()}
    assert fields["places"] == [str(square.pk)]
    assert "a.pdf" in changed.content.decode()
    assert "Det finns" not in changed.content.decode()


# ---------------------------------------------------------------- once


def test_sent_twice_it_is_one_case_with_one_receipt(visitor: Client, square: PlacePage) -> None:
    fields = form_of(review(visitor, written(visitor, square), upload("a.pdf", make.pdf_bytes())))
    first, second = send(visitor, fields), send(visitor, fields)
    assert first["Location"] == second["Location"]
    assert Proposal.objects.count() == 1
    # Going back to the form and on again leads to the receipt as well.
    assert review(visitor, fields)["Location"] == first["Location"]
    assert Proposal.objects.get().files.count() == 1


def test_words_changed_after_sending_are_kept_and_can_become_another_proposal(
    visitor: Client, square: PlacePage
) -> None:
    fields = written(visitor, square)
    send(visitor, fields)
    first = Proposal.objects.get()
    again = send(visitor, {**fields, "title": "En annan idé"})
    assert again.status_code == 422
    page = again.content.decode()
    assert first.reference in page
    assert "blir det ett nytt förslag" in page
    shown = form_of(again)
    assert shown["title"] == ["En annan idé"]
    assert send(visitor, filled(shown, PURPOSE)).status_code == 302
    assert Proposal.objects.count() == 2


def test_files_that_have_waited_too_long_are_asked_for_again(
    visitor: Client, square: PlacePage
) -> None:
    fields = written(visitor, square)
    reviewed = review(visitor, fields, upload("a.pdf", make.pdf_bytes()))
    waiting_files.forget_old(rule("waiting_file"), timezone.now() + timedelta(hours=25))
    refused = send(visitor, form_of(reviewed))
    assert refused.status_code == 422
    assert "finns inte kvar. Välj dem igen" in refused.content.decode()
    assert not Proposal.objects.exists()
    assert send(visitor, form_of(refused)).status_code == 302
    # Sent once more, it is the case that has the files, and the receipt comes again.
    assert send(visitor, form_of(reviewed)).status_code == 302
    assert Proposal.objects.count() == 1


# ---------------------------------------------------------------- mistakes


def test_mistakes_are_told_beside_the_field_and_in_a_summary(
    visitor: Client, square: PlacePage
) -> None:
    fields = written(visitor, square, email="asa", title=" \t ", places=[])
    response = review(visitor, fields, upload("a.pdf", make.pdf_bytes()))
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Fel:" in page
    assert "Det finns 3 fel i formuläret" in page
    for error in ("namn@exempel.se", "Ge idén ett namn", "Välj minst en plats"):
        assert page.count(error) >= 2
    shown = form_of(response)
    assert shown["problem"] == [WORDS["problem"]]
    assert shown["email"] == ["asa"]
    assert "a.pdf" in page
    assert HeldFile.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.pdf", make.exe_bytes(), "”plan.pdf” är inte en sorts fil"),
        ("tom.pdf", b"", "”tom.pdf” är tom"),
        (
            "foto.heic",
            b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
            "”foto.heic” är inte en sorts fil",
        ),
        ("makro.docx", make.macro_docx_bytes(), "”makro.docx” innehåller makron"),
        ("bomb.docx", make.zip_bomb_bytes(), "”bomb.docx” är för stor när"),
        (
            "../../två.pdf",
            make.polyglot_bytes(make.pdf_bytes()),
            "”två.pdf” går inte att läsa säkert",
        ),
        ("stor.pdf", make.pdf_bytes() + b" " * 30 * 1024 * 1024, "högst 10 MB"),
    ],
)
def test_a_refused_file_keeps_the_words_and_the_other_files(
    visitor: Client, square: PlacePage, name: str, content: bytes, words: str
) -> None:
    fields = written(visitor, square)
    good = upload("bra.pdf", make.pdf_bytes())
    response = review(visitor, fields, good, upload(name, content))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "bra.pdf" in page
    assert form_of(response)["activity"] == [WORDS["activity"]]
    assert HeldFile.objects.get().name == "bra.pdf"


def test_at_most_five_files_and_any_can_be_taken_away(visitor: Client, square: PlacePage) -> None:
    fields = written(visitor, square)
    six = [upload(f"{number}.pdf", make.pdf_bytes(str(number))) for number in range(6)]
    response = visitor.post(FORM, {**fields, "step": "attach", "attachments": six})
    assert "högst 5 filer" in response.content.decode()
    assert HeldFile.objects.count() == 5
    first = HeldFile.objects.order_by("pk").first()
    assert first
    gone = visitor.post(FORM, {**form_of(response), "remove": first.pk, "step": "attach"})
    assert gone.status_code == 200
    assert HeldFile.objects.count() == 4
    other = written(visitor, square)
    visitor.post(FORM, {**other, "remove": HeldFile.objects.all()[0].pk, "step": "attach"})
    assert HeldFile.objects.count() == 4


def test_an_expired_token_keeps_words_and_files(square: PlacePage) -> None:
    visitor = Client(enforce_csrf_checks=True)
    fields = written(visitor, square)
    fields["csrfmiddlewaretoken"] = ["for-gammal"]
    response = review(visitor, fields, upload("a.pdf", make.pdf_bytes()))
    page = response.content.decode()
    assert response.status_code == 403
    assert "texten finns kvar" in page
    assert "a.pdf" in page
    shown = form_of(response)
    assert shown["problem"] == [WORDS["problem"]]
    assert send(visitor, shown).status_code == 302
    assert Proposal.objects.get().files.count() == 1


def test_a_lost_key_shows_the_form_again_and_then_takes_it(
    visitor: Client, square: PlacePage
) -> None:
    response = send(visitor, {**written(visitor, square), "form_key": "påhittad"})
    assert response.status_code == 422
    assert send(visitor, filled(form_of(response), PURPOSE)).status_code == 302


def test_robots_are_asked_again_and_nothing_is_lost(visitor: Client, square: PlacePage) -> None:
    baited = send(visitor, {**written(visitor, square), "website": "https://köp.exempel"})
    assert baited.status_code == 422
    assert form_of(baited)["title"] == [WORDS["title"]]
    quick = send(visitor, {**form_of(visitor.get(FORM)), **WORDS, "places": [square.pk]})
    assert quick.status_code == 422
    assert "så fort" in quick.content.decode()
    assert not Proposal.objects.exists()


def test_too_many_from_one_sender_wait_with_their_words(
    visitor: Client, square: PlacePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(propose.ProposalFlow, "limit", replace(propose.LIMIT, most=1))
    send(visitor, written(visitor, square))
    response = send(visitor, written(visitor, square, title="Nummer två"))
    assert response.status_code == 429
    assert response["Retry-After"]
    assert form_of(response)["title"] == ["Nummer två"]
