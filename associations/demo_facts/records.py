"""The shapes of the facts about associations: one field for each allowed key, as in home's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from home.demo.facts_problems import Where
from home.demo.facts_records import Attachment, Facts, SourcedRecord
from home.demo.record_marks import (
    ActorSlug,
    FundingSlug,
    MeasureSlug,
    Month,
    PlaceSlug,
    Ref,
    TopicSlug,
)
from home.demo.text_records import PageText

AgreementSlug = Annotated[str, Ref("agreements")]
KindSlug = Annotated[str, Ref("kinds")]


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days of one extension, both included."""

    valid_from: date
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What was paid, in kronor, for which days, and from where."""

    label: str
    amount: int
    covers_from: date
    covers_to: date
    funding: FundingSlug
    as_of: Month


@dataclass(frozen=True, kw_only=True)
class Agreement(SourcedRecord):
    """An agreement or IOP; its status is what the source said then and is not used."""

    title: str
    summary: str
    kind: Literal["samverkansöverenskommelse", "idéburet offentligt partnerskap"]
    purpose: str
    parties: tuple[ActorSlug, ...]
    performing_associations: tuple[ActorSlug, ...] = ()
    supporting_actors: tuple[ActorSlug, ...]
    places: tuple[PlaceSlug, ...]
    decided: date | None
    decided_by: ActorSlug | None
    signed: date | None
    signed_by_role: str = ""
    signing_delay_reason: str = ""
    valid_from: date | None
    valid_to: date | None
    extensions: tuple[Period, ...]
    status: Literal["avslutad", "pågående", "exempel"]
    status_as_of: Month | None = None
    superseded_by: AgreementSlug | None = None
    content_of_agreement: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    steering: str = ""
    compensation_model: str = ""
    costs: tuple[Cost, ...] = ()
    costs_total: int | None = None
    funding: tuple[FundingSlug, ...]
    funding_note: str = ""
    follow_up: tuple[str, ...] = ()
    follow_up_every_months: int | None = None
    results: tuple[str, ...] = ()
    results_evidence: tuple[str, ...] = ()
    results_caveat: str = ""
    lessons: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Discussion(SourcedRecord):
    """An idea that the parties together decided not to take further."""

    title: str
    kind: Literal["föreslaget IOP"]
    proposed_by: ActorSlug
    discussed_with: ActorSlug
    purpose: str
    target_groups: tuple[str, ...]
    outcome: Literal["gick inte vidare"]
    reason: str
    alternative: str = ""
    alternative_measure: MeasureSlug | None = None
    as_of: Month


@dataclass(frozen=True, kw_only=True)
class Term(SourcedRecord):
    """A word that the administration uses in a certain sense."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Intention(SourcedRecord):
    """What the administration meant to do, when it said so."""

    title: str
    text: str
    as_of: Month


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of association."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Association:
    """What the directory says of an actor beyond what home's facts say of it."""

    slug: ActorSlug
    summary: str
    kinds: tuple[KindSlug, ...]
    topics: tuple[TopicSlug, ...]
    target_groups: tuple[str, ...]
    activities: tuple[str, ...]
    contributes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Step(SourcedRecord):
    """One step of a night walk."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Group(SourcedRecord):
    """A group that walks: where and when in general."""

    name: str
    actor: ActorSlug
    partnership: AgreementSlug | None
    places: tuple[PlaceSlug, ...]
    where: str
    when: str | None
    how_to_join: str | None


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage on the way to a partnership; how long it takes may be unknown."""

    slug: str
    title: str
    text: str
    typical_time: str | None


@dataclass(frozen=True, kw_only=True)
class ExternalSource:
    """Something published elsewhere on which the guide builds."""

    slug: str
    title: str
    url: str | None
    date: date | None


@dataclass(frozen=True, kw_only=True)
class AssociationFacts:
    """All facts that associations uses, with those of home that they point at.

    `references` say where in the facts which record of which list is pointed at.
    """

    home: Facts
    terminology: tuple[Term, ...]
    agreements: tuple[Agreement, ...]
    discussions: tuple[Discussion, ...]
    intentions: tuple[Intention, ...]
    kinds: tuple[Kind, ...]
    associations: tuple[Association, ...]
    steps: tuple[Step, ...]
    groups: tuple[Group, ...]
    stages: tuple[Stage, ...]
    external_sources: tuple[ExternalSource, ...]
    texts: dict[str, PageText]
    references: tuple[tuple[Where, str, str], ...]
