"""The shapes of the facts: one class for each kind of record, one field for each allowed key.

The classes are the schema. A key that has no field is an error, so is a field without a default
that has no key. Slugs that point at other records are typed with what they point at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from home.demo.record_marks import (
    ActorSlug,
    AnswerSlug,
    ForeignSlug,
    FundingSlug,
    MeasureSlug,
    Month,
    PlaceSlug,
    PreventionSlug,
)
from home.demo.text_records import PageText


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a statement comes from: an answer and the part of it (``Fråga 3``)."""

    answer: AnswerSlug
    ref: str
    citation: str


@dataclass(frozen=True, kw_only=True)
class SourcedRecord:
    """What every record has: its name in the facts and where it comes from."""

    slug: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class PlaceStatement:
    """One sentence about a place."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Classification:
    """What the police called a place in a given month; ``value`` false means no longer."""

    as_of: Month
    classification: Literal["utsatt område", "öppen drogscen"]
    value: bool
    by: ActorSlug | None
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Place(SourcedRecord):
    """A place. A district names itself as its district; only the city has none."""

    name: str
    district: PlaceSlug | None
    kind: Literal["kommun", "stadsdelsområde", "stadsdel", "område", "centrum", "kajområde", "torg"]
    summary: str
    part_of: PlaceSlug | None = None
    parts: tuple[PlaceSlug, ...] = ()
    classifications: tuple[Classification, ...] = ()
    facts: tuple[PlaceStatement, ...] = ()
    lat: float
    lon: float
    accuracy_m: int
    coordinates: Literal["approximate"]


@dataclass(frozen=True, kw_only=True)
class Actor(SourcedRecord):
    """An authority, a role, an association or another party."""

    name: str
    kind: str
    parent: ActorSlug | None = None
    role: str
    description: str
    places: tuple[PlaceSlug, ...]
    activities: tuple[MeasureSlug, ...]


@dataclass(frozen=True, kw_only=True)
class PreventionType(SourcedRecord):
    """One of the three kinds of measures, with what the word means."""

    title: str
    definition: str
    examples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Definition(SourcedRecord):
    """A word explained."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FundingSource(SourcedRecord):
    """Where money comes from."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What a measure has cost, in kronor."""

    total: int
    before_iop: int
    during_iop: int


@dataclass(frozen=True, kw_only=True)
class Measure(SourcedRecord):
    """Something done for safety, with its status as the source said then."""

    title: str
    summary: str
    details: tuple[str, ...]
    prevention_types: tuple[PreventionSlug, ...]
    prevention_basis: Literal["källan", "bedömning"]
    status: Literal["planerad", "pågående", "genomförd"]
    year: str
    start_date: date | None = None
    end_date: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    as_of: Month
    places: tuple[PlaceSlug, ...]
    new_areas: tuple[PlaceSlug, ...] = ()
    extended_areas: tuple[PlaceSlug, ...] = ()
    responsible: tuple[ActorSlug, ...]
    partners: tuple[ActorSlug, ...]
    target_groups: tuple[str, ...]
    funding: tuple[FundingSlug, ...]
    costs_sek: Costs | None = None
    results: tuple[str, ...]
    results_evidence: tuple[str, ...] = ()
    results_caveat: str = ""
    control: str = ""
    related_partnerships: tuple[ForeignSlug, ...] = ()
    related_dialogues: tuple[ForeignSlug, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question in a report, and its answer in our own words."""

    number: int
    question: str
    short_answer: str


@dataclass(frozen=True, kw_only=True)
class UnionInformation:
    """When the unions were informed; dates a report that carries no date of its own."""

    forum: str
    date: date


@dataclass(frozen=True, kw_only=True)
class Related:
    """What an answer speaks about."""

    places: tuple[PlaceSlug, ...] = ()
    measures: tuple[MeasureSlug, ...] = ()
    partnerships: tuple[ForeignSlug, ...] = ()
    dialogues: tuple[ForeignSlug, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A document that belongs to a report; ``available`` false: only its title is known."""

    title: str
    available: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An official report that answers questions; it proposes a decision, it is not one."""

    slug: str
    title: str
    document_type: Literal["tjänsteutlåtande"]
    answer_type: Literal["svar på skrivelse", "svar på medborgarförslag"]
    asked_by: tuple[str, ...]
    asked_by_text: str
    district: PlaceSlug
    board: ActorSlug
    prepared_by: tuple[ActorSlug, ...]
    dnr: str | None
    document_date: date | None
    board_date: date | None
    year: int
    as_of: Month
    union_information: UnionInformation | None
    summary: str
    background: str
    proposed_decision: str
    decision_status: Literal["föreslaget"]
    questions: tuple[Question, ...]
    related: Related
    attachments: tuple[Attachment, ...]
    citation: str


@dataclass(frozen=True, kw_only=True)
class Priority(SourcedRecord):
    """Something that steers the work, in one district or in the whole city."""

    title: str
    text: str
    governing_document: str = ""
    governing_document_available: bool | None = None
    district: PlaceSlug
    as_of: Month
    places: tuple[PlaceSlug, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Contact(SourcedRecord):
    """Whom to turn to for what; only addresses of functions, never of persons."""

    title: str
    audience: str
    text: str
    channel: str
    email: str | None
    organisation: ActorSlug
    district: PlaceSlug
    as_of: Month


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A word of the controlled list, and what is about it."""

    slug: str
    name: str
    description: str
    measures: tuple[MeasureSlug, ...]
    answers: tuple[AnswerSlug, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All facts that home uses, in the order of the files."""

    topics: tuple[Topic, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    prevention_types: tuple[PreventionType, ...]
    definitions: tuple[Definition, ...]
    funding_sources: tuple[FundingSource, ...]
    measures: tuple[Measure, ...]
    answers: tuple[Answer, ...]
    iop_priorities: tuple[Priority, ...]
    considerations: tuple[Priority, ...]
    safety_priorities: tuple[Priority, ...]
    contacts: tuple[Contact, ...]
    texts: dict[str, PageText]
