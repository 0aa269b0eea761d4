"""What a measure's dates and its source's statement mean today.

Nobody edits a status. A source says what was so when it was written; dates say when something
starts and ends; this module says what can be claimed now.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.times.days import add_months
from core.times.phases import Phase, phases_of_days

# After this many months a statement is told in the past tense: "Pågick september 2024".
STALE_AFTER_MONTHS = 12


class StatedStatus(models.TextChoices):
    """What the source said about the measure, at the time of the source."""

    PLANNED = "PLANNED", _("Planerad")
    ONGOING = "ONGOING", _("Pågående")
    DONE = "DONE", _("Genomförd")


class MeasureStatus(StrEnum):
    """What can be said today."""

    PLANNED = "PLANNED"
    CURRENT = "CURRENT"
    DONE = "DONE"
    # The last period that is known has ended; whether it goes on, nobody has said.
    LAST_KNOWN = "LAST_KNOWN"
    # The statement is too old to be repeated as if it held today.
    WAS_PLANNED = "WAS_PLANNED"
    WAS_CURRENT = "WAS_CURRENT"


@dataclass(frozen=True)
class MeasureTimes:
    """The dates of a measure. `as_of` is when the source's statement was true."""

    stated: StatedStatus
    as_of: date | None = None
    started_on: date | None = None
    period_starts_on: date | None = None
    period_ends_on: date | None = None


def measure_status(times: MeasureTimes, today: date) -> MeasureStatus:
    """Return what can be claimed on `today`.

    A period that has ended outweighs a source that said "ongoing". A statement older than
    STALE_AFTER_MONTHS is told in the past tense. A measure that was done stays done.
    """
    if times.stated == StatedStatus.DONE:
        return MeasureStatus.DONE
    if times.period_ends_on and times.period_ends_on < today:
        return MeasureStatus.LAST_KNOWN
    starts_on = times.period_starts_on or times.started_on
    if starts_on and starts_on > today:
        return MeasureStatus.PLANNED
    if times.period_ends_on and starts_on:
        return MeasureStatus.CURRENT
    is_old = times.as_of is not None and add_months(times.as_of, STALE_AFTER_MONTHS) <= today
    if times.stated == StatedStatus.PLANNED and not starts_on:
        return MeasureStatus.WAS_PLANNED if is_old else MeasureStatus.PLANNED
    return MeasureStatus.WAS_CURRENT if is_old else MeasureStatus.CURRENT


def status_phases(times: MeasureTimes) -> list[Phase[MeasureStatus, date]]:
    """Return every status of the measure with the days on which it holds."""
    ended, as_of = times.period_ends_on, times.as_of
    edges = (
        times.started_on,
        times.period_starts_on,
        ended and ended + timedelta(days=1),
        as_of and add_months(as_of, STALE_AFTER_MONTHS),
    )
    return phases_of_days(partial(measure_status, times), edges)
