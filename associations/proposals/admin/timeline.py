"""The log of a proposal the way an officer reads it, and what Wagtail's log says of the case.

Wagtail's log never says what stands in a proposal, and of people it names only officers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.log_actions import LogFormatter

from associations.proposals.domain.stages import Stage
from associations.proposals.models import EventKind, Proposal, ProposalEvent, ProposalFile
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


_WORDS = {
    "receive_proposal": (pgettext_lazy("partnerskap", "Ta emot förslag"), gettext_lazy("Kom in")),
    "answer_proposal": (gettext_lazy("Svara på fråga"), gettext_lazy("Avsändaren svarade")),
    "take_back_proposal": (
        gettext_lazy("Återta förslag"),
        gettext_lazy("Avsändaren tog tillbaka förslaget"),
    ),
    "renew_proposal_link": (gettext_lazy("Förnya länk"), gettext_lazy("Ny länk till avsändaren")),
    "assign_proposal": (gettext_lazy("Fördela förslag"), gettext_lazy("Bytte handläggare")),
    "register_proposal": (gettext_lazy("Diarieför förslag"), gettext_lazy("Skrev in diarienummer")),
    "note_on_proposal": (
        gettext_lazy("Anteckna om förslag"),
        gettext_lazy("Skrev en intern anteckning"),
    ),
    "write_to_proposer": (
        gettext_lazy("Skriv till avsändaren"),
        gettext_lazy("Skrev till avsändaren"),
    ),
    "export_proposal": (gettext_lazy("Lämna ut förslag"), gettext_lazy("Lämnade ut hela ärendet")),
    "erase_proposal": (
        pgettext_lazy("partnerskap", "Gallra förslag"),
        gettext_lazy("Gallrat: innehåll, avsändare och bilagor är borta"),
    ),
}


def register_proposal_log(actions: Any) -> None:
    """Give the actions their words; `actions` is Wagtail's registry."""
    for name, (label, message) in _WORDS.items():
        actions.register_action(f"associations.{name}", label, message)
    actions.register_action("associations.move_proposal")(Moved)


class Moved(LogFormatter):
    """From one stage to the next."""

    label = gettext_lazy("Flytta förslag")

    def format_message(self, log_entry: Any) -> str:
        """Which stages, as officers call them."""
        stages = {end: _word(log_entry.data.get(end, "")) for end in ("from", "to")}
        return _("Från %(from)s till %(to)s") % stages


def _word(status: str) -> str:
    return str(Stage(status).label) if status in Stage.values else ""
