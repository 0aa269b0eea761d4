"""What the page of a dialogue lays out at a moment, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.pages.status import StatusWords
from dialogues.events.domain.dialogue_times import DialogueState, SignUpState
from dialogues.events.domain.meeting_links import MeetingLink


class Face(StrEnum):
    """Which text the address shows now."""

    INVITATION = "INVITATION"
    LIVE = "LIVE"
    AFTERWARDS = "AFTERWARDS"
    REPORT = "REPORT"
    CALLED_OFF = "CALLED_OFF"


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
class DialogueShown:
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
        is_silent = self.needs_no_sign_up and self.state == DialogueState.ANNOUNCED
        return not is_silent and self.sign_up != SignUpState.STARTED

    @property
    def has_calendar_file(self) -> bool:
        """Whether there is something to put in a calendar."""
        return self.is_to_come and self.state != DialogueState.ANNOUNCED

    @property
    def has_poster(self) -> bool:
        """Whether there is something for the notice board: what is called off is told there too."""
        return self.has_calendar_file or self.is_called_off

    @property
    def is_open(self) -> bool:
        """Whether the doors are open."""
        return self.face == Face.LIVE

    @property
    def has_begun(self) -> bool:
        """Whether it goes on."""
        return self.state == DialogueState.LIVE

    @property
    def awaits_report(self) -> bool:
        """Whether it has been held and nobody has told of it."""
        return self.face == Face.AFTERWARDS

    @property
    def is_reported(self) -> bool:
        """Whether the page tells what came of it."""
        return self.face == Face.REPORT

    @property
    def is_called_off(self) -> bool:
        """Whether it is not held as it was announced."""
        return self.face == Face.CALLED_OFF

    @property
    def is_postponed(self) -> bool:
        """Whether it will be held at a time that nobody knows."""
        return self.state == DialogueState.POSTPONED

    @property
    def was_moved(self) -> bool:
        """Whether another time is what was decided last."""
        return self.last_change is not None and self.last_change.is_move

    @property
    def needs_no_sign_up(self) -> bool:
        """Whether one just comes."""
        return self.sign_up == SignUpState.NOT_NEEDED

    @property
    def sign_up_waits_for_date(self) -> bool:
        """Whether one can sign up once there is a date."""
        return self.sign_up == SignUpState.NO_DATE

    @property
    def sign_up_is_closed(self) -> bool:
        """Whether the last day to sign up has passed."""
        return self.sign_up == SignUpState.CLOSED

    @property
    def date_state(self) -> str:
        """How the date block shows the date."""
        if self.is_called_off:
            return "moved"
        return "now" if self.is_open else ""

    @property
    def previous_start(self) -> datetime | None:
        """When it should have begun before it was moved the last time, to be struck through."""
        moves = [change for change in self.changes if change.is_move]
        return moves[-1].old_starts_at if moves else None
