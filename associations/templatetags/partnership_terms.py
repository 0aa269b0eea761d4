"""When a partnership holds, in templates."""

from datetime import date

from django import template

from associations.register.domain.timeline import WIDTH
from associations.register.models import PartnershipPage
from associations.register.term_words import term_words
from core.pages.status import StatusWords

register = template.Library()


@register.filter
def term_state(partnership: PartnershipPage, today: date) -> StatusWords:
    """Return what a reader is told on `today` about when the partnership holds."""
    return term_words(partnership.periods, today)


@register.filter
def percent(units: float) -> str:
    """12.5%: a place in the drawing, whatever its width and the language of the page."""
    return f"{units / WIDTH * 100:.2f}%"
