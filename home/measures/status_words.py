"""How the status of a measure is said to a reader: a word, and what it rests on."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages.search_document import Facet
from core.pages.status import Shape, StatusWords, status_facets
from core.templatetags.portal_dates import month, span
from core.times.phases import from_midnight
from home.measures.domain.measure_status import (
    MeasureStatus,
    MeasureTimes,
    measure_status,
    status_phases,
)

LABELS = {
    MeasureStatus.PLANNED: gettext_lazy("Planerad"),
    MeasureStatus.CURRENT: gettext_lazy("Pågår"),
    MeasureStatus.DONE: gettext_lazy("Genomförd"),
    MeasureStatus.LAST_KNOWN: gettext_lazy("Senast känd"),
    MeasureStatus.WAS_PLANNED: gettext_lazy("Planerades"),
    MeasureStatus.WAS_CURRENT: gettext_lazy("Pågick"),
}


def status_words(times: MeasureTimes, today: date) -> StatusWords:
    """Return what a reader is told about the measure on `today`."""
    status = measure_status(times, today)
    shape, label = Shape[status.name], str(LABELS[status])
    if status in (MeasureStatus.WAS_CURRENT, MeasureStatus.WAS_PLANNED) and times.as_of:
        detail = _("Källan är från %(month)s. Vi vet inte vad som gäller i dag.")
        return StatusWords(
            shape, f"{label} {month(times.as_of)}", detail % {"month": month(times.as_of)}
        )
    if status == MeasureStatus.LAST_KNOWN:
        period = span(times.period_starts_on or times.started_on, times.period_ends_on)
        return StatusWords(shape, _("Senast kända period: %(period)s") % {"period": period})
    return StatusWords(shape, label)


def measure_facets(times: MeasureTimes) -> Iterator[Facet]:
    """Yield the status as facets, each with the time during which it holds."""
    return status_facets(from_midnight(status_phases(times)), LABELS, key=status_key)


def status_key(status: str) -> str:
    """Return what addresses call a status: "was-current"."""
    return status.lower().replace("_", "-")
