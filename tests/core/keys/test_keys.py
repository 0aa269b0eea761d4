"""Keys change, and what was promised with the earlier ones holds."""

from datetime import UTC, datetime

import pytest
from django.conf import settings as portal_settings
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import Settings

from associations.models import Proposal
from casework.mail.outbox import has_been_told, never_reached, queue_mail, withdraw
from casework.models import Dispatch
from casework.public_forms.protection import FormKey
from core.keys.purposes import Purpose, recipient_key, signer
from dialogues.models import Registration
from home.models import HomePage
from tests.factories.proposals import ProposalFactory

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
# How the portal's operator may go from one set of keys to the next. Each row: before, and after.
SECRET = portal_settings.SECRET_KEY
CHANGES: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "a new SECRET_KEY with the old behind it": (
        {},
        {"SECRET_KEY": "new", "SECRET_KEY_FALLBACKS": [SECRET]},
    ),
    "a new SECRET_KEY where each use has its own": (
        {"PURPOSE_KEYS": {purpose.value: ["own"] for purpose in Purpose}},
        {"PURPOSE_KEYS": {purpose.value: ["own"] for purpose in Purpose}, "SECRET_KEY": "new"},
    ),
    "keys of their own for the first time": (
        {},
        {"PURPOSE_KEYS": {purpose.value: ["own", SECRET] for purpose in Purpose}},
    ),
    "new keys of their own": (
        {"PURPOSE_KEYS": {purpose.value: ["own"] for purpose in Purpose}},
        {"PURPOSE_KEYS": {purpose.value: ["newer", "own"] for purpose in Purpose}},
    ),
}


@pytest.fixture(params=list(CHANGES.values()), ids=list(CHANGES))
def change(request: pytest.FixtureRequest) -> tuple[dict[str, object], dict[str, object]]:
    before, after = request.param
    return before, after


@pytest.mark.django_db
def test_secret_links_and_forms_open_after_the_keys_have_changed(
    change: tuple[dict[str, object], dict[str, object]], front: HomePage
) -> None:
    before, after = change
    with override_settings(**before):
        proposal = ProposalFactory()
        link, registration = proposal.token, Registration(link_key="k").token
        form = FormKey.new(NOW).signed("test")
    with override_settings(**after):
        assert Proposal.find(link) == proposal
        assert Registration.find(registration) is None
        assert signer(Purpose.LINKS, salt="dialogues.my_registration").unsign(registration) == "k"
        assert FormKey.read(form, "test") is not None
        assert Client().get(f"/mina/forslag/{link}/").status_code in {200, 404}


@pytest.mark.django_db
def test_nobody_is_told_again_after_the_keys_have_changed(
    change: tuple[dict[str, object], dict[str, object]], front: HomePage
) -> None:
    before, after = change
    told = {"to": "anna@exempel.se", "event": "proposal_received:T7K4"}
    mail = {**told, "template": "associations/mail/suggestion_refused", "reference": "T7K4"}
    with override_settings(**before), transaction.atomic():
        sent = queue_mail(**mail, context={})
        assert sent is not None
        assert sent.mail is not None
        sent.mail.status = 1
        sent.mail.save()
    with override_settings(**after), transaction.atomic():
        assert queue_mail(**mail, context={}) is None
        assert has_been_told(**told)
        assert never_reached(["anna@exempel.se", "bo@exempel.se"]) == {"anna@exempel.se"}
        assert withdraw(to="anna@exempel.se", event_begins="proposal_received") == 1
    assert Dispatch.objects.count() == 1


def test_a_key_that_is_gone_makes_and_opens_nothing(settings: Settings) -> None:
    made = FormKey.new(NOW).signed("test")
    settings.SECRET_KEY = "new"
    assert FormKey.read(made, "test") is None


def test_each_use_has_a_key_of_its_own(settings: Settings) -> None:
    before = recipient_key("anna@exempel.se"), signer(Purpose.LINKS, salt="x").sign("y")
    settings.PURPOSE_KEYS = {Purpose.RECIPIENTS.value: ["own"]}
    assert recipient_key("anna@exempel.se") != before[0]
    assert signer(Purpose.LINKS, salt="x").sign("y") == before[1]
