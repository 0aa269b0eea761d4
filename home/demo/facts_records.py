"""The shapes of the facts: one class for each kind of record, one field for each allowed key.

The classes are the schema. A key that has no field is an error, so is a field without a default
that has no key. Slugs that point at other records are typed with what they point at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from home.demo.facts_base import (
    ActorSlug,
    AnswerSlug,
    Day,
    DialogueSlug,
    FundingSlug,
    MeasureSlug,
    Month,
    PartnershipSlug,
    PlaceSlug,
    PreventionSlug,
    Record,
    Reference,
    references,
)
from home.demo.facts_problems import Where
from home.demo.text_records import PageText


class Source(Record):
    """Where a statement comes from: an answer and the part of it (``Fråga 3``)."""

    answer: AnswerSlug
    ref: str
    citation: str


class SourcedRecord(Record):
    """What every record has: its name in the facts and where it comes from."""

    slug: str
    sources: list[Source]


class PlaceStatement(Record):
    """One sentence about a place."""

    text: str
    sources: list[Source]


class Classification(Record):
    """What the police called a place in a given month; ``value`` false means no longer."""

    as_of: Month
    classification: Literal["utsatt område", "öppen drogscen"]
    value: bool
    by: ActorSlug | None
    text: str
    sources: list[Source]


class Place(SourcedRecord):
    """A place. A district names itself as its district; only the city has none."""

    name: str
    district: PlaceSlug | None
    kind: Literal["kommun", "stadsdelsområde", "stadsdel", "område", "centrum", "kajområde", "torg"]
    summary: str
    part_of: PlaceSlug | None = None
    parts: list[PlaceSlug] = []
    classifications: list[Classification] = []
    facts: list[PlaceStatement] = []
    lat: float
    lon: float
    accuracy_m: int
    coordinates: Literal["approximate"]


class Actor(SourcedRecord):
    """An authority, a role, an association or another party."""

    name: str
    kind: str
    parent: ActorSlug | None = None
    speaks_for: Literal["polisen", "stadsdelen", ""] = ""
    role: str
    description: str
    places: list[PlaceSlug]
    activities: list[MeasureSlug]


class PreventionType(SourcedRecord):
    """One of the three kinds of measures, with what the word means."""

    title: str
    definition: str
    examples: list[str]


class Definition(SourcedRecord):
    """A word explained."""

    title: str
    text: str


class FundingSource(SourcedRecord):
    """Where money comes from."""

    title: str
    text: str


class Costs(Record):
    """What a measure has cost, in kronor."""

    total: int
    before_iop: int
    during_iop: int


class Measure(SourcedRecord):
    """Something done for safety, with its status as the source said then."""

    title: str
    summary: str
    details: list[str]
    prevention_types: list[PreventionSlug]
    prevention_basis: Literal["källan", "bedömning"]
    status: Literal["planerad", "pågående", "genomförd"]
    year: str
    start_date: Day | None = None
    end_date: Day | None = None
    period_start: Day | None = None
    period_end: Day | None = None
    as_of: Month
    places: list[PlaceSlug]
    new_areas: list[PlaceSlug] = []
    extended_areas: list[PlaceSlug] = []
    responsible: list[ActorSlug]
    partners: list[ActorSlug]
    target_groups: list[str]
    funding: list[FundingSlug]
    costs_sek: Costs | None = None
    results: list[str]
    results_evidence: list[str] = []
    results_caveat: str = ""
    control: str = ""
    related_partnerships: list[PartnershipSlug] = []
    related_dialogues: list[DialogueSlug] = []


class Question(Record):
    """A question in a report, and its answer in our own words."""

    number: int
    question: str
    short_answer: str


class UnionInformation(Record):
    """When the unions were informed; dates a report that carries no date of its own."""

    forum: str
    date: Day


class Related(Record):
    """What an answer speaks about."""

    places: list[PlaceSlug] = []
    measures: list[MeasureSlug] = []
    partnerships: list[PartnershipSlug] = []
    dialogues: list[DialogueSlug] = []


class Attachment(Record):
    """A document that belongs to a report; ``available`` false: only its title is known."""

    title: str
    available: bool


class Answer(Record):
    """An official report that answers questions; it proposes a decision, it is not one."""

    slug: str
    title: str
    document_type: Literal["tjänsteutlåtande"]
    answer_type: Literal["svar på skrivelse", "svar på medborgarförslag"]
    asked_by: list[str]
    asked_by_text: str
    district: PlaceSlug
    board: ActorSlug
    prepared_by: list[ActorSlug]
    dnr: str | None
    document_date: Day | None
    board_date: Day | None
    year: int
    as_of: Month
    union_information: UnionInformation | None
    summary: str
    background: str
    proposed_decision: str
    decision_status: Literal["föreslaget"]
    questions: list[Question]
    related: Related
    attachments: list[Attachment]
    citation: str


class Priority(SourcedRecord):
    """Something that steers the work, in one district or in the whole city."""

    title: str
    text: str
    governing_document: str = ""
    governing_document_available: bool | None = None
    district: PlaceSlug
    as_of: Month
    places: list[PlaceSlug] = []


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


class Topic(Record):
    """A word of the controlled list, and what is about it."""

    slug: str
    name: str
    description: str
    measures: list[MeasureSlug]
    answers: list[AnswerSlug]


class AppFacts(Record):
    """The facts of one app: the lists of its files, and its texts by file name."""

    files: ClassVar[dict[str, tuple[str, ...]]]
    texts: dict[str, PageText]

    def lists(self) -> dict[str, list[Any]]:
        """All lists by name."""
        return {name: getattr(self, name) for names in self.files.values() for name in names}

    def references(self) -> Iterator[Reference]:
        """Yield what the records and the texts point at."""
        for file, names in self.files.items():
            for record in (record for name in names for record in getattr(self, name)):
                yield from references(record, Where(file, record.slug))
        for file, text in self.texts.items():
            yield from references(text.front, Where(f"texts/{file}", text.front.slug))


class Facts(AppFacts):
    """All facts that home uses."""

    files = {
        "places.yaml": ("places",),
        "actors.yaml": ("actors",),
        "measures.yaml": ("prevention_types", "definitions", "funding_sources", "measures"),
        "answers.yaml": ("answers",),
        "priorities.yaml": ("iop_priorities", "considerations", "safety_priorities"),
        "contact.yaml": ("contacts",),
        "topics.yaml": ("topics",),
    }

    topics: list[Topic]
    places: list[Place]
    actors: list[Actor]
    prevention_types: list[PreventionType]
    definitions: list[Definition]
    funding_sources: list[FundingSource]
    measures: list[Measure]
    answers: list[Answer]
    iop_priorities: list[Priority]
    considerations: list[Priority]
    safety_priorities: list[Priority]
    contacts: list[Contact]


class FactsAbove(AppFacts):
    """The facts of an app above, with those of home that they point at."""

    home: Facts
