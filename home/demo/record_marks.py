"""What a field of a record may say about itself beyond its type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated


@dataclass(frozen=True)
class Ref:
    """Marks a slug that must exist among the records of the named list."""

    target: str


@dataclass(frozen=True)
class Elsewhere:
    """Marks slugs of records that another app owns; kept, but not looked up here."""


@dataclass(frozen=True)
class FirstOfMonth:
    """Marks a month written ``2024-09``; read as the first day of that month."""


Month = Annotated[date, FirstOfMonth()]
ActorSlug = Annotated[str, Ref("actors")]
AnswerSlug = Annotated[str, Ref("answers")]
FundingSlug = Annotated[str, Ref("funding_sources")]
MeasureSlug = Annotated[str, Ref("measures")]
PlaceSlug = Annotated[str, Ref("places")]
PreventionSlug = Annotated[str, Ref("prevention_types")]
TopicSlug = Annotated[str, Ref("topics")]
ForeignSlug = Annotated[str, Elsewhere()]
