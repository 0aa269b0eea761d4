"""How the term of a partnership is said to a reader."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.register.domain.partnership_term import (
    Period,
    Term,
    last_known,
    term,
    term_changes,
)
from core.pages.search_document import Facet
from core.templatetags.portal_dates import long_date, span
from home.measures.status_words import StatusWords

LABELS = {
    Term.UPCOMING: gettext_lazy("Börjar senare"),
    Term.CURRENT: gettext_lazy("Pågår"),
    Term.PAUSED: gettext_lazy("Uppehåll"),
    Term.EXPIRED: gettext_lazy("Senast känd"),
    Term.UNKNOWN: gettext_lazy("Uppgift saknas"),
}
# The status component knows these shapes.
_CODES = {
    Term.UPCOMING: "planned",
    Term.CURRENT: "current",
    Term.PAUSED: "planned",
    Term.EXPIRED: "last_known",
    Term.UNKNOWN: "unknown",
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
    return StatusWords(_CODES[now], label, detail)


def term_facets(periods: Sequence[Period]) -> Iterator[Facet]:
    """Yield the term as facets, each with the time during which it holds."""
    days = term_changes(periods)
    starts: list[date | None] = [None, *days]
    ends: list[date | None] = [*days, None]
    for first, after in zip(starts, ends, strict=True):
        probe = first or (after - timedelta(days=1) if after else date.max)
        state = term(periods, probe)
        yield Facet(
            "status",
            state.lower(),
            str(LABELS[state]),
            valid_from=midnight(first) if first else None,
            valid_until=midnight(after) if after else None,
        )


def term_moments(periods: Sequence[Period]) -> Iterator[datetime]:
    """Yield the moments when other words hold of the partnership."""
    yield from map(midnight, term_changes(periods))


def midnight(day: date) -> datetime:
    """Return the moment when a day begins in Sweden."""
    return timezone.make_aware(datetime.combine(day, time.min))
