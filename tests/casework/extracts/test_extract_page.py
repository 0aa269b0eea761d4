"""One person's data on one page: found everywhere, told nowhere, corrected and erased by rule."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from associations.models import EntrySuggestion, EventKind, Proposal
from casework.erasing.kinds import offered_kinds
from casework.extracts.sources import offered_sources
from casework.mail.outbox import queue_mail
from casework.models import ErasureRecord, Mail, MailStatus, RegisterExtract
from dialogues.models import DialogueIndexPage, Registration
from home.models import Feedback, HomePage
from tests.dialogues.taking_part import come, walk_in
from tests.factories.dialogues import DialogueIndexFactory
from tests.factories.feedback import FeedbackFactory
from tests.factories.proposals import ProposalEventFactory, ProposalFactory
from tests.factories.suggestions import SuggestionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/admin/registerutdrag/"
WORDS = {"email": "asa@exempel.se", "name": "", "phone": ""}
SECRETS = ("asa@exempel.se", "Åsa", "Öberg")


def browser_of(*codenames: str) -> Client:
    user = UserFactory(username="handlaggare", first_name="Hanna")
    names = ("access_admin", *codenames)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def browser(front: HomePage) -> Client:
    return browser_of("make_registerextract", "erase_proposal", "handle_proposal")


@pytest.fixture
def dialogues(front: HomePage) -> DialogueIndexPage:
    page: DialogueIndexPage = DialogueIndexFactory(parent=front)
    return page


def press(browser: Client, step: str = "", value: Any = "1", **more: Any) -> Any:
    pressed = {step: value} if step else {}
    return browser.post(PAGE, {**WORDS, **pressed, **more})


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def everything(dialogues: DialogueIndexPage) -> dict[str, Any]:
    """Åsa in each kind, and somebody else beside her."""
    rows = {
        "proposal": ProposalFactory(),
        "feedback": FeedbackFactory(signed=True),
        "suggestion": SuggestionFactory(data={"contact": "Fråga ASA@exempel.se"}),
        "registration": come(walk_in(dialogues), "asa", needs="Hörselslinga"),
    }
    with transaction.atomic():
        queue_mail(
            to="asa@exempel.se",
            template="casework/mail/password_reset",
            context={},
            reference="",
            event="e",
        )
    ProposalFactory(contact_name="Bo", email="bo@exempel.se")
    FeedbackFactory(sender_name="Bo", sender_email="bo@exempel.se")
    Mail.objects.exclude(tells_of__event="e").delete()
    return {**rows, "mail": Mail.objects.get()}


def keys_of(rows: dict[str, Any]) -> list[str]:
    return [f"{name}:{row.pk}" for name, row in rows.items()]


def test_every_kind_about_readers_is_a_source() -> None:
    kinds = {kind.name for kind in offered_kinds() if not kind.of_staff}
    # Codes that lead nowhere, and files that nobody sees before their form is sent.
    assert {source.kept_as for source in offered_sources()} == kinds - {
        "rate_count",
        "sent_form",
        "waiting_file",
    }


def test_all_that_is_kept_is_found_and_nothing_of_anybody_else(
    browser: Client, dialogues: DialogueIndexPage
) -> None:
    rows = everything(dialogues)
    page = text_of(press(browser))
    assert "5 träffar." in page
    for key in keys_of(rows):
        assert f'value="{key}"' in page
    assert "Hörselslinga" in page
    assert "bo@exempel.se" not in page
    assert "Nämns i det som någon skrev." in page


@pytest.mark.parametrize("words", [{"name": "öberg-ström, åsa"}, {"phone": "+46701234567"}])
def test_names_and_numbers_are_found_as_well(browser: Client, words: dict[str, str]) -> None:
    proposal = ProposalFactory()
    ProposalEventFactory(case=proposal, text="Ringde om saken")
    assert proposal.reference in text_of(browser.post(PAGE, {**WORDS, "email": "", **words}))


def test_what_was_searched_stands_in_no_address_title_or_log(
    browser: Client, dialogues: DialogueIndexPage, caplog: pytest.LogCaptureFixture
) -> None:
    rows = everything(dialogues)
    answer = press(browser)
    assert "no-store" in answer["Cache-Control"]
    page = text_of(answer)
    title = page.split("<title>")[1].split("</title>")[0]
    assert not any(word in title for word in SECRETS)
    assert 'method="post"' in page
    press(browser, "json", hit=keys_of(rows))
    logged = [*ModelLogEntry.objects.values(), *RegisterExtract.objects.values()]
    told = f"{[row for row in logged if 'receive' not in str(row)]} {caplog.text}"
    assert not any(word in told for word in SECRETS)
    look_up, export = ModelLogEntry.objects.filter(action__contains="_person").order_by("pk")
    assert (look_up.action, look_up.data) == ("casework.look_up_person", {"hits": 5})
    assert (export.action, export.data["form"]) == ("casework.export_person", "JSON")
    assert look_up.user.username == "handlaggare"
    assert RegisterExtract.objects.order_by("pk")[0].hits["proposal"] == 1


def test_only_what_is_ticked_is_handed_out(browser: Client, dialogues: DialogueIndexPage) -> None:
    rows = everything(dialogues)
    answer = press(browser, "json", hit=[f"feedback:{rows['feedback'].pk}"])
    (kind,) = answer.json()["kinds"]
    assert kind["kind"] == "feedback"
    assert kind["kept"][0].startswith("12 månader")
    facts = {fact["label"]: fact["text"] for fact in kind["records"][0]["facts"]}
    assert facts["E-postadress"] == "asa@exempel.se"
    assert "asa" not in answer["Content-Disposition"]
    printed = text_of(press(browser, "print", hit=[f"proposal:{rows['proposal'].pk}"]))
    assert "Schack på torget" in printed
    assert "Länken till kartan" not in printed
    assert "Kryssa i minst en post" in text_of(press(browser, "print"))


def test_a_mistyped_address_is_corrected_and_the_case_keeps_what_came(browser: Client) -> None:
    proposal = ProposalFactory()
    key = f"proposal:{proposal.pk}"
    assert 'name="new-email"' in text_of(press(browser, "correct", key))
    new = {
        "new-contact_name": "Åsa Öberg-Ström",
        "new-contact_role": "Ordförande",
        "new-email": "asa.oberg@exempel.se",
        "new-phone": "070-123 45 67",
    }
    wrong = text_of(press(browser, "save", key, **{**new, "new-email": "asa@"}))
    assert "Inget är sparat" in wrong
    press(browser, "save", key, **new)
    proposal.refresh_from_db()
    assert proposal.email == "asa.oberg@exempel.se"
    note = proposal.events.get(kind=EventKind.NOTE)
    assert "asa@exempel.se" in note.text
    entry = ModelLogEntry.objects.get(action="casework.correct_person")
    assert entry.data == {"fields": ["e-postadress"]}


def test_a_registration_is_corrected_unless_the_address_comes_already(
    browser: Client, dialogues: DialogueIndexPage
) -> None:
    walk = walk_in(dialogues)
    mine, other = come(walk, "asa"), come(walk, "bo")
    new = {"new-name": "Åsa", "new-email": other.email}
    assert "krockar" in text_of(press(browser, "save", f"registration:{mine.pk}", **new))
    press(browser, "save", f"registration:{mine.pk}", **{**new, "new-email": "ny@exempel.se"})
    key = mine.email_key
    mine.refresh_from_db()
    assert mine.email == "ny@exempel.se"
    assert mine.email_key != key


def test_what_may_not_be_erased_says_why(browser: Client, settings: Any) -> None:
    young = FeedbackFactory(signed=True, handled=True)
    ProposalFactory()
    page = text_of(press(browser))
    assert "Den får gallras tidigast" in page
    assert "ett ärende som pågår" in page
    answer = text_of(press(browser, "erase_now", f"feedback:{young.pk}"))
    assert "Den får gallras tidigast" in answer
    settings.PROPOSAL_ERASING = False
    due = ProposalFactory(due_for_erasing=True)
    assert "inget beslut" in text_of(press(browser, "erase", f"proposal:{due.pk}"))
    assert Feedback.objects.exclude(text="").count() == 1
    assert not Proposal.objects.exclude(erased_at=None).exists()


def test_what_may_be_erased_is_erased_after_a_question(
    browser: Client, dialogues: DialogueIndexPage
) -> None:
    rows = everything(dialogues)
    Mail.objects.update(status=MailStatus.SENT)
    long_ago = timezone.now() - timedelta(days=800)
    Feedback.objects.update(received_at=long_ago)
    EntrySuggestion.objects.update(received_at=long_ago)
    due = ProposalFactory(due_for_erasing=True)
    for key in [*keys_of(rows)[1:], f"proposal:{due.pk}"]:
        assert "Det går inte att ångra" in text_of(press(browser, "erase", key))
        assert "Uppgifterna är raderade." in text_of(press(browser, "erase_now", key))
    assert not Registration.objects.exists()
    assert not Mail.objects.exists()
    assert ErasureRecord.objects.count() == 3
    assert Feedback.objects.get(pk=rows["feedback"].pk).sender_email == ""
    assert "1 träff." in text_of(press(browser))
    assert "finns inte kvar" in text_of(press(browser, "erase_now", f"proposal:{due.pk}"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"email": ""}, "Fyll i minst en uppgift."),
        ({"email": "asa@"}, "namn@exempel.se"),
        ({"email": "", "name": "Bo"}, "minst tre bokstäver"),
        ({"email": "", "phone": "12"}, "minst 6 siffror"),
    ],
)
def test_too_little_is_asked_for_again(browser: Client, words: dict[str, str], told: str) -> None:
    assert told in text_of(browser.post(PAGE, {**WORDS, **words}))
    assert not RegisterExtract.objects.exists()


def test_it_takes_a_permission_of_its_own(front: HomePage) -> None:
    other = browser_of("handle_proposal", "view_feedback")
    for answer in (other.get(PAGE), press(other), press(other, "json", hit="proposal:1")):
        assert answer.status_code == 302
        assert answer["Location"] == "/admin/"
    assert "registerutdrag" not in text_of(other.get("/admin/")).lower()
