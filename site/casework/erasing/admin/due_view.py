"""«Gallring»: what waits for an officer, and the rules by which everything else goes by itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from casework.erasing.kinds import Confirmed, Due, RetentionKind, offered_kinds
from casework.erasing.permissions import may_see_erasing
from casework.erasing.telling import Told, told_of, when


@dataclass(frozen=True)
class DueRow:
    """One case that is to be erased; nothing of what stands in it."""

    pk: int
    reference: str
    registry_number: str
    due_on: date | None


@dataclass(frozen=True)
class DueGroup:
    """Cases under one rule, and the decision that allows it; without one they cannot go."""

    rule: str
    ground: str
    decision: str
    rows: list[DueRow]


@dataclass(frozen=True)
class DueKind:
    """What waits of one kind."""

    name: str
    told: Told
    groups: list[DueGroup]
    is_on: bool
    may: bool


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def show_due(request: HttpRequest) -> HttpResponse:
    """Show what is due under which rule, and erase what an officer has chosen and confirmed."""
    if not may_see_erasing(request.user):
        raise PermissionDenied
    now = timezone.now()
    if request.method == "POST":
        return _erase(request, now)
    return _page(request, now)


def _erase(request: HttpRequest, now: datetime) -> HttpResponse:
    kind, confirmed = _named(request.POST.get("kind", ""))
    if not confirmed.may(request.user):
        raise PermissionDenied
    chosen = _chosen(request.POST.getlist("case"), _groups(kind, confirmed, now))
    if not chosen:
        messages.error(request, _("Inget är gallrat. Kryssa i minst ett ärende."))
    elif not request.POST.get("confirmed"):
        messages.error(request, _("Inget är gallrat. Kryssa i att du vill ta bort för gott."))
    else:
        count = confirmed.erase(chosen, request.user, now)
        text = ngettext(
            "%(count)d ärende är gallrat. Protokollet finns under Gallringsprotokoll.",
            "%(count)d ärenden är gallrade. Protokollet finns under Gallringsprotokoll.",
            count,
        )
        messages.success(request, text % {"count": count})
        return redirect("erasing")
    return _page(request, now, ticked=chosen)


def _named(name: str) -> tuple[RetentionKind, Confirmed]:
    for kind in offered_kinds():
        if kind.name == name and kind.confirmed and kind.confirmed.is_on():
            return kind, kind.confirmed
    raise PermissionDenied


def _chosen(said: list[str], groups: list[DueGroup]) -> list[int]:
    """Return those that were ticked, still are due, and may go by a decision."""
    due = {str(row.pk): row.pk for group in groups if group.decision for row in group.rows}
    return [due[pk] for pk in dict.fromkeys(said) if pk in due]


def _groups(kind: RetentionKind, confirmed: Confirmed, now: datetime) -> list[DueGroup]:
    listed = confirmed.listed(now)
    return [group for due in kind.dues if (group := _group(due, listed)).rows]


def _group(due: Due, listed: list[Any]) -> DueGroup:
    kept = due.rule
    rows = [
        DueRow(each.pk, each.reference, each.registry_number, each.to_erase_on)
        for each in listed
        if each.kept_under and each.kept_under.key == due.key
    ]
    return DueGroup(when(due), str(kept.ground), kept.decision, rows)


def _page(request: HttpRequest, now: datetime, ticked: list[int] | None = None) -> HttpResponse:
    kinds = offered_kinds()
    waiting = [
        DueKind(
            kind.name,
            told_of(kind),
            _groups(kind, kind.confirmed, now),
            kind.confirmed.is_on(),
            kind.confirmed.may(request.user),
        )
        for kind in kinds
        if kind.confirmed
    ]
    context = {
        "waiting": waiting,
        "told": [told_of(kind) for kind in kinds],
        "ticked": ticked or [],
        "header_title": _("Gallring"),
        "page_title": _("Gallring"),
        "header_icon": "bin",
    }
    return render(request, "casework/admin/erasing.html", context)
