"""Whether the entry of an association has been looked over, in words."""

from datetime import date

from django import template
from django.utils.translation import gettext as _

from associations.directory.domain.entry_freshness import Freshness, freshness
from core.pages.status import Shape, StatusWords
from core.templatetags.portal_dates import long_date

register = template.Library()


@register.filter
def entry_state(checked_on: date | str | None, today: date) -> StatusWords:
    """Return what a reader is told on `today`. The day may be text, as cards of lists keep it."""
    day = date.fromisoformat(checked_on) if isinstance(checked_on, str) else checked_on
    checked = _("Kontrollerad %(day)s") % {"day": long_date(day)} if day else ""
    if freshness(day, today) == Freshness.CHECKED:
        return StatusWords(Shape.DONE, checked)
    return StatusWords(Shape.LAST_KNOWN, _("Behöver bekräftas"), checked)
