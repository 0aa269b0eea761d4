"""A proposal is received once, whatever the browser does without and however often one clicks."""

import threading

import pytest
from django.db import connection
from django.test import Client

from associations.models import Proposal, ProposalEvent
from casework.models import Mail
from home.models import PlacePage
from tests.associations.proposals.test_propose import FORM, WORDS, review, send, upload, written
from tests.factories import files as make
from tests.filled_forms import form_of

pytestmark = pytest.mark.usefixtures("register")


def test_a_browser_without_cookies_can_propose(square: PlacePage) -> None:
    """Awkward input 8: the browser says that the form stood on our own page."""
    fields = written(Client(), square)
    strict = Client(enforce_csrf_checks=True)
    sent = strict.post(FORM, {**fields, "step": "send"}, headers={"origin": "http://testserver"})
    assert sent.status_code == 302
    elsewhere = {"origin": "http://annanstans.exempel"}
    refused = strict.post(FORM, {**fields, "title": "Ny", "step": "send"}, headers=elsewhere)
    assert refused.status_code == 403
    assert form_of(refused)["problem"] == [WORDS["problem"]]
    assert Proposal.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_sent_twice_at_the_same_moment_it_is_one_case(visitor: Client, square: PlacePage) -> None:
    """Awkward input 6: two clicks, two processes."""
    reviewed = review(visitor, written(visitor, square), upload("a.pdf", make.pdf_bytes()))
    fields, receipts = form_of(reviewed), []
    together = threading.Barrier(3)

    def click() -> None:
        together.wait()
        receipts.append(send(Client(), fields)["Location"])
        connection.close()

    clicks = [threading.Thread(target=click) for _each in range(3)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert len(receipts) == 3
    assert len(set(receipts)) == 1
    assert Proposal.objects.get().files.count() == 1
    assert ProposalEvent.objects.count() == 1
    assert Mail.objects.count() == 1
