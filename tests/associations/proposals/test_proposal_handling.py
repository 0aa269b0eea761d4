"""What officers do with a proposal: who may, when, what is logged, and what the sender is told."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from associations.models import (
    EventKind,
    NotPursued,
    PartnershipPage,
    PartnershipRegisterPage,
    Proposal,
)
from associations.proposals.actions import handling
from associations.proposals.actions.handling import Erased, NotAHandler, note_handing_out
from associations.proposals.actions.log import Overtaken, last_seen, turn
from associations.proposals.actions.outcomes import NoRegister, accept, not_pursue
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.domain.stages import MOVES, OPEN, Stage
from associations.proposals.domain.steps import ACCEPTABLE, IdeaToTell
from casework.models import Mail
from casework.records.moves import IllegalMove
from core.models import User
from home.models import PlacePage
from tests.associations.proposals.handling import case_of, officers_browser, press, user_of
from tests.factories.home import TopicFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

Do = Callable[[Proposal, User], Any]


def _do(action: Callable[..., Any], **told: Any) -> Do:
    return lambda proposal, officer: action(
        proposal_id=proposal.pk, officer=officer, now=timezone.now(), **told
    )


ACTIONS: dict[str, Do] = {
    "assign": lambda proposal, officer: _do(handling.assign, handler=officer)(proposal, officer),
    "give back": _do(handling.assign, handler=None),
    "register": _do(handling.register, text="HÄ 1"),
    "ask": _do(handling.ask, text="Hur många?"),
    "message": _do(handling.write_message, text="Hej"),
    "note": _do(handling.note, text="Ringde."),
    "move": _do(handling.move, to=Stage.LEGAL_REVIEW),
    "accept": _do(accept),
    "not pursue": _do(not_pursue, text="Vi kom överens."),
    "redirect": _do(handling.redirect_elsewhere, text="Till biblioteket."),
    "withdraw": _do(handling.withdraw, text=""),
    "hand out": _do(note_handing_out, form="JSON"),
}
# To which stage each leads, and from which it is possible; the others are possible in any.
LEADS_TO: dict[str, tuple[Stage, frozenset[Stage]]] = {
    "move": (
        Stage.LEGAL_REVIEW,
        frozenset(s for s in Stage if MOVES.allows(s, to=Stage.LEGAL_REVIEW)),
    ),
    "accept": (Stage.DRAFTING, frozenset(s for s in Stage if MOVES.allows(s, to=Stage.DRAFTING))),
    "not pursue": (Stage.NOT_PURSUED, OPEN),
    "redirect": (Stage.REDIRECTED, OPEN),
    "withdraw": (Stage.WITHDRAWN, OPEN),
}


@pytest.fixture
def browser() -> Client:
    return officers_browser()


@pytest.fixture
def handler(browser: Client) -> User:
    return user_of(browser)


def traces(proposal: Proposal) -> tuple[Any, ...]:
    """What would be there if something had been done."""
    proposal.refresh_from_db()
    events = list(proposal.events.values_list("pk", "kind"))
    logged = ModelLogEntry.objects.filter(object_id=str(proposal.pk)).count()
    state = (proposal.status, proposal.handled_by_id, proposal.registry_number, proposal.asked_at)
    return events, logged, state, Mail.objects.count(), PartnershipPage.objects.count()


def test_nobody_else_does_anything_and_nobody_to_what_is_erased(
    handler: User, register: PartnershipRegisterPage
) -> None:
    other = UserFactory(groups=("Moderators",))
    proposal = ProposalFactory(status=Stage.DIALOGUE)
    erased = ProposalFactory(closed=True, erased_at=timezone.now(), **dict.fromkeys(WRITTEN, ""))
    before, before_erased = traces(proposal), traces(erased)
    for action in ACTIONS.values():
        with pytest.raises(PermissionDenied):
            action(proposal, other)
        with pytest.raises(Erased):
            action(erased, handler)
    assert traces(proposal) == before
    assert traces(erased) == before_erased


def test_a_step_is_possible_from_its_stages_only(
    handler: User, register: PartnershipRegisterPage
) -> None:
    for name, (to, possible) in LEADS_TO.items():
        for stage in set(Stage) - possible:
            proposal = ProposalFactory(status=stage)
            before = traces(proposal)
            with pytest.raises(IllegalMove):
                ACTIONS[name](proposal, handler)
            assert traces(proposal) == before
        for stage in possible:
            _is_moved(name, stage, to, handler)


def _is_moved(name: str, stage: Stage, to: Stage, handler: User) -> None:
    proposal = ProposalFactory(status=stage, days=3)
    ACTIONS[name](proposal, handler)
    proposal.refresh_from_db()
    assert proposal.status == to
    assert (timezone.now() - proposal.status_since).total_seconds() < 60
    assert (proposal.handled_at is not None) is (to in MOVES.final)
    event = proposal.events.get(kind=EventKind.MOVED)
    assert (event.by, event.from_status, event.to_status) == (handler, stage, to)
    entry = ModelLogEntry.objects.get(
        object_id=str(proposal.pk), action="associations.move_proposal"
    )
    assert entry.user == handler
    assert entry.data == {"from": stage.value, "to": to.value}


def test_what_is_said_is_logged_and_told_in_the_public_words(
    handler: User, register: PartnershipRegisterPage
) -> None:
    proposal = ProposalFactory(status=Stage.DIALOGUE)
    for name in ("message", "ask", "move"):
        ACTIONS[name](proposal, handler)
    sent = [mail.message for mail in Mail.objects.order_by("pk")]
    assert len(sent) == 3
    assert "Vi prövar om det går enligt lagen" in sent[-1]
    for mail in Mail.objects.all():
        assert mail.to == proposal.email
        assert proposal.reference in mail.subject
        assert proposal.contact_name not in mail.subject + mail.message
        assert "Hur många?" not in mail.message
        assert "Juridisk granskning" not in mail.message
        assert proposal.token in mail.message
    logged = ModelLogEntry.objects.filter(object_id=str(proposal.pk))
    assert not [entry for entry in logged if "Hur många?" in str(entry.data)]
    assert [str(entry.message) for entry in logged.filter(action__endswith="move_proposal")] == [
        "Från Dialog med föreningen till Juridisk granskning"
    ]


def test_nothing_internal_reaches_the_sender(handler: User) -> None:
    proposal = ProposalFactory()
    for name in ("note", "assign", "give back", "hand out"):
        ACTIONS[name](proposal, handler)
    assert not Mail.objects.exists()
    assert not proposal.events.filter(is_public=True).exclude(kind=EventKind.RECEIVED).exists()


def test_registering_moves_on_once_and_a_corrected_number_is_only_noted(handler: User) -> None:
    proposal = ProposalFactory()
    for number in ("HÄ 2026/1", "HÄ 2026/1", "HÄ 2026/2"):
        handling.register(proposal_id=proposal.pk, text=number, officer=handler, now=timezone.now())
    proposal.refresh_from_db()
    assert (proposal.registry_number, proposal.status) == ("HÄ 2026/2", Stage.REGISTERED)
    assert proposal.events.filter(kind=EventKind.REGISTERED).count() == 2
    assert Mail.objects.count() == 1


def test_only_who_may_handle_proposals_is_given_one(handler: User) -> None:
    proposal = ProposalFactory()
    with pytest.raises(NotAHandler):
        _do(handling.assign, handler=UserFactory())(proposal, handler)
    ACTIONS["assign"](proposal, handler)
    ACTIONS["assign"](proposal, handler)
    assert proposal.events.filter(kind=EventKind.ASSIGNED).count() == 1


def test_a_closed_case_is_asked_no_questions(handler: User) -> None:
    with pytest.raises(IllegalMove):
        ACTIONS["ask"](ProposalFactory(closed=True), handler)
    assert ACTIONS["message"](ProposalFactory(closed=True), handler)


def test_a_step_knows_what_has_happened(handler: User) -> None:
    proposal = ProposalFactory()
    seen = last_seen(proposal.pk)
    ACTIONS["hand out"](proposal, handler)
    with turn(proposal.pk, seen=seen):
        ACTIONS["note"](proposal, handler)
    with pytest.raises(Overtaken) as overtaken, turn(proposal.pk, seen=seen):
        ACTIONS["register"](proposal, handler)
    assert [event.kind for event in overtaken.value.events] == [EventKind.NOTE]
    proposal.refresh_from_db()
    assert proposal.registry_number == ""


# ---------------------------------------------------------------- in the admin


def test_the_way_to_a_draft_partnership(
    browser: Client, handler: User, register: PartnershipRegisterPage, square: PlacePage
) -> None:
    topic = TopicFactory(name="Kultur")
    proposal = ProposalFactory(places=[square], topics=[topic])
    press(browser, proposal, "assign", handler=handler.pk)
    press(browser, proposal, "register", text="HÄ 2026/123")
    press(browser, proposal, "move", to=Stage.ASSESSING, text="")
    press(browser, proposal, "ask", text="Vilka dagar?")
    assert proposal.asked_at is not None
    page = press(browser, proposal, "accept", text="Välkomna!").content.decode()
    draft = PartnershipPage.objects.get()
    assert proposal.partnership == draft
    assert proposal.stage == Stage.DRAFTING
    assert not draft.live
    assert (draft.title, draft.content) == (proposal.title, proposal.activity)
    assert [place.pk for place in draft.places.all()] == [square.pk]
    assert list(draft.topics.all()) == [topic]
    assert draft.owner == handler
    assert proposal.contact_name not in str(draft.get_latest_revision().content)
    assert "Utkast till partnerskap" in page
    assert draft.title in page
    kinds = list(proposal.events.order_by("at", "pk").values_list("kind", flat=True))
    assert kinds == [
        *(EventKind.RECEIVED, EventKind.ASSIGNED, EventKind.REGISTERED, EventKind.MOVED),
        *(EventKind.ASKED, EventKind.PARTNERSHIP, EventKind.MOVED),
    ]
    press(browser, proposal, "accept", text="")
    assert PartnershipPage.objects.count() == 1


def test_an_officer_of_the_role_opens_the_draft(register: PartnershipRegisterPage) -> None:
    client = Client()
    client.force_login(UserFactory(groups=("Handläggare",)))
    proposal = ProposalFactory(status=Stage.DIALOGUE)
    page = press(client, proposal, "accept", text="").content.decode()
    edit = f"/admin/pages/{proposal.partnership_id}/edit/"
    assert page.count(edit) == 2
    assert client.get(edit).status_code == 200


def test_without_a_register_nothing_is_accepted(browser: Client, handler: User) -> None:
    proposal = ProposalFactory(status=Stage.DIALOGUE)
    with pytest.raises(NoRegister):
        ACTIONS["accept"](proposal, handler)
    page = press(browser, proposal, "accept", text="Välkomna!").content.decode()
    assert "inget partnerskapsregister" in page
    assert "Välkomna!" in page
    assert proposal.stage == Stage.DIALOGUE


def test_an_idea_is_told_in_new_words_or_not_at_all(browser: Client) -> None:
    silent, told = ProposalFactory(), ProposalFactory(status=Stage.DIALOGUE)
    press(browser, silent, "not_pursue", text="Vi kom överens.")
    assert silent.stage == Stage.NOT_PURSUED
    assert silent.idea is None
    press(
        browser,
        told,
        "not_pursue",
        text="Vi kom överens.",
        idea_title="Schack ute",
        idea="Spela tillsammans",
        idea_reason="Det fanns redan",
    )
    idea = NotPursued.objects.get()
    assert told.idea == idea
    assert not idea.live
    assert told.problem not in f"{idea.idea}{idea.reason}"
    again = ProposalFactory(status=Stage.DIALOGUE)
    assert _do(not_pursue, text="Nej", told=IdeaToTell("Schack ute", "b", "c"))(
        again, user_of(browser)
    )
    assert NotPursued.objects.count() == 2


@pytest.mark.parametrize("stage", [Stage.RECEIVED, Stage.ACTIVE, Stage.WITHDRAWN])
def test_a_step_that_the_state_forbids_is_refused_in_words(browser: Client, stage: Stage) -> None:
    assert stage not in ACCEPTABLE
    proposal = ProposalFactory(status=stage)
    page = press(browser, proposal, "accept", text="Det jag skrev").content.decode()
    assert "tillåter" in page
    assert "Det jag skrev" in page
    page = press(browser, proposal, "move", to=Stage.SIGNED, text="").content.decode()
    assert "tillåter" in page
    assert proposal.stage == stage


def test_every_closing_step_works_from_the_page(browser: Client) -> None:
    ends = {"redirect": Stage.REDIRECTED, "withdraw": Stage.WITHDRAWN}
    for step, stage in ends.items():
        proposal = ProposalFactory(status=Stage.ASSESSING, asked_at=timezone.now())
        press(browser, proposal, step, text="Till biblioteket.")
        assert proposal.stage == stage
        assert proposal.asked_at is None
        assert "Till biblioteket." in browser.get(case_of(proposal)).content.decode()
