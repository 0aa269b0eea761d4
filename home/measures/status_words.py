"""How the status of a measure is said to a reader: a word, and what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages.search_document import Facet
from core.templatetags.portal_dates import month, span
from home.measures.domain.measure_status import (
    MeasureStatus,
    MeasureTimes,
    measure_status,
    status_periods,
)

LABELS = {
    MeasureStatus.PLANNED: gettext_lazy("Planerad"),
    MeasureStatus.CURRENT: gettext_lazy("Pågår"),
    MeasureStatus.DONE: gettext_lazy("Genomförd"),
    MeasureStatus.LAST_KNOWN: gettext_lazy("Senast känd"),
    MeasureStatus.WAS_PLANNED: gettext_lazy("Planerades"),
    MeasureStatus.WAS_CURRENT: gettext_lazy("Pågick"),
}


@dataclass(frozen=True)
class StatusWords:
    """A status to show: `code` picks shape and colour, `label` is the word, `detail` explains."""

    code: str
    label: str
    detail: str


def status_words(times: MeasureTimes, today: date) -> StatusWords:
    """Return what a reader is told about the measure on `today`."""
    status = measure_status(times, today)
    label = str(LABELS[status])
    if status in (MeasureStatus.WAS_CURRENT, MeasureStatus.WAS_PLANNED) and times.as_of:
        detail = _("Källan är från %(month)s. Vi vet inte vad som gäller i dag.")
        return StatusWords(
            status.lower(), f"{label} {month(times.as_of)}", detail % {"month": month(times.as_of)}
        )
    if status == MeasureStatus.LAST_KNOWN:
        period = span(times.period_starts_on or times.started_on, times.period_ends_on)
        return StatusWords(
            status.lower(), _("Senast kända period: %(period)s") % {"period": period}, ""
        )
    return StatusWords(status.lower(), label, "")


def status_facets(times: MeasureTimes) -> Iterator[Facet]:
    """Yield the status as facets, each with the time during which it holds."""
    for status, first, after in status_periods(times):
        yield Facet(
            "status",
            status.lower().replace("_", "-"),
            str(LABELS[status]),
            valid_from=_midnight(first),
            valid_until=_midnight(after),
        )


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
