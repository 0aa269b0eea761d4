"""Dates as the language of the page writes them: 3 december 2026, 3 December 2026.

What is asked for decides the form, not the template.
"""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def long_date(day: date | None) -> str:
    """26 september 2024"""
    return date_format(day, "j F Y") if day else ""


@register.filter
def month(day: date | None) -> str:
    """september 2024"""
    return date_format(day, "F Y") if day else ""


@register.filter
def short_month(day: date | datetime | None) -> str:
    """dec 2026, in English Dec 2026"""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    # Translators: the format of a short month and its year, as in Django's `date` filter.
    return date_format(day, _("b Y")) if day else ""


@register.filter
def weekday_date(day: date | datetime | None) -> str:
    """torsdag 3 december 2026"""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return date_format(day, "l j F Y") if day else ""


@register.filter
def clock(moment: datetime | None) -> str:
    """kl. 18.30, in English 18:30"""
    if moment is None:
        return ""
    # Translators: the format of a time of day, as in Django's `date` filter.
    form = _("H.i")
    return _("kl. %(time)s") % {"time": date_format(timezone.localtime(moment), form)}


@register.simple_tag
def date_span(first: date | None, last: date | None) -> str:
    """5 september–20 december 2025, as short as the two dates allow; either may be missing."""
    return span(first, last)


def span(first: date | None, last: date | None) -> str:
    """Return two dates as one span, or "från …" or "till och med …" when one is unknown."""
    if first and last:
        if first == last:
            return long_date(last)
        if first.year != last.year:
            return f"{long_date(first)}–{long_date(last)}"
        form = "j" if first.month == last.month else "j F"
        return f"{date_format(first, form)}–{long_date(last)}"
    if first:
        return _("från %(day)s") % {"day": long_date(first)}
    if last:
        return _("till och med %(day)s") % {"day": long_date(last)}
    return ""
