"""Dates as the language of the page writes them: 3 december 2026, 3 December 2026.

What is asked for decides the form, not the template.
"""

from datetime import date, datetime, time

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def long_date(day: date | datetime | None) -> str:
    """26 september 2024"""
    return _written(day, "j F Y")


@register.filter
def short_date(day: date | datetime | None) -> str:
    """26 sep 2024, for tables"""
    return _written(day, "j b Y")


@register.filter
def day_of_year(day: date | datetime | None) -> str:
    """26 sep, where the year is plain"""
    return _written(day, "j b")


@register.filter
def month(day: date | None) -> str:
    """september 2024"""
    return _written(day, "F Y")


@register.filter
def short_month(day: date | datetime | None) -> str:
    """dec 2026, in English Dec 2026"""
    # Translators: the format of a short month and its year, as in Django's `date` filter.
    return _written(day, _("b Y"))


@register.filter
def weekday_date(day: date | datetime | None) -> str:
    """torsdag 3 december 2026"""
    return _written(day, "l j F Y")


@register.filter
def clock(moment: datetime | None) -> str:
    """kl. 18.30, in English 18:30"""
    return time_of_day(timezone.localtime(moment).time()) if moment else ""


@register.filter
def time_of_day(at: time | None) -> str:
    """kl. 18.30, in English 18:30"""
    return _("kl. %(time)s") % {"time": _bare_clock(at)} if at else ""


@register.filter
def day_and_clock(moment: datetime | None) -> str:
    """torsdag 3 december 2026 kl. 18.15"""
    return f"{weekday_date(moment)} {clock(moment)}" if moment else ""


@register.filter
def date_and_clock(moment: datetime | None) -> str:
    """3 december 2026 kl. 18.15"""
    return f"{long_date(moment)} {clock(moment)}" if moment else ""


@register.filter
def date_and_time(moment: datetime | None) -> str:
    """3 december 2026 18.15, for tables"""
    at = _bare_clock(timezone.localtime(moment).time()) if moment else ""
    return f"{long_date(moment)} {at}" if moment else ""


@register.filter
def machine_time(moment: datetime | None) -> str:
    """2026-12-03T18:15+0100, for the attribute of a time element"""
    return date_format(timezone.localtime(moment), "Y-m-d\\TH:iO") if moment else ""


@register.simple_tag
def time_span(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """torsdag 3 december 2026 kl. 18.30–20.00; over midnight with both days."""
    if starts_at is None or ends_at is None:
        return day_and_clock(starts_at)
    ends_local = timezone.localtime(ends_at)
    if timezone.localdate(starts_at) == ends_local.date():
        return f"{day_and_clock(starts_at)}–{_bare_clock(ends_local.time())}"
    return f"{day_and_clock(starts_at)} – {day_and_clock(ends_at)}"


@register.simple_tag
def from_to(starts_at: datetime | None, ends_at: datetime | None) -> str:
    """torsdag 3 december 2026 kl. 18.30 till kl. 20.00, where the whole is read as a sentence"""
    return f"{weekday_date(starts_at)} {clock_span(starts_at, ends_at)}" if starts_at else ""


@register.simple_tag
def clock_span(starts_at: datetime, ends_at: datetime | None) -> str:
    """kl. 18.30 till kl. 20.00"""
    return f"{clock(starts_at)} {_('till')} {clock(ends_at)}"


def _written(day: date | datetime | None, form: str) -> str:
    """Write a day; of a moment that in which it lies in Sweden, whatever zone it is kept in."""
    if isinstance(day, datetime):
        day = timezone.localtime(day)
    return date_format(day, form) if day else ""


def _bare_clock(at: time) -> str:
    # Translators: the format of a time of day, as in Django's `date` filter.
    return time_format(at, _("H.i"))


@register.filter
def iso_month(day: str | None) -> str:
    """september 2024, from a date as cards keep it: "2024-09-01"."""
    return month(date.fromisoformat(day)) if day else ""


@register.simple_tag
def iso_span(first: str | None, last: str | None) -> str:
    """5 september–20 december 2025, from dates as cards keep them; the end of time is open."""
    ends = date.fromisoformat(last) if last else None
    return span(date.fromisoformat(first) if first else None, None if ends == date.max else ends)


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
