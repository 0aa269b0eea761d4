"""All that is stored of a case, as plain data."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from associations.proposals.admin.timeline import name_of
from associations.proposals.answers import answers_of
from associations.proposals.models import Proposal, ProposalEvent, ProposalFile


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
