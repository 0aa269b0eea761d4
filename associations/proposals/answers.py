"""What a proposal says, question by question, as everybody who may read it is shown it."""

from collections.abc import Iterator
from dataclasses import dataclass

from associations.directory.domain.organisation_number import shown
from associations.proposals.domain.questions import SECTIONS, Answer, Question, Section
from associations.proposals.models import Proposal


@dataclass(frozen=True)
class Told:
    """One question and what was answered; "" when nothing was."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class ToldSection:
    """Questions that belong together: those that were answered, and the others by their labels."""

    anchor: str
    title: str
    answers: list[Told]
    unanswered: list[str]


def sections_of(proposal: Proposal) -> list[ToldSection]:
    """Return the answers in the order of the form."""
    return [_told_section(section, proposal) for section in SECTIONS]


def answers_of(proposal: Proposal) -> Iterator[Told]:
    """Give every question with its answer."""
    for section in SECTIONS:
        yield from _told(section, proposal)


def _told_section(section: Section, proposal: Proposal) -> ToldSection:
    told = _told(section, proposal)
    return ToldSection(
        section.anchor,
        str(section.title),
        [each for each in told if each.text],
        [each.label for each in told if not each.text],
    )


def _told(section: Section, proposal: Proposal) -> list[Told]:
    return [
        Told(question.name, str(question.label), _answer(proposal, question))
        for question in section.questions
    ]


def _answer(proposal: Proposal, question: Question) -> str:
    if question.answer == Answer.PLACES:
        return ", ".join(sorted(place.title for place in proposal.places.all()))
    if question.answer == Answer.TOPICS:
        return ", ".join(sorted(topic.name for topic in proposal.topics.all()))
    said = str(getattr(proposal, question.name))
    return shown(said) if said and question.answer == Answer.ORGANISATION_NUMBER else said
