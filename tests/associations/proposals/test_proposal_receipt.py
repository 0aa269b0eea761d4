"""The receipt says what was received, what happens next, and where the sender follows it."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from associations import models
from associations.models import EventKind
from associations.proposals.actions.sender import renew_link
from associations.proposals.domain.stages import Stage
from core.models import PortalSettings
from tests.associations.proposals.my_proposals import link_to, receipt_of, words_of
from tests.conftest import count_queries
from tests.factories.proposals import ProposalEventFactory, ProposalFactory, ProposalFileFactory

pytestmark = pytest.mark.usefixtures("front")


@pytest.fixture
def proposal() -> models.Proposal:
    proposal: models.Proposal = ProposalFactory(
        received_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
        status_since=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    )
    return proposal


def test_the_receipt_tells_all_there_is_to_know(
    visitor: Client, proposal: models.Proposal, site: object
) -> None:
    PortalSettings.objects.update_or_create(
        site=site, defaults={"contact_phone": "08-508 21 000", "contact_email": "vi@exempel.se"}
    )
    ProposalFileFactory(case=proposal, name="Budget.pdf", size=1_300_000)
    later = ProposalEventFactory(case=proposal, kind=EventKind.ANSWERED)
    ProposalFileFactory(case=proposal, event=later, name="Senare.pdf")
    response = visitor.get(receipt_of(proposal))
    words = words_of(response)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Tack! Vi har tagit emot förslaget" in words
    assert proposal.reference in words
    assert "måndag 2 mars 2026 kl. 10.05" in words
    assert "Vi diarieför det och ger det till en handläggare." in words
    assert "senast den 5 mars 2026" in words
    assert f">http://127.0.0.1:8000{link_to(proposal)}</a>" in words
    assert "08-508 21 000" in words
    assert "vi@exempel.se" in words
    assert "Budget.pdf" in words
    assert "1,2\N{NO-BREAK SPACE}MB" in words
    assert "Senare.pdf" not in words
    assert 'data-draft-sent="proposal"' in words
    # Reloading and going back show the very same.
    assert words_of(visitor.get(receipt_of(proposal))) == words
    assert visitor.post(receipt_of(proposal)).status_code == 405


def test_a_receipt_opens_nothing_when_its_link_has_been_renewed(
    visitor: Client, proposal: models.Proposal
) -> None:
    old = receipt_of(proposal)
    assert renew_link(reference=proposal.reference, email=proposal.email, now=timezone.now())
    answer = visitor.get(old)
    assert answer.status_code == 404
    assert "Be om en ny länk" in words_of(answer)
    proposal.refresh_from_db()
    assert proposal.reference in words_of(visitor.get(receipt_of(proposal)))


def test_a_receipt_that_is_opened_later_says_what_happens_now(visitor: Client) -> None:
    proposal = ProposalFactory(status=Stage.ASSESSING)
    assert "varför om vi inte vill det" in words_of(visitor.get(receipt_of(proposal)))


def test_a_receipt_costs_a_bounded_number_of_queries(
    visitor: Client, proposal: models.Proposal
) -> None:
    for _ in range(5):
        ProposalFileFactory(case=proposal)
    count_queries(visitor, receipt_of(proposal))
    assert count_queries(visitor, receipt_of(proposal)) <= 8
