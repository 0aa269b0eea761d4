"""What an invitation must say before it goes out, and in time: rätt tid, rätt aktörer.

The checklist follows DOMAIN's routine and what people need to decide whether they can come. A
gap stops nobody from publishing; it asks for a reason, which is stored.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.times.days import day_of


class Point(StrEnum):
    """One point of the checklist."""

    DATE = "DATE"
    LEAD_TIME = "LEAD_TIME"
    PLACE = "PLACE"
    PROBLEM = "PROBLEM"
    MEETING_POINT = "MEETING_POINT"
    WAY_THERE = "WAY_THERE"
    POLICE = "POLICE"
    DISTRICT = "DISTRICT"
    CONFIRMED = "CONFIRMED"
    ANSWERS = "ANSWERS"
    DIGITAL = "DIGITAL"
    ACCESS = "ACCESS"
    LANGUAGES = "LANGUAGES"
    RECORDING = "RECORDING"
    PARTICIPATION = "PARTICIPATION"
    ANSWERS_BACK = "ANSWERS_BACK"
    CONTACT = "CONTACT"
    CANCELLATION = "CANCELLATION"


@dataclass(frozen=True)
class InvitedActor:
    """An actor of the invitation; the two kinds are those that must be answered for."""

    is_police: bool
    is_district: bool
    is_confirmed: bool
    answers_for: str


@dataclass(frozen=True)
class Invitation:
    """What the page says, reduced to what the checklist asks."""

    starts_at: datetime | None
    published_on: date
    has_place: bool
    problem: str
    is_on_site: bool
    meeting_point: str
    way_there: str
    is_digital: bool
    digital_way: str
    actors: Sequence[InvitedActor]
    # Why police or district are not invited, where that is so on purpose.
    without_police: str
    without_district: str
    access: str
    languages: str
    recording: str
    participation: str
    what_can_change: str
    answers_come_back: str
    contact: str
    if_cancelled: str


def checklist(invitation: Invitation, *, lead_days: int) -> dict[Point, bool]:
    """Return every point with whether it is met, in the order of the checklist."""
    actors = invitation.actors
    met = {
        Point.DATE: invitation.starts_at is not None,
        Point.LEAD_TIME: is_in_time(invitation, lead_days=lead_days),
        Point.PLACE: invitation.has_place,
        Point.PROBLEM: bool(invitation.problem),
        Point.MEETING_POINT: bool(invitation.meeting_point) or not invitation.is_on_site,
        Point.WAY_THERE: bool(invitation.way_there) or not invitation.is_on_site,
        Point.POLICE: any(a.is_police for a in actors) or bool(invitation.without_police),
        Point.DISTRICT: any(a.is_district for a in actors) or bool(invitation.without_district),
        Point.CONFIRMED: bool(actors) and all(a.is_confirmed for a in actors),
        Point.ANSWERS: any(a.answers_for for a in actors),
        Point.DIGITAL: invitation.is_digital and bool(invitation.digital_way),
        Point.ACCESS: bool(invitation.access),
        Point.LANGUAGES: bool(invitation.languages),
        Point.RECORDING: bool(invitation.recording),
        Point.PARTICIPATION: bool(invitation.participation and invitation.what_can_change),
        Point.ANSWERS_BACK: bool(invitation.answers_come_back),
        Point.CONTACT: bool(invitation.contact),
        Point.CANCELLATION: bool(invitation.if_cancelled),
    }
    return {point: met[point] for point in Point}


def is_in_time(invitation: Invitation, *, lead_days: int) -> bool:
    """Whether people get the invitation at least `lead_days` before the day."""
    if invitation.starts_at is None:
        return True
    return invitation.published_on + timedelta(days=lead_days) <= day_of(invitation.starts_at)
