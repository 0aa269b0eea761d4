"""The shapes of the facts about dialogues: one field for each allowed key, as in home's."""

from __future__ import annotations

from typing import Literal

from home.demo.facts_base import ActorSlug, AnswerSlug, Day, Month, PlaceSlug
from home.demo.facts_records import FactsAbove, SourcedRecord


class Event(SourcedRecord):
    """Something that was planned. The sources give no day; `period` is a year or a month."""

    title: str
    kind: Literal["trygghetsvandring", "föreningsdag"]
    status: Literal["planerad"]
    date: Day | None
    period: str
    place: PlaceSlug
    organizer: ActorSlug
    invited: list[ActorSlug]
    description: str = ""
    programme: list[str] = []


class Series(SourcedRecord):
    """Meetings that come back. Meetings of authorities among themselves are not published."""

    title: str
    kind: Literal["trygghetsdialog", "samverkansmöte", "information", "föreningsdialog"]
    status: Literal["pågående", "planerad"]
    as_of: Month
    organizer: ActorSlug
    place: PlaceSlug
    description: str
    invited: list[ActorSlug]
    frequency: str = ""

    @property
    def is_public(self) -> bool:
        """Whether the meetings are for others than those who work with safety."""
        return self.kind != "samverkansmöte"


class Proposal(SourcedRecord):
    """A proposal about dialogue, and what the officials answered."""

    title: str
    kind: Literal["uppdragsförslag", "medborgarförslag"]
    proposed_by_text: str
    answer: AnswerSlug
    district: PlaceSlug
    proposal: str
    response: str
    outcome: str


class Routine(SourcedRecord):
    """How a dialogue is held, as the officials put it."""

    title: str
    text: str
    status: Literal["gäller", "ska ses över", "ska utvecklas", "ska användas"]
    as_of: Month
    actors: list[ActorSlug] = []


class DialogueFacts(FactsAbove):
    """All facts that dialogues uses."""

    files = {"dialogues.yaml": ("events", "series", "proposals", "routines")}
    events: list[Event]
    series: list[Series]
    proposals: list[Proposal]
    routines: list[Routine]
