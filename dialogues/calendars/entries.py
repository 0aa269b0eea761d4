"""Dialogues as entries of a calendar (RFC 5545): one file, or a feed that is written row by row.

An entry is never taken away: what is cancelled stays and says so. It tells where to read more and
never how to get into the meeting.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDuration

from casework.public_forms.fields import clean_text
from core.routing.public_pages import only_public
from core.templatetags.portal_dates import clock, weekday_date
from dialogues.events.models import DialoguePage

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar that subscribes may ask again.
_ASK_AGAIN = timedelta(hours=1)
_END = b"END:VCALENDAR\r\n"
# Stays as it is: an entry is known by it in every calendar that has it.
_REALM = "trygghetsportalen"


def calendar_file(dialogue: DialoguePage, *, words: DialoguePage, address: str) -> bytes:
    """Return a calendar of one dialogue that has a date.

    `dialogue` comes from `with_calendar_facts` and gives the facts; `words` is the same one in
    the reader's language; `address` is the whole address of its page.
    """
    return _head() + _entry(dialogue, words, address) + _END


def calendar_chunks(
    name: str, rows: Iterable[tuple[DialoguePage, DialoguePage, str]]
) -> Iterator[bytes]:
    """Yield a calendar called `name`, an entry for each row of dialogue, words and address."""
    yield _head(name)
    is_empty = True
    for dialogue, words, address in rows:
        is_empty = False
        yield _entry(dialogue, words, address)
    if is_empty:
        # A calendar must hold something; a time zone is no entry.
        yield bytes(Timezone.from_tzid("Europe/Stockholm").to_ical())
    yield _END


def _head(name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Trygghetsportalen//Dialoger//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if name:
        # RFC 7986 and what calendars understood before it.
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(_ASK_AGAIN))
    return bytes(calendar.to_ical()).removesuffix(_END)


def _entry(dialogue: DialoguePage, words: DialoguePage, address: str) -> bytes:
    starts_at, ends_at = dialogue.starts_at, dialogue.ends_at
    if starts_at is None or ends_at is None:
        raise ValueError("A dialogue without a date is in no calendar.")
    changed_at = _changed_at(dialogue)
    event = Event()
    event.add("uid", f"{dialogue.translation_key}@{_REALM}")
    # Without METHOD both say when the entry was last revised.
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", dialogue.change_count)
    event.add("dtstart", starts_at.astimezone(UTC))
    event.add("dtend", ends_at.astimezone(UTC))
    event.add("summary", _summary(dialogue, words))
    event.add("description", _description(dialogue, words, address))
    event.add("status", _status(dialogue))
    if place := _location(dialogue, words):
        event.add("location", place)
    event.add("url", address)
    event.add("categories", [str(dialogue.get_kind_display())])
    if dialogue.is_cancelled or dialogue.is_postponed:
        # Nobody is busy with what is not held.
        event.add("transp", "TRANSPARENT")
    return bytes(event.to_ical())


def _changed_at(dialogue: DialoguePage) -> datetime:
    known = (dialogue.last_published_at, dialogue.changed_at, dialogue.first_published_at)
    moment = max((moment for moment in known if moment), default=timezone.now())
    return moment.astimezone(UTC).replace(microsecond=0)


def _status(dialogue: DialoguePage) -> str:
    if dialogue.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if dialogue.is_postponed else "CONFIRMED"


def _summary(dialogue: DialoguePage, words: DialoguePage) -> str:
    title = _one_line(words.title)
    if dialogue.is_cancelled:
        return _("Inställd: %(title)s") % {"title": title}
    if dialogue.is_postponed:
        return _("Uppskjuten: %(title)s") % {"title": title}
    return title


def _location(dialogue: DialoguePage, words: DialoguePage) -> str:
    if not dialogue.is_on_site:
        return _("Digitalt")
    places = ", ".join(_one_line(place.title) for place in only_public(dialogue.places.all()))
    return ", ".join(filter(None, (_one_line(words.meeting_point), places)))


def _description(dialogue: DialoguePage, words: DialoguePage, address: str) -> str:
    parts = [*_called_off(dialogue), words.summary]
    if dialogue.is_digital and not (dialogue.is_cancelled or dialogue.is_postponed):
        opens_at = dialogue.times.opens_at
        told = _("Du kan delta digitalt. Länken visas på sidan %(day)s från %(time)s.")
        parts.append(told % {"day": weekday_date(opens_at), "time": clock(opens_at)})
    parts.append(_("Läs mer: %(address)s") % {"address": address})
    return _plain("\n\n".join(filter(None, parts)))


def _called_off(dialogue: DialoguePage) -> Iterator[str]:
    if dialogue.is_cancelled:
        yield _("Dialogen är inställd.")
    elif dialogue.is_postponed:
        yield _("Dialogen är uppskjuten. Den hålls inte den här tiden, och ett nytt datum kommer.")
    else:
        return
    if dialogue.off_reason:
        yield _("Skäl: %(reason)s") % {"reason": dialogue.off_reason}


def _one_line(text: str) -> str:
    return _plain(" ".join(text.split()))


def _plain(text: str) -> str:
    """Leave out what no calendar may hold; word processors break lines with a vertical tab."""
    return clean_text(text.translate({0x0B: "\n", 0x0C: "\n"}))
