"""What the checklist of an invitation says of a page, as it stands or as it is being written."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.models import PortalSettings
from dialogues.events.domain.choices import Participation
from dialogues.events.domain.dialogue_times import DialogueState
from dialogues.events.models import DialoguePage
from dialogues.invitations.domain.invitation_gate import Invitation, InvitedActor, Point, checklist
from dialogues.invitations.speakers import speakers

# As long as people still decide whether they come.
_INVITES = frozenset({DialogueState.ANNOUNCED, DialogueState.COMING, DialogueState.OPEN_SOON})


def lead_days() -> int:
    """Return how many days before a dialogue its invitation should be out."""
    decided = PortalSettings.objects.filter(site__is_default_site=True)
    days: int | None = decided.values_list("invitation_lead_days", flat=True).first()
    return PortalSettings().invitation_lead_days if days is None else days


def still_invites(page: DialoguePage, now: datetime) -> bool:
    """Whether the page is an invitation at `now`, and not called off, going on or over."""
    return page.state(now) in _INVITES and not page.is_hearsay


def begins_before_it_is_out(page: DialoguePage, now: datetime) -> bool:
    """Whether a page that is published now, or when it is planned, invites to what has begun.

    The report of what is over may be published at any time.
    """
    if page.starts_at is None or page.ends_at is None:
        return False
    has_begun = page.starts_at <= max(now, page.go_live_at or now)
    return has_begun and (page.ends_at > now or not page.report_summary.strip())


def known_since(page: DialoguePage, now: datetime) -> date:
    """Return the day from which people know the date: published, moved, or to be published."""
    told_at = _told_at(page)
    if told_at:
        return timezone.localdate(told_at)
    if page.live and page.first_published_at:
        return timezone.localdate(page.first_published_at)
    return timezone.localdate(max(page.go_live_at or now, now))


def _told_at(page: DialoguePage) -> datetime | None:
    """When the present date was told in a step of its own; lists read it along with the page."""
    if hasattr(page, "told_at"):
        annotated: datetime | None = page.told_at
        return annotated
    told = page.changes.filter(new_starts_at__isnull=False) if page.pk else None
    last = told.order_by("at", "pk").last() if told is not None else None
    return last.at if last else None


def days_of_notice(page: DialoguePage, now: datetime) -> int | None:
    """Return for how many days people know the date before the day; None without a date."""
    if page.starts_at is None:
        return None
    return (timezone.localdate(page.starts_at) - known_since(page, now)).days


def checked(
    page: DialoguePage,
    now: datetime,
    *,
    days: int,
    has_place: bool | None = None,
    actors: Iterable[Any] | None = None,
) -> dict[Point, bool]:
    """Return every point with whether the page meets it.

    `days` is the lead time. A form tells which places and actors (rows) it holds, for they are
    not on its page yet.
    """
    rows = page.actor_rows.all() if actors is None else actors
    places = bool(page.places.all()) if has_place is None else has_place
    return checklist(_invitation(page, now, has_place=places, actors=rows), lead_days=days)


def missing_points(
    page: DialoguePage, now: datetime, *, days: int, has_place: bool | None = None
) -> list[Point]:
    """Return the points that the page does not meet, in the order of the checklist."""
    points = checked(page, now, days=days, has_place=has_place)
    return [point for point, is_met in points.items() if not is_met]


def _invitation(
    page: DialoguePage, now: datetime, *, has_place: bool, actors: Iterable[Any]
) -> Invitation:
    spoken_for = speakers()
    return Invitation(
        starts_at=page.starts_at,
        published_on=known_since(page, now),
        has_place=has_place,
        problem=page.problem.strip(),
        is_on_site=page.is_on_site,
        meeting_point=page.meeting_point.strip(),
        way_there=page.way_there.strip(),
        is_digital=page.is_digital,
        digital_way=page.digital_url or page.phone_alternative.strip(),
        actors=[
            InvitedActor(
                is_police=row.actor_id in spoken_for.police,
                is_district=row.actor_id in spoken_for.district,
                is_confirmed=row.is_confirmed,
                answers_for=row.answers_for.strip(),
            )
            for row in actors
        ],
        without_police=page.without_police.strip(),
        without_district=page.without_district.strip(),
        access=_access(page),
        languages=page.languages.strip(),
        recording=page.recording_notice.strip(),
        participation=page.participation,
        what_can_change=_what_can_change(page),
        answers_come_back=page.answers_come_back.strip(),
        contact=page.contact_role.strip() and (page.contact_email or page.contact_phone.strip()),
        if_cancelled=page.if_cancelled.strip(),
    )


def _access(page: DialoguePage) -> str:
    """What is told of access: in words, or by answering all of the three questions."""
    answers = (page.is_step_free, page.has_toilet, page.has_hearing_loop)
    has_answered = page.is_on_site and None not in answers
    return page.access.strip() or ("answered" if has_answered else "")


def _what_can_change(page: DialoguePage) -> str:
    """Where nothing can change, which is information, it is enough to say what is decided."""
    is_information = page.participation == Participation.INFORMATION
    decided = page.what_cannot_change.strip() if is_information else ""
    return page.what_can_change.strip() or decided
