"""Everything a dialogue's page shows at a moment: its face, its ways in, what has been changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core.routing.public_pages import only_public
from dialogues.events.domain.dialogue_times import (
    DialogueState,
    days_left,
    refresh_in,
    report_due_on,
    report_late_from,
    state_changes,
)
from dialogues.events.domain.meeting_links import MeetingLink
from dialogues.events.domain.sign_up_state import SignUpState, sign_up_state
from dialogues.events.state_words import state_words
from home.listing import index_url
from home.measures.status_words import StatusWords

if TYPE_CHECKING:
    from dialogues.models import DialoguePage

# How many days after a dialogue its report is promised.
REPORT_DAYS = 7
# How many others of its series a page names.
_SIBLINGS = 12


class Face(StrEnum):
    """Which text the address shows now."""

    INVITATION = "INVITATION"
    LIVE = "LIVE"
    AFTERWARDS = "AFTERWARDS"
    REPORT = "REPORT"
    CALLED_OFF = "CALLED_OFF"


_FACES = {
    DialogueState.ANNOUNCED: Face.INVITATION,
    DialogueState.COMING: Face.INVITATION,
    DialogueState.OPEN_SOON: Face.LIVE,
    DialogueState.LIVE: Face.LIVE,
    DialogueState.HELD: Face.AFTERWARDS,
    DialogueState.REPORTED: Face.REPORT,
    DialogueState.POSTPONED: Face.CALLED_OFF,
    DialogueState.CANCELLED: Face.CALLED_OFF,
}
_TO_COME = (Face.INVITATION, Face.LIVE)


@dataclass(frozen=True)
class DigitalWay:
    """The digital way in. `link` is None until it may be shown; then the page must not be older."""

    opens_at: datetime | None
    # How far away that is. In days: minutes would be wrong on a screen that is left open.
    opens_in: str
    is_open: bool
    link: MeetingLink | None
    code: str
    phone: str
    help: str
    is_for_registered: bool


@dataclass(frozen=True)
class Fact:
    """Something that one asks before one comes: True, False, or None when nobody has said."""

    label: str
    value: bool | None


@dataclass(frozen=True)
class Sibling:
    """Another dialogue of the same series, and what is told of that."""

    series_text: str
    title: str
    url: str
    starts_at: datetime | None
    status: StatusWords
    moments: tuple[datetime, ...]


@dataclass(frozen=True)
class DialogueView:
    """What the template of a dialogue lays out. `refresh_in` is in seconds, None for never."""

    state: DialogueState
    face: Face
    status: StatusWords
    places: list[Any]
    actors: list[Any]
    agenda: list[Any]
    changes: list[Any]
    # What was decided last about whether and when, and what else was changed after that.
    last_change: Any | None
    rearranged: Any | None
    digital: DigitalWay | None
    has_meeting_point: bool
    facts: list[Fact]
    findings: list[Any]
    siblings: list[Sibling]
    report_due_on: date | None
    report_is_late: bool
    refresh_in: int | None
    sign_up: SignUpState
    index_url: str

    @property
    def is_to_come(self) -> bool:
        """Whether one can still take part."""
        return self.face in _TO_COME

    @property
    def is_over(self) -> bool:
        """Whether it has been held."""
        return self.face in (Face.AFTERWARDS, Face.REPORT)

    @property
    def has_ways_in(self) -> bool:
        """Whether there is a way to take part. Of what has no date one must be known."""
        is_told = self.state != DialogueState.ANNOUNCED or self.has_meeting_point
        return self.is_to_come and (is_told or self.digital is not None)

    @property
    def tells_of_sign_up(self) -> bool:
        """Whether to say how one signs up, or that one need not; never while there is no date."""
        is_unasked = self.sign_up == SignUpState.NOT_NEEDED
        is_silent = is_unasked and self.state == DialogueState.ANNOUNCED
        return not is_silent and self.sign_up != SignUpState.STARTED

    @property
    def has_calendar_file(self) -> bool:
        """Whether there is something to put in a calendar."""
        return self.is_to_come and self.state != DialogueState.ANNOUNCED

    @property
    def has_poster(self) -> bool:
        """Whether there is something for the notice board: what is called off is told there too."""
        return self.has_calendar_file or self.face == Face.CALLED_OFF

    @property
    def is_open(self) -> bool:
        """Whether the doors are open."""
        return self.face == Face.LIVE

    @property
    def date_state(self) -> str:
        """How the date block shows the date."""
        if self.face == Face.CALLED_OFF:
            return "moved"
        return "now" if self.is_open else ""

    @property
    def previous_start(self) -> datetime | None:
        """When it should have begun before it was moved the last time, to be struck through."""
        moves = [change for change in self.changes if change.kind == "MOVED"]
        return moves[-1].old_starts_at if moves else None


def dialogue_view(page: "DialoguePage", now: datetime) -> DialogueView:
    """Return what the page shows at `now`, in at most seven queries."""
    state = page.state(now)
    face = _FACES[state]
    late_from = report_late_from(page.times, days=REPORT_DAYS)
    changes = list(page.all_changes()) if page.pk else []
    return DialogueView(
        state=state,
        face=face,
        status=state_words(page.times, now),
        places=only_public(page.places.all()),
        actors=_rows(page.actor_rows, "with_actors"),
        # What was planned is of no use beside what came of it.
        agenda=_rows(page.agenda_rows) if face != Face.REPORT else [],
        changes=changes,
        last_change=next((each for each in reversed(changes) if not _is_of_place(each)), None),
        rearranged=next((each for each in reversed(changes) if _is_of_place(each)), None),
        digital=_digital(page, now),
        has_meeting_point=page.is_on_site and bool(page.meeting_point),
        facts=_facts(page),
        findings=_rows(page.finding_rows, "with_measures") if face == Face.REPORT else [],
        siblings=_siblings(page, now),
        report_due_on=report_due_on(page.times, days=REPORT_DAYS),
        report_is_late=late_from is not None and late_from <= now,
        refresh_in=refresh_in(page.times, now) if page.is_digital else None,
        sign_up=sign_up_state(
            page.times,
            is_asked_for=page.sign_up != "NONE",
            closes_at=page.sign_up_closes_at,
            now=now,
        ),
        index_url=index_url("dialogues.DialogueIndexPage"),
    )


def _is_of_place(change: Any) -> bool:
    return bool(change.kind == "REARRANGED")


def _rows(rows: Any, reading: str = "") -> list[Any]:
    """Return the rows of a page; in a preview they are not in the database and read as they are."""
    found = rows.all()
    return list(getattr(found, reading)() if reading and hasattr(found, reading) else found)


def _digital(page: "DialoguePage", now: datetime) -> DigitalWay | None:
    if not page.is_digital:
        return None
    for_registered = page.link_access == "REGISTERED"
    is_shown = page.link_is_open(now) and not for_registered
    return DigitalWay(
        opens_at=page.times.opens_at,
        opens_in=_opens_in(page, now),
        is_open=page.link_is_open(now),
        link=page.meeting_link if is_shown else None,
        code=page.meeting_code if is_shown else "",
        phone=page.phone_alternative if is_shown else "",
        help=page.digital_help,
        is_for_registered=for_registered,
    )


def _opens_in(page: "DialoguePage", now: datetime) -> str:
    days = days_left(page.times, now)
    if days is None:
        return ""
    near = {0: _("i dag"), 1: _("i morgon")}
    return near.get(days) or _("om %(days)s dagar") % {"days": days}


def _facts(page: "DialoguePage") -> list[Fact]:
    if not page.is_on_site:
        return []
    return [
        Fact(_("Stegfritt"), page.is_step_free),
        Fact(_("Toalett"), page.has_toilet),
        Fact(_("Hörslinga"), page.has_hearing_loop),
    ]


def _siblings(page: "DialoguePage", now: datetime) -> list[Sibling]:
    if page.series_id is None:
        return []
    others = type(page).objects.in_series_of(page)[:_SIBLINGS]
    return [
        Sibling(
            series_text=each.series.text,
            title=each.title,
            url=each.url or "",
            starts_at=each.starts_at,
            status=state_words(each.times, now),
            moments=tuple(state_changes(each.times)),
        )
        for each in only_public(others)
    ]
