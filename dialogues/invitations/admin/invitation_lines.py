"""What the admin tells of a dialogue at a glance: its state, its gaps, who comes, its report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.events.domain.dialogue_times import REPORT_DAYS, DialogueState, report_due_on
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.events.state_words import LABELS
from dialogues.invitations.checklist import missing_points, still_invites
from dialogues.invitations.checklist_words import WORDS
from dialogues.invitations.domain.invitation_gate import Point
from dialogues.invitations.models import GateException, InvitedActor
from dialogues.sign_up.domain.seating import Seat
from dialogues.sign_up.models import Registration


@dataclass(frozen=True)
class InvitationLine:
    """One dialogue, as the list and the front page's panel tell of it."""

    page: Any
    state: str
    missing: list[Point]
    exception: GateException | None
    # The day of the report, while it is awaited.
    report_due_on: date | None
    report_is_late: bool
    seated: int
    waiting: int

    @property
    def gaps(self) -> list[str]:
        """The missing points, by name."""
        return [str(WORDS[point].name) for point in self.missing]

    @property
    def has_too_few_seats(self) -> bool:
        """Whether more people have seats than there are."""
        return self.page.capacity is not None and self.seated > self.page.capacity


def checkable() -> models.QuerySet[DialoguePage]:
    """Return the dialogues with what the checklist asks. Two queries, however many there are."""
    told = DialogueChange.objects.filter(dialogue=OuterRef("pk"), new_starts_at__isnull=False)
    at_places = DialoguePage.places.through.objects.filter(dialoguepage=OuterRef("pk"))
    pages: models.QuerySet[DialoguePage] = DialoguePage.objects.originals()
    rows = Prefetch("actor_rows", queryset=InvitedActor.objects.select_related("actor"))
    return pages.annotate(
        has_place=Exists(at_places), told_at=Subquery(told.order_by("-at", "-pk").values("at")[:1])
    ).prefetch_related(rows)


def listed() -> models.QuerySet[DialoguePage]:
    """Return the dialogues with all that a line of the list shows. Two queries more."""
    exceptions = Prefetch("gate_exceptions", queryset=GateException.objects.order_by("at", "pk"))
    now = timezone.now()
    people = {"seated": _people(Seat.SEATED, now), "waiting": _people(Seat.WAITING, now)}
    return checkable().annotate(**people).prefetch_related("places", exceptions)


def _people(seat: Seat, now: datetime) -> Coalesce:
    """How many people have, or wait for, a seat in the room."""
    of_it = Registration.objects.filter(dialogue=OuterRef("pk"), seat=seat, is_digital=False)
    counted = of_it.current(now).order_by().values("dialogue")
    summed = counted.annotate(people=Sum("people")).values("people")
    return Coalesce(Subquery(summed), 0)


def lines_of(pages: Iterable[Any], now: datetime, *, days: int) -> list[InvitationLine]:
    """Return a line for each page of `checkable` or `listed`; `days` is the lead time."""
    return [_line(page, now, days) for page in pages]


def _line(page: Any, now: datetime, days: int) -> InvitationLine:
    state = page.state(now)
    due = report_due_on(page.times, days=REPORT_DAYS) if state == DialogueState.HELD else None
    return InvitationLine(
        page=page,
        state=str(LABELS[state]) if page.live else _("Utkast"),
        missing=_missing(page, now, days) if still_invites(page, now) else [],
        exception=_last_exception(page),
        report_due_on=due,
        report_is_late=due is not None and due < timezone.localdate(now),
        seated=getattr(page, "seated", 0),
        waiting=getattr(page, "waiting", 0),
    )


def _missing(page: Any, now: datetime, days: int) -> list[Point]:
    return missing_points(page, now, days=days, has_place=page.has_place)


def _last_exception(page: Any) -> GateException | None:
    kept = getattr(page, "_prefetched_objects_cache", {}).get("gate_exceptions")
    return list(kept)[-1] if kept else None


def invites(now: datetime) -> Q:
    """Which dialogues are still invitations: drafts too, and those that have no date yet."""
    undated = Q(starts_at__isnull=True, as_of__isnull=True, reported_at__isnull=True)
    ahead = undated | Q(starts_at__gt=now)
    return ahead & Q(is_cancelled=False, is_postponed=False)
