"""The shapes of the facts about dialogues: one field for each allowed key, as in home's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from home.demo.facts_problems import Where
from home.demo.facts_records import Facts, SourcedRecord
from home.demo.record_marks import ActorSlug, AnswerSlug, Month, PlaceSlug
from home.demo.text_records import PageText


@dataclass(frozen=True, kw_only=True)
class Event(SourcedRecord):
    """Something that was planned. The sources give no day; `period` is a year or a month."""

    title: str
    kind: Literal["trygghetsvandring", "föreningsdag"]
    status: Literal["planerad"]
    date: date | None
    period: str
    place: PlaceSlug
    organizer: ActorSlug
    invited: tuple[ActorSlug, ...]
    description: str = ""
    programme: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Series(SourcedRecord):
    """Meetings that come back. Meetings of authorities among themselves are not published."""

    title: str
    kind: Literal["trygghetsdialog", "samverkansmöte", "information", "föreningsdialog"]
    status: Literal["pågående", "planerad"]
    as_of: Month
    organizer: ActorSlug
    place: PlaceSlug
    description: str
    invited: tuple[ActorSlug, ...]
    frequency: str = ""

    @property
    def is_public(self) -> bool:
        """Whether the meetings are for others than those who work with safety."""
        return self.kind != "samverkansmöte"


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class Routine(SourcedRecord):
    """How a dialogue is held, as the officials put it."""

    title: str
    text: str
    status: Literal["gäller", "ska ses över", "ska utvecklas", "ska användas"]
    as_of: Month
    actors: tuple[ActorSlug, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DialogueFacts:
    """All facts that dialogues uses, with those of home that they point at.

    `references` say where in the facts which record of which list is pointed at.
    """

    home: Facts
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    proposals: tuple[Proposal, ...]
    routines: tuple[Routine, ...]
    texts: dict[str, PageText]
    references: tuple[tuple[Where, str, str], ...]
