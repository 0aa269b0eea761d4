"""An answer to an officer's question is received once, and a mistake in it loses nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from associations import models
from associations.models import EventKind
from associations.proposals.domain.stages import Stage
from associations.proposals.views import my_proposal
from casework.models import HeldFile
from casework.public_forms.rate_limits import RateLimit
from tests.associations.proposals.my_proposals import ask, link_to, pdf, ready, with_files, words_of
from tests.associations.test_unsaved_forms import full_database
from tests.factories.proposals import ProposalFactory
from tests.filled_forms import form_of

pytestmark = pytest.mark.usefixtures("front")


@pytest.fixture
def proposal() -> models.Proposal:
    proposal: models.Proposal = ProposalFactory(status=Stage.ASSESSING)
    ask(proposal, "Hur många är ni?")
    return proposal


@pytest.fixture
def link(proposal: models.Proposal) -> str:
    return link_to(proposal)


def answers() -> list[models.ProposalEvent]:
    return list(models.ProposalEvent.objects.filter(kind=EventKind.ANSWERED))


def test_an_open_question_is_answered_once_with_words_and_files(
    visitor: Client, link: str, proposal: models.Proposal
) -> None:
    shown = words_of(visitor.get(link))
    assert "Vi väntar på svar från dig" in shown
    assert "Hur många är ni?" in shown
    sent = ready(visitor, link, text="Vi är tolv")
    files = [pdf("Budget.pdf"), pdf("Karta.pdf", "Annat")]
    answer = visitor.post(link, with_files(sent, *files))
    assert answer.status_code == 302
    assert answer["Location"] == f"{link}?tack=svar#tack"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.content
    # Twice, and without the files that a browser has forgotten by then: the same answer.
    assert visitor.post(link, with_files(sent)).status_code == 302
    (event,) = answers()
    assert event.text == "Vi är tolv"
    assert {file.name for file in event.files.all()} == {"Budget.pdf", "Karta.pdf"}
    assert not HeldFile.objects.exists()
    page = words_of(visitor.get(answer["Location"]))
    assert "Tack! Vi har fått det du skickade." in page
    assert "Vi väntar på svar från dig" not in page
    assert "Vill du lägga till något?" in page
    assert "Budget.pdf" in page
    proposal.refresh_from_db()
    assert proposal.asked_at is None


def test_a_mistake_keeps_words_and_files(visitor: Client, link: str) -> None:
    sent = ready(visitor, link, text="Ring Anna 19811218-9876")
    film = SimpleUploadedFile("film.mp4", b"\x00\x00\x00\x18ftypmp42")
    response = visitor.post(link, with_files(sent, pdf(), film))
    words = words_of(response)
    assert response.status_code == 422
    assert "<title>Fel:" in words
    assert "Ta bort personnumret" in words
    assert words.count("<textarea") == words.count('id="svara"') == 1
    assert "”film.mp4” är inte en sorts fil som vi kan ta emot" in words
    assert "Budget.pdf" in words
    again = form_of(response)
    assert again["text"] == ["Ring Anna 19811218-9876"]
    assert visitor.post(link, {**again, "text": "Ring mig"}).status_code == 302
    (event,) = answers()
    assert [file.name for file in event.files.all()] == ["Budget.pdf"]


def test_a_file_can_be_the_whole_answer_but_nothing_cannot(visitor: Client, link: str) -> None:
    empty = visitor.post(link, with_files(ready(visitor, link, text=" ")))
    assert empty.status_code == 422
    assert "Skriv ett svar eller bifoga en fil" in words_of(empty)
    assert not answers()
    assert visitor.post(link, with_files(form_of(empty), pdf())).status_code == 302
    (event,) = answers()
    assert (event.text, event.files.count()) == ("", 1)


def test_files_are_attached_and_removed_without_sending(visitor: Client, link: str) -> None:
    sent = ready(visitor, link, text="Halvfärdigt")
    attached = visitor.post(link, with_files(sent, pdf(), step="attach"))
    assert attached.status_code == 200
    assert "Budget.pdf" in words_of(attached)
    assert form_of(attached)["text"] == ["Halvfärdigt"]
    held = HeldFile.objects.get()
    removed = visitor.post(link, {**form_of(attached), "remove": str(held.pk)})
    assert removed.status_code == 200
    assert "Budget.pdf" not in words_of(removed)
    assert form_of(removed)["text"] == ["Halvfärdigt"]
    assert not HeldFile.objects.exists()
    assert not answers()


def test_going_back_and_changing_the_words_asks_before_there_are_two(
    visitor: Client, link: str
) -> None:
    sent = ready(visitor, link, text="Vi är tolv")
    visitor.post(link, sent)
    changed = visitor.post(link, {**sent, "text": "Vi är tretton"})
    assert changed.status_code == 422
    assert "Du har redan skickat ett svar" in words_of(changed)
    assert len(answers()) == 1
    assert form_of(changed)["text"] == ["Vi är tretton"]
    later = ready(visitor, link, text="Vi är tretton")
    assert visitor.post(link, later).status_code == 302
    assert [event.text for event in answers()] == ["Vi är tolv", "Vi är tretton"]


def test_something_can_be_added_that_nobody_asked_for(visitor: Client) -> None:
    link = link_to(ProposalFactory(status=Stage.ACTIVE))
    shown = words_of(visitor.get(link))
    assert "Vill du lägga till något?" in shown
    assert "Det du vill lägga till" in shown
    assert visitor.post(link, ready(visitor, link, text="En sak till")).status_code == 302
    assert answers()[0].text == "En sak till"


def test_an_answer_after_the_end_is_refused_and_its_words_come_back(
    visitor: Client, link: str, proposal: models.Proposal
) -> None:
    sent = ready(visitor, link, text="Vi är tolv")
    now = timezone.now()
    models.Proposal.objects.update(
        status=Stage.NOT_PURSUED, status_since=now, handled_at=now, asked_at=None
    )
    response = visitor.post(link, sent)
    words = words_of(response)
    assert response.status_code == 422
    assert "Ärendet är avslutat, så svaret är inte skickat" in words
    assert "Vi är tolv" in words
    assert words.count('id="svara"') == 1
    assert "Idén gick inte vidare" in words
    assert not answers()


def test_what_could_not_be_stored_comes_back_with_its_files(visitor: Client, link: str) -> None:
    sent = ready(visitor, link, text="Vi är tolv")
    with full_database(models.ProposalEvent._meta.db_table):
        response = visitor.post(link, with_files(sent, pdf()))
    assert response.status_code == 503
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert 'enctype="multipart/form-data"' in words_of(response)
    again = form_of(response)
    assert again["text"] == ["Vi är tolv"]
    assert visitor.post(link, with_files(again)).status_code == 302
    assert [file.name for file in answers()[0].files.all()] == ["Budget.pdf"]


def test_too_many_answers_wait_with_their_words(
    visitor: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = RateLimit(scope="few", most=1, window=timedelta(hours=1))
    monkeypatch.setattr(my_proposal.AnswerFlow, "limit", few)
    assert visitor.post(link, ready(visitor, link, text="Ett")).status_code == 302
    second = visitor.post(link, ready(visitor, link, text="Två"))
    assert second.status_code == 429
    assert form_of(second)["text"] == ["Två"]


def test_a_proposal_is_taken_back_after_a_question_and_only_once(
    visitor: Client, link: str, proposal: models.Proposal
) -> None:
    path = f"{link}aterta/"
    assert path in words_of(visitor.get(link))
    asked = visitor.get(path)
    assert "Vill ni ta tillbaka förslaget?" in words_of(asked)
    assert asked["Cache-Control"] == "private, no-store"
    assert models.Proposal.objects.get().status == Stage.ASSESSING
    for _ in range(2):
        answer = visitor.post(path)
        assert (answer.status_code, answer["Location"]) == (302, link)
        assert answer["Referrer-Policy"] == "no-referrer"
    page = words_of(visitor.get(link))
    assert "Förslaget är återtaget" in page
    assert "Vi väntar på svar från dig" not in page
    assert visitor.get(path)["Location"] == link
    assert models.ProposalEvent.objects.filter(to_status=Stage.WITHDRAWN).count() == 1


def test_an_agreement_is_not_taken_back_with_a_button(visitor: Client) -> None:
    proposal = ProposalFactory(status=Stage.SIGNED)
    assert "/aterta/" not in words_of(visitor.get(link_to(proposal)))
    visitor.post(f"{link_to(proposal)}aterta/")
    proposal.refresh_from_db()
    assert proposal.status == Stage.SIGNED


def test_without_room_for_files_the_form_says_so_and_takes_the_words(
    visitor: Client, link: str, settings: Any
) -> None:
    settings.WAITING_FILES_MOST_MB = 0
    response = visitor.post(link, with_files(ready(visitor, link, text="Vi är tio."), pdf()))
    assert response.status_code == 422
    assert "just nu. Texten finns kvar: skicka den utan filer" in words_of(response)
    again = form_of(response)
    assert again["text"] == ["Vi är tio."]
    assert visitor.post(link, with_files(again)).status_code == 302
    (event,) = answers()
    assert (event.text, event.files.count()) == ("Vi är tio.", 0)
