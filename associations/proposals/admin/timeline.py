"""The log of a proposal the way an officer reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from associations.models import EventKind, Proposal, ProposalEvent, ProposalFile
from core.models import User


@dataclass(frozen=True)
class HistoryRow:
    """One thing that happened: `what` in words, `way` from which stage to which, or ""."""

    what: str
    way: str
    who: str
    at: datetime
    text: str
    is_public: bool
    is_by_sender: bool
    files: list[ProposalFile]


def name_of(user: User | None) -> str:
    """Return what an officer is called; "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def history_of(proposal: Proposal) -> list[HistoryRow]:
    """Return all that has happened, the latest first. Two queries."""
    events = proposal.events.select_related("by").prefetch_related("files")
    return [_row(event) for event in events.order_by("-at", "-pk")]


def told_briefly(events: Iterable[ProposalEvent]) -> str:
    """Return what has happened and by whom in half a line, for a message."""
    told = (f"{_what(event).lower()} ({_who(event)})" for event in events)
    return ", ".join(told)


def _row(event: ProposalEvent) -> HistoryRow:
    way = ""
    if event.from_status and event.to_status:
        way = f"{event.from_label} → {event.to_label}"
    return HistoryRow(
        what=_what(event),
        way=way,
        who=_who(event),
        at=event.at,
        text=event.text,
        is_public=event.is_public,
        is_by_sender=event.is_by_sender,
        files=list(event.files.all()),
    )


def _what(event: ProposalEvent) -> str:
    if event.kind == EventKind.MOVED and event.to_status:
        return event.to_label
    return event.kind_label


def _who(event: ProposalEvent) -> str:
    if event.is_by_sender:
        return _("avsändaren")
    return name_of(event.by) or _("någon vars konto är borttaget")
