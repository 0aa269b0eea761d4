"""The same form from two clicks: whatever the second one sees of the first, the receipt is one.

Files leave the form in the commit that makes the case. The second click asks for both, and the
first may be stored before, between or after its questions.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from associations import models
from associations.models import EventKind
from associations.proposals.domain.stages import Stage
from associations.proposals.views.file_waiting import FileWaiting
from associations.proposals.views.my_proposal import AnswerFlow
from associations.proposals.views.propose import ProposalFlow
from casework.models import HeldFile
from home.models import PlacePage
from tests.associations.proposals.my_proposals import ask, link_to, pdf, ready, with_files
from tests.associations.proposals.test_propose import FORM, review, send, upload, written
from tests.factories import files as make
from tests.factories.proposals import ProposalFactory
from tests.filled_forms import form_of
from tests.form_fields import Fields

# What the second click asks: whether its files wait, and whether the form is known.
QUESTIONS = [(FileWaiting, "held"), (FileWaiting, "has_forgotten"), ("flow", "_known")]


def let_the_first_in(
    monkeypatch: pytest.MonkeyPatch, owner: type, question: str, when: str, first: Callable[[], Any]
) -> list[Any]:
    """Store the first click just before or just after the second one asks a question."""
    asked = getattr(owner, question)
    answers: list[Any] = []

    def ask_and_store(*arguments: Any) -> Any:
        if when == "before" and not answers:
            answers.append("on its way")
            answers[0] = first()
        told = asked(*arguments)
        if not answers:
            answers.append("on its way")
            answers[0] = first()
        return told

    monkeypatch.setattr(owner, question, ask_and_store)
    return answers


@pytest.fixture
def link(front: object) -> str:
    """Where a sender answers what an officer has asked."""
    proposal = ProposalFactory(status=Stage.ASSESSING)
    ask(proposal, "Hur många är ni?")
    return link_to(proposal)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("owner", "question"), QUESTIONS)
@pytest.mark.usefixtures("register")
def test_a_proposal(
    visitor: Client,
    square: PlacePage,
    monkeypatch: pytest.MonkeyPatch,
    owner: Any,
    question: str,
    when: str,
) -> None:
    reviewed = review(visitor, written(visitor, square), upload("a.pdf", make.pdf_bytes()))
    fields: Fields = form_of(reviewed)
    assert fields["waiting_file"]
    owner = ProposalFlow if owner == "flow" else owner
    first = let_the_first_in(monkeypatch, owner, question, when, lambda: send(Client(), fields))
    second = visitor.post(FORM, {**fields, "step": "send"})
    assert [each.status_code for each in (*first, second)] == [302, 302]
    assert first[0]["Location"] == second["Location"]
    assert models.Proposal.objects.get().files.count() == 1


@pytest.mark.parametrize("text", ["Vi är tolv", ""], ids=["words and a file", "only a file"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("owner", "question"), QUESTIONS)
def test_an_answer(
    visitor: Client,
    link: str,
    monkeypatch: pytest.MonkeyPatch,
    owner: Any,
    question: str,
    when: str,
    text: str,
) -> None:
    attached = {**with_files(ready(visitor, link, text=text), pdf("Budget.pdf")), "step": "attach"}
    fields = {**form_of(visitor.post(link, attached)), "text": text}
    assert fields["waiting_file"]
    owner = AnswerFlow if owner == "flow" else owner
    first = let_the_first_in(
        monkeypatch, owner, question, when, lambda: Client().post(link, fields)
    )
    second = visitor.post(link, fields)
    assert [each.status_code for each in (*first, second)] == [302, 302]
    (event,) = models.ProposalEvent.objects.filter(kind=EventKind.ANSWERED)
    assert event.files.count() == 1


def test_an_answer_that_is_only_a_file_is_received_once_when_it_is_sent_again(
    visitor: Client, link: str
) -> None:
    attached = {**with_files(ready(visitor, link, text=""), pdf("Budget.pdf")), "step": "attach"}
    fields = form_of(visitor.post(link, attached))
    assert [visitor.post(link, fields).status_code for _click in range(2)] == [302, 302]
    assert not HeldFile.objects.exists()
    assert models.ProposalEvent.objects.filter(kind=EventKind.ANSWERED).count() == 1


def test_an_answer_with_its_files_in_it_is_received_once_when_it_is_sent_again(
    visitor: Client, link: str
) -> None:
    sent = ready(visitor, link, text="Vi är tolv")
    for _click in range(2):
        answer = visitor.post(link, with_files(sent, pdf("Budget.pdf")))
        assert answer.status_code == 302
    (event,) = models.ProposalEvent.objects.filter(kind=EventKind.ANSWERED)
    assert event.files.count() == 1
    # Another file is something more, and asked about.
    assert visitor.post(link, with_files(sent, pdf("Karta.pdf", "Annat"))).status_code == 422
    assert models.ProposalEvent.objects.filter(kind=EventKind.ANSWERED).count() == 1
