"""How the term of a partnership is said to a reader."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.register.domain.partnership_term import (
    Period,
    Term,
    last_known,
    term,
    term_phases,
)
from core.pages.search_document import Facet
from core.pages.status import Shape, StatusWords, status_facets
from core.templatetags.portal_dates import long_date, span
from core.times.phases import changes, from_midnight

LABELS = {
    Term.UPCOMING: gettext_lazy("Börjar senare"),
    Term.CURRENT: gettext_lazy("Pågår"),
    Term.PAUSED: gettext_lazy("Uppehåll"),
    Term.EXPIRED: gettext_lazy("Senast känd"),
    Term.UNKNOWN: gettext_lazy("Uppgift saknas"),
}
SHAPES: dict[str, Shape] = {
    Term.UPCOMING: Shape.PLANNED,
    Term.CURRENT: Shape.CURRENT,
    Term.PAUSED: Shape.PLANNED,
    Term.EXPIRED: Shape.LAST_KNOWN,
    Term.UNKNOWN: Shape.UNKNOWN,
}


def term_words(periods: Sequence[Period], today: date) -> StatusWords:
    """Return what a reader is told about the partnership on `today`."""
    now = term(periods, today)
    latest = last_known(periods)
    label, detail = str(LABELS[now]), ""
    if now == Term.EXPIRED and latest:
        label = _("Senast kända period: %(period)s") % {
            "period": span(latest.starts_on, latest.ends_on)
        }
    elif now == Term.UPCOMING:
        label = _("Börjar %(day)s") % {"day": long_date(min(periods).starts_on)}
    elif now == Term.PAUSED:
        following = min(period.starts_on for period in periods if period.starts_on > today)
        label = _("Uppehåll till %(day)s") % {"day": long_date(following)}
    elif now == Term.UNKNOWN:
        detail = _("Källorna säger inte när partnerskapet gäller.")
    return StatusWords(SHAPES[now], label, detail)


def term_facets(periods: Sequence[Period]) -> Iterator[Facet]:
    """Yield the term as facets, each with the time during which it holds."""
    return status_facets(from_midnight(term_phases(periods)), LABELS)


def term_moments(periods: Sequence[Period]) -> Iterator[datetime]:
    """Yield the moments when other words hold of the partnership."""
    yield from changes(from_midnight(term_phases(periods)))
