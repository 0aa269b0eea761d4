"""What becomes of each field of a proposal: in the draft, left out for a reason, or the case's."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import CharField, TextField
from django.utils import timezone

from associations.models import (
    AssociationDirectoryPage,
    NotPursued,
    PartnershipPage,
    PartnershipRegisterPage,
    Proposal,
)
from associations.proposals.actions.outcomes import accept, not_pursue
from associations.proposals.admin.record import record_of
from associations.proposals.domain.questions import WRITTEN
from associations.proposals.domain.stages import Stage
from associations.proposals.domain.steps import IdeaToTell
from core.models import Actor, User
from home.models import PlacePage
from tests.associations.proposals.handling import officers_browser, user_of
from tests.factories.associations import AssociationFactory
from tests.factories.home import ActorFactory, TopicFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db

# Where in the draft each answer stands.
TAKEN = {
    "title": {"title", "draft_title"},
    "problem": {"purpose"},
    "goal": {"purpose"},
    "activity": {"content"},
    "other_funding": {"funding_note"},
    "follow_up": {"follow_up_plan"},
}
# What the draft says by a link to what the portal knows already.
LINKED = {"places", "topics", "association_name", "organisation_number"}
LEFT_OUT = {
    "contact_name": "a person",
    "contact_role": "a person's",
    "email": "a person's",
    "phone": "a person's",
    "adaptation": "a person's",
    "target_group": "to be agreed on, then written",
    "contributes": "to be agreed on, then written",
    "needs": "to be agreed on, then written",
    "partners": "nobody has asked them yet",
    "period": "to be agreed on, then dated",
    "budget": "a guess of one side, and not where money comes from",
    "priorities": "words for the assessment",
}
CASE = {
    *("reference", "registry_number", "received_at", "status", "status_since", "handled_by"),
    *("language", "handled_at", "erased_at", "asked_at", "partnership", "idea"),
}
SECRET = {"id", "link_key", "idempotency_key", "content_key"}


@pytest.fixture
def officer(db: None) -> User:
    return user_of(officers_browser())


def accepted(proposal: Proposal, officer: User) -> PartnershipPage:
    return accept(proposal_id=proposal.pk, officer=officer, now=timezone.now())


def fields_of(proposal: Proposal) -> set[str]:
    return {field.name for field in (*proposal._meta.fields, *proposal._meta.many_to_many)}


def test_every_field_is_in_the_draft_left_out_or_the_cases_own() -> None:
    told = [set(TAKEN), LINKED, set(LEFT_OUT), CASE, SECRET]
    assert fields_of(Proposal()) == set().union(*told)
    assert sum(map(len, told)) == len(set().union(*told))


def test_every_answer_stands_where_it_should_in_the_draft_and_nowhere_else(
    officer: User, register: PartnershipRegisterPage
) -> None:
    said = {name: f"Det om {name}." for name in WRITTEN if name != "organisation_number"}
    said["email"] = "det.om@email.se"
    draft = accepted(ProposalFactory(status=Stage.DIALOGUE, **said), officer)
    draft.refresh_from_db()
    fields = [each for each in draft._meta.fields if isinstance(each, (CharField, TextField))]
    written = {field.name: getattr(draft, field.name) for field in fields}
    kept = str(draft.get_latest_revision().content)
    for name, words in said.items():
        places = {field for field, text in written.items() if words in text}
        assert places == TAKEN.get(name, set()), name
        assert (words in kept) is (name in TAKEN), name


def test_the_draft_has_the_places_and_topics_of_the_proposal(
    officer: User, register: PartnershipRegisterPage, square: PlacePage
) -> None:
    topic = TopicFactory(name="Kultur")
    proposal = ProposalFactory(status=Stage.DIALOGUE, places=[square], topics=[topic])
    draft = accepted(proposal, officer)
    assert list(draft.places.values_list("pk", flat=True)) == [square.pk]
    assert list(draft.topics.all()) == [topic]


def test_every_field_is_handed_out_or_secret() -> None:
    record = record_of(ProposalFactory())
    names = {each["name"] for each in record["answers"]} | set(record)
    said_otherwise = {
        "asked_at": "waits_for_answer_since",
        "idea": "published_idea",
        # Of an erased case nothing is handed out.
        "erased_at": "closed_at",
        "handled_at": "closed_at",
        "handled_by": "handler",
    }
    for field in fields_of(Proposal()):
        assert (said_otherwise.get(field, field) in names) is (field not in SECRET), field


# ---------------------------------------------------------------- whose it is


def party_of(draft: PartnershipPage) -> list[Actor]:
    return [link.actor for link in draft.actor_links.all()]


def test_the_number_of_the_association_goes_before_its_name(
    officer: User, register: PartnershipRegisterPage, directory: AssociationDirectoryPage
) -> None:
    chess, namesake = ActorFactory(name="Schack i Söder"), ActorFactory(name="Bonden")
    AssociationFactory(parent=directory, organisation_number="8020123454", actor=chess)
    AssociationFactory(parent=directory, title="Bonden", actor=namesake)
    stage = Stage.DIALOGUE
    numbered = ProposalFactory(
        status=stage, association_name="Bonden", organisation_number="8020123454"
    )
    unknown = ProposalFactory(
        status=stage, association_name="bonden", organisation_number="5560000001"
    )
    nameless = ProposalFactory(status=stage, association_name="Bonden", organisation_number="")
    assert party_of(accepted(numbered, officer)) == [chess]
    assert party_of(accepted(unknown, officer)) == [namesake]
    assert party_of(accepted(nameless, officer)) == [namesake]


def test_whom_only_the_actors_know_is_found_by_name_and_a_stranger_is_nobody(
    officer: User, register: PartnershipRegisterPage, directory: AssociationDirectoryPage
) -> None:
    AssociationFactory(parent=directory, title="Utan nummer", actor=ActorFactory(name="Annan"))
    known = ActorFactory(name="Scouterna")
    named = ProposalFactory(
        status=Stage.DIALOGUE, association_name="scouterna", organisation_number=""
    )
    stranger = ProposalFactory(
        status=Stage.DIALOGUE, association_name="Okänd", organisation_number=""
    )
    assert party_of(accepted(named, officer)) == [known]
    assert party_of(accepted(stranger, officer)) == []


# ---------------------------------------------------------------- an idea


def test_an_idea_is_of_the_day_in_stockholm_on_which_it_was_given_up(officer: User) -> None:
    proposal = ProposalFactory(status=Stage.DIALOGUE)
    told = IdeaToTell("Schack ute", "Spela tillsammans", "Det fanns redan", "Kom till biblioteket")
    before_midnight = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
    not_pursue(proposal_id=proposal.pk, text="Nej", told=told, officer=officer, now=before_midnight)
    idea = NotPursued.objects.get()
    assert idea.as_of == date(2026, 4, 1)
    assert (idea.title, idea.idea, idea.reason, idea.alternative_text) == (
        *("Schack ute", "Spela tillsammans", "Det fanns redan", "Kom till biblioteket"),
    )
