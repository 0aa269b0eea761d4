"""One showing of a public form serves one content, whichever form of the portal it is."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from associations.models import EntrySuggestion, Proposal
from casework.models import Mail, SentForm
from casework.public_forms.protection import KEY_HOLDS, FormKey
from casework.public_forms.sent_forms import forget_sent
from casework.records import references
from casework.records.retention import rule
from dialogues.models import DialogueIndexPage, Registration
from home.feedback.models import Feedback
from home.models import HomePage, PlacePage
from tests.associations.conftest import directory, register, square
from tests.associations.proposals.test_propose import FORM as PROPOSE
from tests.associations.proposals.test_propose import PURPOSE as OF_PROPOSALS
from tests.associations.proposals.test_propose import WORDS as PROPOSED
from tests.dialogues.conftest import dialogue_index
from tests.dialogues.taking_part import walk_in
from tests.filled_forms import filled, form_of
from tests.form_fields import Fields

__all__ = ["dialogue_index", "directory", "register", "square"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory", "register")]
WRONG = {"text": "Länken leder fel.", "sender_email": "asa@exempel.se"}
MISTAKE = {"about": "Schack", "message": "Fel nummer", "sender_email": "asa@exempel.se"}


class Form(NamedTuple):
    """A public form: where, what it is for, what is typed, and where an address is typed."""

    address: str
    purpose: str
    words: dict[str, Any]
    email: str = "sender_email"


def count() -> int:
    """How much has been received by all forms together."""
    kinds = (EntrySuggestion, Proposal, Feedback, Registration)
    return sum(kind.objects.count() for kind in kinds) + Mail.objects.count()


@pytest.fixture
def forms(front: HomePage, dialogue_index: DialogueIndexPage, square: PlacePage) -> dict[str, Form]:
    walk = walk_in(dialogue_index, capacity=20)
    come = {"name": "Åsa", "email": "asa@exempel.se", "way": "plats"}
    entry = {"title": "Schackklubben", "activities": "Schack", "sender_email": "asa@exempel.se"}
    link = {"reference": references.generate(), "email": "asa@exempel.se"}
    proposal = {**PROPOSED, "places": [square.pk], "step": "send"}
    return {
        "found": Form("/tyck-till/", "feedback.found", {**WRONG, "found": "nej"}),
        "error": Form("/tyck-till/fel/", "feedback.error", WRONG),
        "accessibility": Form("/tyck-till/tillganglighet/", "feedback.accessibility", WRONG),
        "new": Form("/forening/anmal/", "associations.new", entry),
        "mistake": Form("/forening/rapportera-fel/", "associations.error", MISTAKE),
        "link": Form(
            "/forening/ny-lank/", "associations.link", {"address": "a@exempel.se"}, "address"
        ),
        "proposal link": Form(
            "/partnerskap/mitt-forslag/ny-lank/", "associations.proposal_link", link, "email"
        ),
        "sign up": Form(f"/dialog/{walk.pk}/anmal/", "dialogues.sign_up", come, "email"),
        "proposal": Form(PROPOSE, OF_PROPOSALS, proposal, "email"),
    }


ALL = (
    *("found", "error", "accessibility", "new", "mistake"),
    *("link", "proposal link", "sign up", "proposal"),
)


def ready(visitor: Client, form: Form, **changes: Any) -> Fields:
    return filled(form_of(visitor.get(form.address)), form.purpose, **{**form.words, **changes})


@pytest.mark.parametrize("name", ALL)
def test_the_same_content_gives_the_same_receipt_and_another_is_asked_about(
    visitor: Client, forms: dict[str, Form], name: str
) -> None:
    form = forms[name]
    sent = ready(visitor, form)
    first = visitor.post(form.address, sent)
    assert first.status_code == 302, first.content.decode()
    received = count()
    again = visitor.post(form.address, sent)
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    for number in range(3):
        stranger = {**sent, form.email: [f"nils{number}@exempel.se"]}
        asked = visitor.post(form.address, stranger)
        assert asked.status_code == 422
        assert "Du har redan skickat" in asked.content.decode()
        # Nothing that was typed is lost, and the page that asks is another showing.
        shown = form_of(asked)
        assert shown[form.email] == [f"nils{number}@exempel.se"]
        assert shown["form_key"] != sent["form_key"]
    assert count() == received
    # Whoever means it sends once more.
    anew = visitor.post(form.address, {**stranger, **filled({}, form.purpose)})
    assert anew.status_code == 302


@pytest.mark.parametrize("name", ALL)
def test_a_key_that_is_older_than_what_is_remembered_is_asked_for_anew(
    visitor: Client, forms: dict[str, Form], name: str
) -> None:
    form = forms[name]
    old = FormKey.new(timezone.now() - KEY_HOLDS - timedelta(hours=1)).signed(form.purpose)
    asked = visitor.post(form.address, {**ready(visitor, form), "form_key": [old]})
    assert asked.status_code == 422
    assert "Tiden gick ut, men texten finns kvar." in asked.content.decode()
    assert form_of(asked)["form_key"] != [old]


def test_one_key_is_good_for_one_dialogue(
    visitor: Client, forms: dict[str, Form], dialogue_index: DialogueIndexPage
) -> None:
    form = forms["sign up"]
    sent = ready(visitor, form)
    visitor.post(form.address, sent)
    other = walk_in(dialogue_index, capacity=20)
    assert visitor.post(f"/dialog/{other.pk}/anmal/", sent).status_code == 422
    assert Registration.objects.count() == 1


def test_what_was_sent_is_kept_as_hashes_and_forgotten_after_the_key(
    visitor: Client, forms: dict[str, Form]
) -> None:
    form = forms["sign up"]
    visitor.post(form.address, ready(visitor, form))
    assert "exempel" not in str(SentForm.objects.values().get())
    now = timezone.now()
    kept = rule("sent_form")
    assert forget_sent(kept, now + KEY_HOLDS) == 0
    assert forget_sent(kept, now + KEY_HOLDS + timedelta(days=2)) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("differs", [False, True])
def test_sent_at_the_same_moment_one_key_is_one_message(front: HomePage, differs: bool) -> None:
    form = Form("/tyck-till/fel/", "feedback.error", WRONG)
    sent = ready(Client(), form)
    together, answers = threading.Barrier(3), []

    def click(number: int) -> Callable[[], None]:
        def act() -> None:
            together.wait()
            email = f"nils{number}@exempel.se" if differs else "asa@exempel.se"
            answers.append(Client().post(form.address, {**sent, "sender_email": [email]}))
            connection.close()

        return act

    clicks = [threading.Thread(target=click(number)) for number in range(3)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert Feedback.objects.count() == 1
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == ([302, 422, 422] if differs else [302, 302, 302])
