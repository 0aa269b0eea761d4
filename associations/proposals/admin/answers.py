"""What a proposal says, question by question, for reading, export and handing out."""

from collections.abc import Iterator
from dataclasses import dataclass

from associations.directory.domain.organisation_number import shown
from associations.models import Proposal
from associations.proposals.domain.questions import SECTIONS, Answer, Question, Section


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
        for question in section.questions:
            yield Told(question.name, str(question.label), answer_text(proposal, question))


def answer_text(proposal: Proposal, question: Question) -> str:
    """Return the answer as plain text."""
    if question.answer == Answer.PLACES:
        return ", ".join(sorted(place.title for place in proposal.places.all()))
    if question.answer == Answer.TOPICS:
        return ", ".join(sorted(topic.name for topic in proposal.topics.all()))
    said = str(getattr(proposal, question.name))
    return shown(said) if said and question.answer == Answer.ORGANISATION_NUMBER else said


def _told_section(section: Section, proposal: Proposal) -> ToldSection:
    told = [
        Told(question.name, str(question.label), answer_text(proposal, question))
        for question in section.questions
    ]
    return ToldSection(
        section.anchor,
        str(section.title),
        [each for each in told if each.text],
        [each.label for each in told if not each.text],
    )
