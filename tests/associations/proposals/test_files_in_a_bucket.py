"""Files of a proposal where a bucket keeps them: sent, read back, and closed to everybody else."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client, TestCase
from django.utils import timezone

from associations.models import Proposal
from associations.proposals.actions.retention import erase
from casework.files import waiting_files
from casework.files.attachments import serve_as_attachment
from casework.files.private_storage import put
from casework.records.retention import rule
from home.models import PlacePage
from tests.associations.proposals.handling import officers_browser, user_of
from tests.associations.proposals.test_propose import review, send, upload, written
from tests.core.pictures.buckets import CLOSED, SIZES, Buckets, buckets, unreachable_buckets
from tests.factories import files as make
from tests.factories.proposals import ProposalEventFactory, ProposalFactory, ProposalFileFactory
from tests.filled_forms import form_of

__all__ = ["buckets", "unreachable_buckets"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def test_a_file_is_kept_read_back_and_closed_to_strangers(
    buckets: Buckets, visitor: Client, square: PlacePage
) -> None:
    plan = upload("hemlig plan.pdf", make.pdf_bytes())
    reviewed = review(visitor, written(visitor, square), plan)
    (waiting,) = buckets.names(CLOSED)
    assert "plan" not in waiting
    assert buckets.names(SIZES) == []
    assert send(visitor, form_of(reviewed)).status_code == 302
    assert buckets.names(CLOSED) == [waiting]
    stored = Proposal.objects.get().files.get()
    assert b"".join(serve_as_attachment(stored)) == make.pdf_bytes()
    assert buckets.told_to_strangers() == {403}


def test_what_nobody_sends_and_what_was_left_behind_is_forgotten(
    buckets: Buckets, visitor: Client, square: PlacePage
) -> None:
    review(visitor, written(visitor, square), upload("plan.pdf", make.pdf_bytes()))
    put(ContentFile(b"left by a process that was killed"))
    assert len(buckets.names(CLOSED)) == 2
    waiting_files.forget_old(rule("waiting_file"), timezone.now())
    assert len(buckets.names(CLOSED)) == 2
    with TestCase.captureOnCommitCallbacks(execute=True):
        waiting_files.forget_old(rule("waiting_file"), timezone.now() + timedelta(hours=25))
    assert buckets.names(CLOSED) == []


def test_what_is_erased_by_its_rule_is_gone_from_the_bucket(buckets: Buckets) -> None:
    due = ProposalFactory(due_for_erasing=True)
    kept = ProposalFileFactory(case=ProposalFactory(closed=True), content=b"%PDF kept")
    ProposalEventFactory(case=due)
    ProposalFileFactory(case=due, content=b"%PDF due")
    assert len(buckets.names(CLOSED)) == 2
    eraser = user_of(officers_browser("erase_proposal"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        erase(proposal_id=due.pk, officer=eraser, now=timezone.now())
    assert buckets.names(CLOSED) == [kept.file.name]


@pytest.mark.usefixtures("unreachable_buckets")
def test_a_bucket_that_does_not_answer_keeps_the_words(visitor: Client, square: PlacePage) -> None:
    answer = review(visitor, written(visitor, square), upload("plan.pdf", make.pdf_bytes()))
    assert answer.status_code == 503
    assert "Det är mörkt vid bollplanen." in answer.text
