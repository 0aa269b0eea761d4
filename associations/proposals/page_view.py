"""What Mitt förslag shows of a case, and what the page of figures shows of them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

from associations.proposals.domain.figures import times_of, years_of
from associations.proposals.domain.stages import Stage, public_stage
from associations.proposals.domain.way import Passing, way
from associations.proposals.models import (
    EventKind,
    Proposal,
    ProposalEvent,
    ProposalFiguresPage,
    ProposalFile,
)
from core.freshness.kept_warm import warm
from core.pages.page_views import shows
from core.routing.public_pages import is_public
from core.times.days import midnight

# What is told in words; everything else that happened is told by the way alone.
_TALK = frozenset({EventKind.ASKED, EventKind.MESSAGE, EventKind.ANSWERED})


@dataclass(frozen=True)
class ShownStep:
    """One step of the way, in the words of the sender."""

    label: Promise
    passing: Passing
    since: datetime | None

    @property
    def is_present(self) -> bool:
        """Whether the proposal is here now."""
        return self.passing is Passing.PRESENT


@dataclass(frozen=True)
class Said:
    """One thing of the conversation. `label` is the stage that came with it, if any."""

    at: datetime
    is_by_sender: bool
    is_question: bool
    text: str
    label: Promise | str
    files: list[ProposalFile]


@dataclass(frozen=True)
class Published:
    """A public page about what became of the proposal: the partnership, or the idea."""

    url: str
    is_partnership: bool


def public_events(proposal: Proposal) -> list[ProposalEvent]:
    """Return what has happened that the sender may see, in order, with files."""
    return list(proposal.events.filter(is_public=True).prefetch_related("files"))


def steps(proposal: Proposal, events: Iterable[ProposalEvent]) -> list[ShownStep]:
    """Return the way of the proposal."""
    entered = {Stage(event.to_status): event.at for event in events if event.to_status}
    return [
        ShownStep(public_stage(step.stage, None).words.label, step.passing, step.since)
        for step in way(proposal.stage, entered)
    ]


def conversation(events: Iterable[ProposalEvent]) -> list[Said]:
    """Return what both sides have said, the first thing first."""
    return [_said(event) for event in events if _is_talk(event)]


def drafts(proposal: Proposal, events: Iterable[ProposalEvent]) -> tuple[str, str]:
    """Return what browsers call the draft of the next answer, and that of the one before it."""
    answers = sum(event.kind == EventKind.ANSWERED for event in events)
    return f"answer-{proposal.reference}-{answers + 1}", f"answer-{proposal.reference}-{answers}"


def open_question(proposal: Proposal, events: list[ProposalEvent]) -> ProposalEvent | None:
    """Return the question that waits for an answer, if one does."""
    if proposal.asked_at is None:
        return None
    asked = [event for event in events if event.kind == EventKind.ASKED]
    return asked[-1] if asked else None


def published(proposal: Proposal) -> Published | None:
    """Return where everybody can read what became of the proposal."""
    page, idea = proposal.partnership, proposal.idea
    if is_public(page) and page.url:
        return Published(page.url, is_partnership=True)
    if idea is not None and idea.live and idea.address:
        return Published(idea.address, is_partnership=False)
    return None


def _is_talk(event: ProposalEvent) -> bool:
    # A reason or a greeting can come with a new stage.
    return event.kind in _TALK or (event.kind == EventKind.MOVED and bool(event.text))


def _said(event: ProposalEvent) -> Said:
    words = public_stage(event.to_status, None).words if event.to_status else None
    return Said(
        at=event.at,
        is_by_sender=event.is_by_sender,
        is_question=event.kind == EventKind.ASKED,
        text=event.text,
        label=words.label if words else "",
        files=list(event.files.all()),
    )


# ---------------------------------------------------------------- the page of figures


@shows(ProposalFiguresPage)
def figures_shown(page: ProposalFiguresPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The figures as of the last midnight; what happened since is counted tomorrow, for all."""
    today = timezone.localdate(now)
    today_begins = midnight(today)
    figures = warm(f"proposal-figures:{today}", lambda: _figures(today_begins))
    return {**figures, "counted_on": today, "moments": [midnight(today + timedelta(days=1))]}


def _figures(before: datetime) -> dict[str, Any]:
    steps = ProposalEvent.objects.steps(before)
    return {
        "years": years_of(steps),
        "times": [(row, Stage(row.stage).label) for row in times_of(steps)],
    }
