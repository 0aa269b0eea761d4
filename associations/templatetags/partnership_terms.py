"""When a partnership holds, in templates."""

from collections.abc import Mapping
from datetime import date

from django import template

from associations.register.domain.partnership_term import Term
from associations.register.domain.timeline import WIDTH
from associations.register.models import PartnershipPage
from associations.register.term_words import term_words
from core.pages.status import StatusWords
from core.templatetags.portal_dates import iso_span

register = template.Library()


@register.filter
def term_state(partnership: PartnershipPage, today: date) -> StatusWords:
    """Return what a reader is told on `today` about when the partnership holds."""
    return term_words(partnership.periods, today)


@register.simple_tag
def shown_term(card: Mapping[str, str | None], status: str) -> str:
    """The days beside a status in lists: of the last period when all are over, else of all."""
    is_over = status == Term.EXPIRED.lower()
    return iso_span(card.get("latest_from" if is_over else "first_day"), card.get("last_day"))


@register.filter
def percent(units: float) -> str:
    """12.5%: a place in the drawing, whatever its width and the language of the page."""
    return f"{units / WIDTH * 100:.2f}%"
