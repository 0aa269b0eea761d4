"""A whole case as plain data: what it says question by question, and all that is stored of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from associations.directory.domain.organisation_number import shown
from associations.proposals.admin.timeline import name_of
from associations.proposals.domain.questions import SECTIONS, Answer, Question, Section
from associations.proposals.models import Proposal, ProposalEvent, ProposalFile


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


def record_of(proposal: Proposal) -> dict[str, Any]:
    """Return everything that is stored of a case but its secret link and the forms' keys.

    Times are ISO 8601 with offset, in Swedish time. `in_archive` of a file is its path beside
    this record when both lie in one archive.
    """
    events = proposal.events.select_related("by").prefetch_related("files").order_by("at", "pk")
    return {
        "reference": proposal.reference,
        "registry_number": proposal.registry_number,
        "received_at": _time(proposal.received_at),
        "status": proposal.status,
        "status_label": proposal.stage_label,
        "status_since": _time(proposal.status_since),
        "closed_at": _time(proposal.handled_at),
        "waits_for_answer_since": _time(proposal.asked_at),
        "handler": name_of(proposal.handled_by),
        "language": proposal.language,
        "answers": [
            {"name": told.name, "question": told.label, "answer": told.text}
            for told in answers_of(proposal)
        ],
        "partnership": proposal.partnership.title if proposal.partnership else None,
        "published_idea": proposal.idea.title if proposal.idea else None,
        "events": [_event(event) for event in events],
    }


def path_in_archive(file: ProposalFile) -> str:
    """Return where a file lies in the archive; names may be equal, numbers are not."""
    return f"bilagor/{file.pk}-{file.name}"


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


def _event(event: ProposalEvent) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "kind_label": event.kind_label,
        "at": _time(event.at),
        "by": name_of(event.by),
        "by_sender": event.is_by_sender,
        "from_status": event.from_status,
        "to_status": event.to_status,
        "text": event.text,
        "shown_to_sender": event.is_public,
        "files": [_file(file) for file in event.files.all()],
    }


def _file(file: ProposalFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "content_type": file.content_type,
        "bytes": file.size,
        "sha256": file.sha256,
        "received_at": _time(file.received_at),
        "in_archive": path_in_archive(file),
        # Then the bytes and the sum above are those of the record, not of the copy beside.
        "in_archive_without_place_and_camera": file.is_picture,
    }


def _time(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
