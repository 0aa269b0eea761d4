"""When a partnership holds, in templates: `{% term_rows partnership page as rows %}`, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _

from associations.models import PartnershipPage
from associations.register.domain.timeline import WIDTH, Bar
from associations.register.page_view import ChainLink, PartnershipView
from associations.register.term_words import term_words
from core.templatetags.portal_dates import long_date
from home.measures.status_words import StatusWords

register = template.Library()


@dataclass(frozen=True)
class TermMark:
    """Something that happened on one day: `kind` is "decided" or "signed"."""

    kind: str
    label: str
    x: float


@dataclass(frozen=True)
class TermRow:
    """One row of the drawing: a partnership of the chain, its periods and what happened when.

    A gap is drawn in the row of the period that ended it.
    """

    link: ChainLink
    bars: list[Bar]
    gaps: list[Bar]
    marks: Sequence[TermMark]


@register.simple_tag
def term_rows(partnership: PartnershipView, page: PartnershipPage) -> list[TermRow]:
    """Return the rows of the drawing, the oldest partnership of the chain first."""
    if partnership.drawing is None:
        return []
    rows = zip(partnership.chain, partnership.drawing.rows, strict=True)
    return [
        TermRow(
            link=link,
            bars=bars,
            gaps=_gaps_before(bars, partnership.drawing.gaps),
            marks=_marks(partnership, page) if link.is_this else (),
        )
        for link, bars in rows
        if bars
    ]


def _gaps_before(bars: list[Bar], gaps: list[Bar]) -> list[Bar]:
    starts = {bar.starts_on for bar in bars}
    return [gap for gap in gaps if gap.ends_on + timedelta(days=1) in starts]


def _marks(partnership: PartnershipView, page: PartnershipPage) -> list[TermMark]:
    days: list[tuple[str, str, date | None]] = [
        ("decided", _("Beslut %(day)s"), page.decided_on),
        ("signed", _("Underskrift %(day)s"), page.signed_on),
    ]
    marks = []
    for kind, words, day in days:
        x = partnership.drawing.x_of(day) if partnership.drawing and day else None
        if x is not None:
            marks.append(TermMark(kind, words % {"day": long_date(day)}, x))
    return marks


@register.filter
def term_state(partnership: PartnershipPage, today: date) -> StatusWords:
    """Return what a reader is told on `today` about when the partnership holds."""
    return term_words(partnership.periods, today)


@register.filter
def percent(units: float) -> str:
    """12.5%: a place in the drawing, whatever its width and the language of the page."""
    return f"{units / WIDTH * 100:.2f}%"
