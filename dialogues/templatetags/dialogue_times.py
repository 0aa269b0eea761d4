"""When a dialogue is, as the language of the page writes it."""

from datetime import datetime, time

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from core.templatetags.portal_dates import clock, weekday_date

register = template.Library()


@register.simple_tag
def time_span(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """torsdag 3 december 2026 kl. 18.30–20.00; over midnight with both days."""
    if starts_at is None:
        return ""
    first = f"{weekday_date(starts_at)} {clock(starts_at)}"
    if ends_at is None:
        return first
    if timezone.localdate(starts_at) == timezone.localdate(ends_at):
        # Translators: the format of a time of day, as in Django's `date` filter.
        return f"{first}–{date_format(timezone.localtime(ends_at), _('H.i'))}"
    return f"{first} – {weekday_date(ends_at)} {clock(ends_at)}"


@register.filter
def day_and_clock(moment: datetime | None) -> str:
    """torsdag 3 december 2026 kl. 18.15"""
    return f"{weekday_date(moment)} {clock(moment)}" if moment else ""


@register.filter
def time_of_day(at: time | None) -> str:
    """kl. 18.30, in English 18:30"""
    return _("kl. %(time)s") % {"time": time_format(at, _("H.i"))} if at else ""
