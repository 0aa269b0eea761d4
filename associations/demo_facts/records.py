"""The shapes of the facts about associations: one field for each allowed key, as in home's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from home.demo.facts_base import (
    ActorSlug,
    Day,
    FundingSlug,
    MeasureSlug,
    Month,
    PlaceSlug,
    Record,
    TopicSlug,
    in_list,
)
from home.demo.facts_records import Attachment, FactsAbove, SourcedRecord

AgreementSlug = Annotated[str, AfterValidator(in_list("agreements"))]
KindSlug = Annotated[str, AfterValidator(in_list("kinds"))]


class Period(Record):
    """Days of one extension, both included."""

    valid_from: Day
    valid_to: Day


class Cost(Record):
    """What was paid, in kronor, for which days, and from where."""

    label: str
    amount: int
    covers_from: Day
    covers_to: Day
    funding: FundingSlug
    as_of: Month


class Agreement(SourcedRecord):
    """An agreement or IOP; its status is what the source said then and is not used."""

    title: str
    summary: str
    kind: Literal["samverkansöverenskommelse", "idéburet offentligt partnerskap"]
    purpose: str
    parties: list[ActorSlug]
    performing_associations: list[ActorSlug] = []
    supporting_actors: list[ActorSlug]
    places: list[PlaceSlug]
    decided: Day | None
    decided_by: ActorSlug | None
    signed: Day | None
    signed_by_role: str = ""
    signing_delay_reason: str = ""
    valid_from: Day | None
    valid_to: Day | None
    extensions: list[Period]
    status: Literal["avslutad", "pågående", "exempel"]
    status_as_of: Month | None = None
    superseded_by: AgreementSlug | None = None
    content_of_agreement: list[str] = []
    details: list[str] = []
    steering: str = ""
    compensation_model: str = ""
    costs: list[Cost] = []
    costs_total: int | None = None
    funding: list[FundingSlug]
    funding_note: str = ""
    follow_up: list[str] = []
    follow_up_every_months: int | None = None
    results: list[str] = []
    results_evidence: list[str] = []
    results_caveat: str = ""
    lessons: list[str] = []
    attachments: list[Attachment] = []


class Discussion(SourcedRecord):
    """An idea that the parties together decided not to take further."""

    title: str
    kind: Literal["föreslaget IOP"]
    proposed_by: ActorSlug
    discussed_with: ActorSlug
    purpose: str
    target_groups: list[str]
    outcome: Literal["gick inte vidare"]
    reason: str
    alternative: str = ""
    alternative_measure: MeasureSlug | None = None
    as_of: Month


class Term(SourcedRecord):
    """A word that the administration uses in a certain sense."""

    title: str
    text: str


class Intention(SourcedRecord):
    """What the administration meant to do, when it said so."""

    title: str
    text: str
    as_of: Month


class Kind(Record):
    """A kind of association."""

    slug: str
    name: str


class Association(Record):
    """What the directory says of an actor beyond what home's facts say of it."""

    slug: ActorSlug
    summary: str
    kinds: list[KindSlug]
    topics: list[TopicSlug]
    target_groups: list[str]
    activities: list[str]
    contributes: list[str]


class WalkStep(SourcedRecord):
    """One step of a night walk."""

    title: str
    text: str


class Group(SourcedRecord):
    """A group that walks: where and when in general."""

    name: str
    actor: ActorSlug
    partnership: AgreementSlug | None
    places: list[PlaceSlug]
    where: str
    when: str | None
    how_to_join: str | None


class Stage(Record):
    """One stage on the way to a partnership; how long it takes may be unknown."""

    slug: str
    title: str
    text: str
    typical_time: str | None


class ExternalSource(Record):
    """Something published elsewhere on which the guide builds."""

    slug: str
    title: str
    url: str | None
    date: Day | None


class AssociationFacts(FactsAbove):
    """All facts that associations uses."""

    files = {
        "partnerships.yaml": ("terminology", "agreements", "discussions", "intentions"),
        "directory.yaml": ("kinds", "associations"),
        "night_walks.yaml": ("steps", "groups"),
        "guide.yaml": ("stages", "external_sources"),
    }
    terminology: list[Term]
    agreements: list[Agreement]
    discussions: list[Discussion]
    intentions: list[Intention]
    kinds: list[Kind]
    associations: list[Association]
    steps: list[WalkStep]
    groups: list[Group]
    stages: list[Stage]
    external_sources: list[ExternalSource]
