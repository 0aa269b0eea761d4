"""Mails about proposals: the public words, the link, and nothing that anybody has written."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation

from associations import models
from associations.models import EventKind
from associations.proposals import mails
from associations.proposals.actions import handling, outcomes
from associations.proposals.actions.sender import (
    Proposed,
    answer_request,
    receive_proposal,
    renew_link,
    take_back,
)
from associations.proposals.domain import questions
from associations.proposals.domain.stages import Stage, public_stage
from casework.models import Mail
from core.models import PortalSettings, User
from tests.associations.proposals.my_proposals import words_of
from tests.factories.proposals import ProposalEventFactory, ProposalFactory
from tests.smtp import Mailbox

EVIL = "<script>alert(1)</script> {{ link }} {% now 'Y' %}"
OUTSIDERS = ("vi@exempel.se", "handlaggare@exempel.se")
WRITTEN = ("Schackklubben Bonden", "Öberg", "Schack på torget", "070-123", "Torget är tomt", EVIL)


@pytest.fixture(autouse=True)
def _mailbox_of_the_portal(site: object) -> None:
    PortalSettings.objects.update_or_create(
        site=site, defaults={"contact_email": "vi@exempel.se", "contact_phone": "08-508 21 000"}
    )


@pytest.fixture
def proposal(administrator: User) -> models.Proposal:
    administrator.email = "handlaggare@exempel.se"
    administrator.save()
    proposal: models.Proposal = ProposalFactory(goal=EVIL, handled_by=administrator)
    return proposal


def queued() -> Iterator[Mail]:
    yield from Mail.objects.order_by("pk")


def test_a_proposal_is_confirmed_by_a_mail_whose_link_works(
    visitor: Client, mailbox: Mailbox
) -> None:
    now = timezone.now()
    answers = dict.fromkeys(questions.WRITTEN, "")
    answers |= {"title": EVIL, "email": "asa@exempel.se", "association_name": "Bonden"}
    proposed = Proposed(answers=answers)
    for _ in range(2):
        proposal = receive_proposal(
            proposed=proposed, form_key="a" * 64, content_key="b" * 64, now=now
        )
    call_command("worker", once=True, stdout=StringIO())
    assert sorted(mailbox.recipients) == [["asa@exempel.se"], ["vi@exempel.se"]]
    texts = {mail["To"]: str(mail.get_content()).replace("\r\n", "\n") for mail in mailbox.received}
    told = texts["asa@exempel.se"]
    assert proposal.reference in told
    assert "Vi diarieför det och ger det till en handläggare." in told
    assert "senast den" in told
    assert "08-508 21 000" in told
    (link,) = re.findall(r"http://127\.0\.0\.1:8000(/partnerskap/\S+)", told)
    assert "Vi har tagit emot ditt förslag" in words_of(visitor.get(link))
    assert EVIL not in told
    assert "/mitt-forslag/" not in texts["vi@exempel.se"]
    assert f"/{proposal.pk}/" in texts["vi@exempel.se"]


def test_no_mail_holds_what_anybody_wrote_and_no_subject_more_than_the_reference(
    proposal: models.Proposal, administrator: User, register: models.PartnershipRegisterPage
) -> None:
    step = {"proposal_id": proposal.pk, "officer": administrator, "now": timezone.now()}
    mails.queue_proposal_receipt(proposal)
    mails.queue_proposal_arrival(proposal)
    handling.register(text="HÄ 2026/123", **step)
    handling.move(to=Stage.ASSESSING, text=EVIL, **step)
    handling.ask(text=EVIL, **step)
    handling.write_message(text=EVIL, **step)
    answer_request(proposal_id=proposal.pk, text=EVIL, form_key="c" * 64, now=step["now"])
    outcomes.accept(text=EVIL, **step)
    renew_link(reference=proposal.reference, email=proposal.email, now=step["now"])
    take_back(proposal_id=proposal.pk, now=step["now"])
    take_back(proposal_id=proposal.pk, now=step["now"])
    sent = list(queued())
    mine = [mail for mail in sent if mail.to == "asa@exempel.se"]
    theirs = [mail for mail in sent if mail.to != "asa@exempel.se"]
    assert len(mine) == 8
    assert len(theirs) == 6
    for mail in sent:
        assert not any(words in mail.subject + mail.message for words in WRITTEN)
        assert re.sub(r"[A-ZÅÄÖa-zåäö :]", "", mail.subject.replace(proposal.reference, "")) == ""
        assert proposal.reference in mail.subject
        assert proposal.reference in mail.message
        assert all(len(line) <= 78 or line.startswith("http") for line in mail.message.splitlines())
        assert "\n\n\n" not in mail.message
    for mail in theirs:
        assert mail.to in OUTSIDERS
        assert "/mitt-forslag/" not in mail.message
        assert "asa@exempel.se" not in mail.message
    # One event is told to the same recipient once, whoever asks for it.
    mails.queue_proposal_receipt(proposal)
    mails.queue_proposal_arrival(proposal)
    assert Mail.objects.count() == len(sent)


def test_every_stage_is_told_in_its_public_words() -> None:
    for stage in set(Stage) - {Stage.RECEIVED}:
        proposal = ProposalFactory(status=stage)
        event = ProposalEventFactory(case=proposal, kind=EventKind.MOVED, to_status=stage)
        mails.queue_proposal_news(event)
        mail = Mail.objects.latest("pk")
        words, lines = public_stage(stage, None).words, mail.message.splitlines()
        assert {str(words.label), str(words.meaning), str(words.next)} <= set(lines)
        assert all(len(line) <= 78 or line.startswith("http") for line in lines)
        assert (" senast den " in mail.message) == (proposal.due_on is not None)
        # The officers' own name of the stage stays among them.
        assert str(stage.label) not in (mail.subject, *lines)


def test_the_sender_is_written_to_in_the_language_of_the_proposal(
    visitor: Client, mailbox: Mailbox
) -> None:
    with translation.override("en"):
        proposal = receive_proposal(
            proposed=Proposed(answers={"email": "asa@exempel.se", "title": "Chess"}),
            form_key="a" * 64,
            content_key="b" * 64,
            now=timezone.now(),
        )
    assert proposal.language == "en"
    mine, theirs = queued()
    assert "http://127.0.0.1:8000/en/partnerskap/mitt-forslag/" in mine.message
    assert theirs.message.startswith("Hej!")


def test_nobody_is_written_to_without_an_address(proposal: models.Proposal) -> None:
    models.Proposal.objects.update(email="")
    proposal.refresh_from_db()
    mails.queue_proposal_receipt(proposal)
    assert not Mail.objects.exists()
