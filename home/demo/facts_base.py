"""What all records of the facts have in common, and what their fields may say beyond a type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from home.demo.facts_problems import Where

# Written for those who keep the facts, never for readers; removed here, at the door.
INTERNAL_KEYS = frozenset({"editor_note", "seed_file", "email_as_in_source"})
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])\Z")

# Where in the facts which record of which list is pointed at.
Reference = tuple[Where, str, str]


class Record(BaseModel):
    """One field for each allowed key: an unknown key is an error, so is a missing one."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, str_strip_whitespace=True, str_min_length=1
    )

    @model_validator(mode="before")
    @classmethod
    def _leave_internal_keys(cls, raw: Any) -> Any:
        if not isinstance(raw, dict):
            return raw
        return {key: value for key, value in raw.items() if key not in INTERNAL_KEYS}


class Slug(str):
    """The name of a record of the list `target`."""

    target: str


def in_list(name: str) -> Callable[[str], Slug]:
    """What turns the name of a record of the list `name` into a Slug that knows it."""
    return type("Slug", (Slug,), {"target": name})


def references(value: Any, where: Where) -> Iterator[Reference]:
    """Yield what a record points at, its own records included."""
    if isinstance(value, Slug):
        yield where, value.target, value
    elif isinstance(value, Record):
        for key, inner in value:
            yield from references(inner, where.inside(key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from references(each, where.inside(number))


def _first_of_month(raw: Any) -> date:
    match = _MONTH.match(raw) if isinstance(raw, str) else None
    if match is None:
        raise ValueError(_("ska vara en månad, till exempel 2024-09"))
    return date(int(match["year"]), int(match["month"]), 1)


# Under another name, so that a field may be called date.
Day = date
# Written 2024-09; read as the first day of that month.
Month = Annotated[date, BeforeValidator(_first_of_month)]
ActorSlug = Annotated[str, AfterValidator(in_list("actors"))]
AnswerSlug = Annotated[str, AfterValidator(in_list("answers"))]
FundingSlug = Annotated[str, AfterValidator(in_list("funding_sources"))]
MeasureSlug = Annotated[str, AfterValidator(in_list("measures"))]
PlaceSlug = Annotated[str, AfterValidator(in_list("places"))]
PreventionSlug = Annotated[str, AfterValidator(in_list("prevention_types"))]
TopicSlug = Annotated[str, AfterValidator(in_list("topics"))]
# What apps above own, and look up.
PartnershipSlug = Annotated[str, AfterValidator(in_list("partnerships"))]
DialogueSlug = Annotated[str, AfterValidator(in_list("dialogues"))]
