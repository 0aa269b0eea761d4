"""A new link goes only to the address in the proposal, and closes the old one."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from associations import models
from associations.proposals.actions.sender import renew_link
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.views import links
from casework.models import Mail
from casework.public_forms.rate_limits import RateLimit
from tests.associations.proposals.my_proposals import ASK, link_to, words_of
from tests.factories.proposals import ProposalFactory
from tests.filled_forms import filled, form_of

pytestmark = pytest.mark.usefixtures("front")


@pytest.fixture
def proposal() -> models.Proposal:
    proposal: models.Proposal = ProposalFactory(email="asa@exempel.se")
    return proposal


def send(visitor: Client, **given: str) -> Any:
    fields = form_of(visitor.get(ASK))
    return visitor.post(ASK, filled(fields, "associations.proposal_link", **given))


def link_in(mail: Mail) -> str:
    line = next(line for line in mail.message.splitlines() if "/mitt-forslag/" in line)
    return line.removeprefix("http://127.0.0.1:8000")


def test_a_new_link_is_sent_and_the_old_one_closed(
    visitor: Client, proposal: models.Proposal
) -> None:
    old = link_to(proposal)
    written = proposal.reference.lower().replace("-", " – ")
    answer = send(visitor, reference=written, email=" <ASA@exempel.se>")
    assert answer.status_code == 302
    assert proposal.reference not in answer["Location"]
    told = visitor.get(answer["Location"])
    assert "Om uppgifterna stämmer" in words_of(told)
    assert told["Cache-Control"] == "private, no-store"
    mail = Mail.objects.get()
    assert mail.to == "asa@exempel.se"
    assert mail.subject == f"Ny länk till ditt förslag {proposal.reference}"
    assert visitor.get(old).status_code == 404
    assert visitor.get(link_in(mail)).status_code == 200


def test_the_answer_is_the_same_whatever_is_true(
    visitor: Client, proposal: models.Proposal
) -> None:
    other = ProposalFactory(email="annan@exempel.se")
    emptied = dict.fromkeys(WRITTEN, "")
    models.Proposal.objects.filter(pk=other.pk).update(**emptied, erased_at=timezone.now())
    right = send(visitor, reference=proposal.reference, email=proposal.email)
    wrong = [
        send(visitor, reference=proposal.reference, email="annan@exempel.se"),
        send(visitor, reference=other.reference, email="annan@exempel.se"),
        send(visitor, reference=proposal.reference, email=proposal.email),
    ]
    assert {answer["Location"] for answer in [right, *wrong]} == {f"{ASK}skickad/"}
    assert Mail.objects.count() == 1


def test_what_is_no_reference_comes_back_with_everything(visitor: Client) -> None:
    answer = send(visitor, reference="T7K4-9XQ", email="asa@exempel")
    assert answer.status_code == 422
    assert "Kontrollera referensen" in words_of(answer)
    assert "Skriv e-postadressen så här" in words_of(answer)
    again = form_of(answer)
    assert (again["reference"], again["email"]) == (["T7K4-9XQ"], ["asa@exempel"])


def test_only_so_many_may_be_asked_for(
    visitor: Client, proposal: models.Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (links.LIMIT.most, links.LIMIT.window) == (10, timedelta(hours=1))
    few = RateLimit(scope="few", most=1, window=timedelta(hours=1))
    monkeypatch.setattr(links.LinkFlow, "limit", few)
    given = {"reference": proposal.reference, "email": proposal.email}
    assert send(visitor, **given).status_code == 302
    second = send(visitor, **given)
    assert second.status_code == 429
    assert form_of(second)["email"] == [proposal.email]


def test_a_link_that_was_just_sent_is_not_closed_again(proposal: models.Proposal) -> None:
    now = timezone.now()
    asked = [
        renew_link(reference=proposal.reference, email=proposal.email, now=now + after)
        for after in (timedelta(0), timedelta(minutes=9), timedelta(minutes=11))
    ]
    assert asked == [True, False, True]
    assert Mail.objects.count() == 2
