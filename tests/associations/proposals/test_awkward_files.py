"""One good and one bad file, at both of the public doors: the good one stays, and the words."""

from typing import Any

import pytest
from django.test import Client

from associations import models
from associations.proposals.domain.stages import Stage
from casework.models import HeldFile
from home.models import PlacePage
from tests.associations.proposals.my_proposals import ask, link_to, pdf, ready, with_files
from tests.associations.proposals.test_propose import WORDS, review, send, upload, written
from tests.casework.files.awkward import REFUSED, TAKEN, case
from tests.factories import files as make
from tests.factories.proposals import ProposalFactory
from tests.filled_forms import form_of

pytestmark = pytest.mark.usefixtures("front")


@pytest.fixture
def proposal() -> models.Proposal:
    asked: models.Proposal = ProposalFactory(status=Stage.ASSESSING)
    ask(asked, "Hur många är ni?")
    return asked


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_of_a_proposal_is_named_and_the_good_one_stays(
    visitor: Client, square: PlacePage, name: str
) -> None:
    good, bad = upload("bra.pdf", make.pdf_bytes()), upload(name, case(name))
    response = review(visitor, written(visitor, square), bad, good)
    assert response.status_code == 422
    assert f"”{name}” {REFUSED[name][1]}" in response.content.decode()
    assert form_of(response)["activity"] == [WORDS["activity"]]
    assert [held.name for held in HeldFile.objects.all()] == ["bra.pdf"]


@pytest.mark.parametrize("name", TAKEN)
def test_what_every_reader_opens_is_taken_with_a_proposal(
    visitor: Client, square: PlacePage, name: str
) -> None:
    response = review(visitor, written(visitor, square), upload(name, case(name)))
    assert response.status_code == 200
    with HeldFile.objects.get().file.open() as file:
        assert file.read() == case(name)


@pytest.mark.parametrize("name", ["docx-with-macros.docx", "pdf-that-asks-for-a-password.pdf"])
def test_a_bad_file_of_an_answer_is_named_and_the_good_one_stays(
    visitor: Client, proposal: models.Proposal, name: str
) -> None:
    link = link_to(proposal)
    sent = ready(visitor, link, text="Vi är tolv")
    response = visitor.post(link, with_files(sent, upload(name, case(name)), pdf("Bra.pdf")))
    assert response.status_code == 422
    assert f"”{name}” {REFUSED[name][1]}" in response.content.decode()
    assert form_of(response)["text"] == ["Vi är tolv"]
    assert [held.name for held in HeldFile.objects.all()] == ["Bra.pdf"]


def test_when_the_scanner_is_away_the_words_are_kept_and_can_be_sent(
    visitor: Client, square: PlacePage, settings: Any
) -> None:
    settings.CLAMD_SOCKET = "/none/clamd.ctl"
    response = review(visitor, written(visitor, square), upload("bra.pdf", make.pdf_bytes()))
    assert response.status_code == 422
    assert "Vi kan inte kontrollera ”bra.pdf” mot virus just nu" in response.content.decode()
    assert not HeldFile.objects.exists()
    assert send(visitor, form_of(response)).status_code == 302
    assert models.Proposal.objects.get().activity == WORDS["activity"]
