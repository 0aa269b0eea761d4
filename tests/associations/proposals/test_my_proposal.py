"""Whoever proposed a partnership follows the case: where it is and what came of it."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from associations import models
from associations.models import EventKind
from associations.proposals.actions import sender
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.domain.stages import Stage
from core.logs.secret_addresses import without_tokens
from home.models import PlacePage
from tests.associations.proposals.my_proposals import ask, link_to, receipt_of, words_of
from tests.conftest import count_queries
from tests.factories.associations import IdeaFactory, PartnershipFactory
from tests.factories.proposals import (
    ProposalEventFactory,
    ProposalFactory,
    ProposalFileFactory,
)

pytestmark = pytest.mark.usefixtures("front")
SCRIPT = "<script>alert(1)</script>{{ 7|add:7 }}"


def said(proposal: models.Proposal, kind: EventKind, text: str, **changes: object) -> None:
    ProposalEventFactory(case=proposal, kind=kind, text=text, **changes)


# ---------------------------------------------------------------- what it shows


def test_the_page_tells_where_the_case_is_and_what_was_said(
    visitor: Client, square: PlacePage
) -> None:
    proposal = ProposalFactory(
        status=Stage.ASSESSING,
        status_since=datetime(2026, 3, 9, 12, tzinfo=UTC),
        received_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
        registry_number="HÄ 2026/123",
        places=[square],
        goal=SCRIPT,
        title="Schack محمد",
    )
    ProposalFileFactory(case=proposal, name="Budget.pdf")
    day = timedelta(days=1)
    start = proposal.received_at
    said(proposal, EventKind.MOVED, "", at=start + day, to_status=Stage.ASSESSING)
    said(proposal, EventKind.NOTE, "INTERN", is_public=False, is_by_sender=False, at=start + day)
    said(proposal, EventKind.MESSAGE, "Hej från oss", is_by_sender=False, at=start + 2 * day)
    said(proposal, EventKind.ANSWERED, f"Vi är tolv {SCRIPT}", at=start + 3 * day)
    response = visitor.get(link_to(proposal))
    words = words_of(response)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    assert "Vi läser och bedömer" in words
    assert "skulle ha varit klart den 8 april 2026" in words
    assert "2 mars 2026 kl. 10.05" in words
    assert "HÄ 2026/123" in words
    assert proposal.reference in words
    assert words.count('aria-current="step"') == 1
    assert words.index("Hej från oss") < words.index("Vi är tolv")
    assert "INTERN" not in words
    assert "Åsa Öberg-Ström" in words
    assert "Torget" in words
    assert "Budget.pdf" in words
    assert "<script>alert" not in words
    assert words.count(escape(SCRIPT)) == 2
    # Nothing of another house: no picture, style or script from elsewhere.
    assert 'src="http' not in words
    # Neither search engines nor whoever shares the page are told the address.
    assert f'rel="canonical" href="http://localhost{link_to(proposal)}' not in words


def test_a_day_that_has_passed_is_no_promise_any_more(visitor: Client) -> None:
    late, on_time = (ProposalFactory(status=Stage.ASSESSING, days=days) for days in (40, 5))
    words = words_of(visitor.get(link_to(late)))
    assert "men är försenat" in words
    assert "Det ska vara klart" not in words
    assert "Det ska vara klart senast" in words_of(visitor.get(link_to(on_time)))


def test_a_closed_case_says_so_and_takes_nothing(visitor: Client) -> None:
    proposal = ProposalFactory(status=Stage.REDIRECTED)
    said(proposal, EventKind.MOVED, "Fråga Idrott", to_status=Stage.REDIRECTED, is_by_sender=False)
    words = words_of(visitor.get(link_to(proposal)))
    assert "Vi har hänvisat dig vidare" in words
    assert "Fråga Idrott" in words
    assert "<textarea" not in words
    assert "/aterta/" not in words


def test_what_became_of_it_is_linked_when_everybody_may_read_it(
    visitor: Client, register: models.PartnershipRegisterPage
) -> None:
    page = PartnershipFactory(parent=register, title="Schack på torget")
    proposal = ProposalFactory(status=Stage.SIGNED, partnership=page)
    assert f'href="{page.url}"' in words_of(visitor.get(link_to(proposal)))
    page.unpublish()
    assert f'href="{page.url}"' not in words_of(visitor.get(link_to(proposal)))
    idea = IdeaFactory(title="Schack för alla", slug="schack-for-alla", live=True)
    other = ProposalFactory(status=Stage.NOT_PURSUED, idea=idea)
    assert "#schack-for-alla" in words_of(visitor.get(link_to(other)))


def test_a_long_conversation_costs_no_more_than_a_short_one(visitor: Client) -> None:
    short, long = ProposalFactory(), ProposalFactory()
    for number in range(8):
        said(long, EventKind.ANSWERED, f"Svar {number}")
        ProposalFileFactory(case=long, event=long.events.last())
    count_queries(visitor, link_to(short))
    few, many = (count_queries(visitor, link_to(each)) for each in (short, long))
    assert few == many <= 15


# ---------------------------------------------------------------- links that open nothing


def test_an_altered_link_opens_nothing(visitor: Client) -> None:
    token = ProposalFactory().token
    altered = [
        token[:-1],
        token[:-1] + ("a" if token[-1] != "a" else "b"),
        "x",
        "å" * 300,
        signing.Signer(salt="other").sign("abc"),
        signing.Signer(salt="associations.my_proposal").sign("nobody's"),
    ]
    for wrong in altered:
        for path in ("mitt-forslag/{}/", "mitt-forslag/{}/aterta/", "foresla/tack/{}/"):
            answer = visitor.get("/partnerskap/" + path.format(wrong))
            assert answer.status_code == 404
            assert "Länken fungerar inte" in words_of(answer)
            assert "/partnerskap/mitt-forslag/ny-lank/" in words_of(answer)
            assert answer["Referrer-Policy"] == "no-referrer"
            assert answer["Cache-Control"] == "private, no-store"
        posted = visitor.post(f"/partnerskap/mitt-forslag/{wrong}/", {"text": "Hej"})
        assert posted.status_code == 404
        assert visitor.post(f"/partnerskap/mitt-forslag/{wrong}/aterta/").status_code == 404
    assert models.Proposal.objects.get().status == Stage.RECEIVED


def test_an_erased_case_says_that_its_words_are_gone(visitor: Client) -> None:
    proposal = ProposalFactory(status=Stage.WITHDRAWN)
    emptied = dict.fromkeys(WRITTEN, "")
    models.Proposal.objects.update(**emptied, erased_at=timezone.now())
    for path in (link_to(proposal), receipt_of(proposal)):
        answer = visitor.get(path)
        assert answer.status_code == 410
        assert "Förslaget är gallrat" in words_of(answer)
    assert visitor.post(link_to(proposal), {"text": "Hej"}).status_code == 410


def test_no_log_holds_the_link(
    visitor: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    proposal = ProposalFactory()
    ask(proposal)
    visitor.get(link_to(proposal) + "finns-inte/")
    visitor.get(link_to(proposal)[:-1])
    visitor.post(link_to(proposal), {})
    visitor.get(receipt_of(proposal) + "x/")
    sender.renew_link(reference=proposal.reference, email=proposal.email, now=timezone.now())
    visitor.get(link_to(proposal))
    monkeypatch.setattr(models.Proposal, "find", lambda token: 1 / 0)
    visitor.raise_request_exception = False
    assert visitor.get(link_to(proposal)).status_code == 500
    told = "".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert "Refused: 404" in told
    assert "Failed with 500" in told
    assert proposal.token not in told
    assert proposal.link_key not in told


def test_every_address_with_a_link_is_recognised_as_secret() -> None:
    proposal = ProposalFactory.build()
    for path in (link_to(proposal), f"{link_to(proposal)}aterta/", receipt_of(proposal)):
        assert proposal.token not in without_tokens(f"GET {path}?tack=svar HTTP/1.1")
        assert proposal.token not in without_tokens(f"GET /en{path} HTTP/1.1")
