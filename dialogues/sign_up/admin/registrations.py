"""Who has signed up for one dialogue: on screen, on paper and as a table. Kept by no browser.

And what is said to whoever gives a dialogue fewer seats than people have already.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from casework.mail.outbox import never_reached
from core.admin.spreadsheets import BYTE_ORDER_MARK, SEPARATOR, formula_safe
from core.traces.log import Trace, note_list
from dialogues.events.models import DialoguePage
from dialogues.events.permissions import may_see_registrations
from dialogues.sign_up.domain.seating import Seat, has_lapsed
from dialogues.sign_up.models import Registration


@dataclass(frozen=True)
class ShownGroup:
    """Those for whom it stands alike, seated or waiting; `people` counts those they bring."""

    title: str
    rows: list[Registration]
    is_in_room: bool = False
    # Whether they may turn up, and stand on what is taken along.
    comes: bool = True

    @property
    def people(self) -> int:
        """How many people these are."""
        return sum(row.people for row in self.rows)


def groups_of(page: DialoguePage, now: datetime) -> list[ShownGroup]:
    """Return who has signed up and not cancelled, in the order in which they did. One query."""
    everybody = Registration.objects.filter(dialogue=page).exclude(seat=Seat.CANCELLED)
    known = list(everybody.order_by("registered_at", "pk"))
    lapsed = [row for row in known if has_lapsed(row.seat, row.holds_until, now)]
    rows = [row for row in known if row not in lapsed]
    seated = [row for row in rows if row.seat == Seat.SEATED]
    room = [row for row in seated if not row.is_digital]
    waiting = [row for row in rows if row.seat == Seat.WAITING]
    groups = [
        ShownGroup(_("Har plats"), [row for row in room if not row.holds_until], is_in_room=True),
        ShownGroup(
            _("Platsen väntar på bekräftelse"),
            [row for row in room if row.holds_until],
            is_in_room=True,
        ),
        ShownGroup(_("Deltar digitalt"), [row for row in seated if row.is_digital]),
        ShownGroup(_("Står i kö"), [row for row in waiting if not row.holds_until]),
        ShownGroup(
            _("Platsen i kön väntar på bekräftelse"), [row for row in waiting if row.holds_until]
        ),
        ShownGroup(_("Bekräftades inte i tid och har ingen plats"), lapsed, comes=False),
    ]
    return [group for group in groups if group.rows]


@cache_control(private=True, no_store=True)
@require_safe
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list on screen."""
    return _page(request, page_id, "dialogues/admin/registrations.html", Trace.LISTED)


@cache_control(private=True, no_store=True)
@require_safe
def printout(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list to take along: no frame, needs in full, room to tick off who came."""
    return _page(request, page_id, "dialogues/admin/registrations_printout.html", Trace.PRINTED)


@cache_control(private=True, no_store=True)
@require_POST
def as_table(request: HttpRequest, page_id: int) -> HttpResponse:
    """The list as CSV. That it was fetched is logged, which is why it takes a POST."""
    page = _dialogue(request, page_id)
    _note(Trace.EXPORTED, request, page, form="csv")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="anmalda-{page.pk}.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Robots-Tag"] = "noindex"
    answer.write(BYTE_ORDER_MARK)
    writer = csv.writer(answer, delimiter=SEPARATOR)
    for row in _table(page):
        writer.writerow([formula_safe(cell) for cell in row])
    return answer


def _table(page: DialoguePage) -> Iterator[list[Any]]:
    yield [_("Plats"), _("Namn"), _("E-post"), _("Antal"), _("Behov"), _("Anmäld")]
    for group in groups_of(page, timezone.now()):
        for row in group.rows:
            at = timezone.localtime(row.registered_at).strftime("%Y-%m-%d %H:%M")
            yield [group.title, row.name, row.email, row.people, row.needs, at]


def _dialogue(request: HttpRequest, page_id: int) -> DialoguePage:
    if not may_see_registrations(request.user):
        raise PermissionDenied
    page: DialoguePage = get_object_or_404(DialoguePage.objects.originals(), pk=page_id)
    return page


def _note(trace: Trace, request: HttpRequest, page: DialoguePage, **data: str) -> None:
    note_list(trace, Registration, request.user, title=page.title, page=page.pk, **data)


def _page(request: HttpRequest, page_id: int, template: str, trace: Trace) -> HttpResponse:
    page = _dialogue(request, page_id)
    _note(trace, request, page)
    groups = groups_of(page, timezone.now())
    unreached = never_reached(row.email for group in groups for row in group.rows)
    in_room = sum(group.people for group in groups if group.is_in_room)
    context = {
        "page": page,
        "groups": groups,
        "unreached": unreached,
        "in_room": in_room,
        "has_too_few_seats": page.capacity is not None and in_room > page.capacity,
        "editor_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "header_title": _("Anmälda"),
        "page_title": _("Anmälda"),
        "header_icon": "group",
        "printed_at": timezone.now(),
    }
    answer = render(request, template, context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def registrations_button(page: Any, user: Any) -> Button | None:
    """Return the way to the list, for those who may see it."""
    dialogue = page.specific
    if not isinstance(dialogue, DialoguePage) or not may_see_registrations(user):
        return None
    original = DialoguePage.objects.original_of(dialogue)
    url = reverse("dialogue_admin:registrations", args=[original.pk])
    return Button(_("Anmälda"), url=url, icon_name="group", priority=66)


def warn_of_seats(request: HttpRequest, page: Any) -> None:
    """Say after each save how many more people come than the page has seats for."""
    if not isinstance(page, DialoguePage) or page.capacity is None:
        return
    in_room = Registration.objects.filter(dialogue=page, is_digital=False)
    people = in_room.current(timezone.now()).seated().people()
    if people <= page.capacity:
        return
    told = _(
        "%(people)d personer har redan plats, men sidan har bara %(seats)d platser. Ingen av dem"
        " blir av med sin plats. Nya som anmäler sig hamnar i kö."
    )
    messages.warning(request, told % {"people": people, "seats": page.capacity})
