"""Dialogues as entries of a calendar (RFC 5545): one file, or a feed that is written row by row.

An entry is never taken away: what is cancelled stays and says so. It tells where to read more and
never how to get into the meeting.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vDuration

from core.language.plain_text import clean_text
from core.routing.public_pages import only_public
from core.templatetags.portal_dates import clock, weekday_date
from core.times.days import STOCKHOLM
from dialogues.events.models import DialoguePage

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar that subscribes may ask again.
_ASK_AGAIN = timedelta(hours=1)
_END = b"END:VCALENDAR\r\n"
# Stays as it is: an entry is known by it in every calendar that has it.
_REALM = "trygghetsportalen"
_HELD = "CONFIRMED"


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
        yield bytes(Timezone.from_tzid(STOCKHOLM.key).to_ical())
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
    status = _status(dialogue)
    title, told, place = _texts(dialogue, words, address, is_held=status == _HELD)
    event.add("summary", title)
    event.add("description", told)
    event.add("status", status)
    if place:
        event.add("location", place)
    event.add("url", address)
    event.add("categories", [str(dialogue.get_kind_display())])
    if status != _HELD:
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
    return "TENTATIVE" if dialogue.is_postponed else _HELD


def _texts(
    dialogue: DialoguePage, words: DialoguePage, address: str, *, is_held: bool
) -> list[str]:
    """Return the title, the text and the place of an entry."""
    title, told, is_on_site = words.title, [words.summary], dialogue.is_on_site
    if not is_held:
        title, told = _called_off(dialogue, title, told)
    elif dialogue.is_digital:
        opens_at = dialogue.times.opens_at
        way = _("Du kan delta digitalt. Länken visas på sidan %(day)s från %(time)s.")
        told.append(way % {"day": weekday_date(opens_at), "time": clock(opens_at)})
    told.append(_("Läs mer: %(address)s") % {"address": address})
    place = _("Digitalt")
    if is_on_site:
        places = map(attrgetter("title"), only_public(dialogue.places.all()))
        place = ", ".join(filter(None, (words.meeting_point, *places)))
    texts = (" ".join(title.split()), "\n\n".join(filter(None, told)), " ".join(place.split()))
    # What no calendar may hold is left out.
    return list(map(clean_text, texts))


def _called_off(dialogue: DialoguePage, title: str, told: list[str]) -> tuple[str, list[str]]:
    """Return the title and the text of what is not held."""
    if dialogue.is_cancelled:
        title, why = _("Inställd: %(title)s") % {"title": title}, _("Dialogen är inställd.")
    else:
        title = _("Uppskjuten: %(title)s") % {"title": title}
        why = _("Dialogen är uppskjuten. Den hålls inte den här tiden, och ett nytt datum kommer.")
    reason = _("Skäl: %(reason)s") % {"reason": dialogue.off_reason} if dialogue.off_reason else ""
    return title, [why, reason, *told]
