"""Nobody takes an announced dialogue away silently: it is cancelled, and its page says so."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from dialogues.events.models import DialoguePage
from dialogues.invitations.checklist import (
    begins_before_it_is_out,
    lead_days,
    missing_points,
    still_invites,
)
from dialogues.sign_up.models import Registration


def announced(now: datetime) -> Q:
    """Which dialogues people count on: public, and neither held nor cancelled without a date.

    Of a cancelled one the page is kept until its day has passed, for those who come all the same.
    """
    decided = Q(is_cancelled=True) | Q(reported_at__isnull=False)
    over = Q(ends_at__lte=now, is_postponed=False) | (Q(ends_at__isnull=True) & decided)
    return Q(live=True) & ~over


def counted_on(page: Page, now: datetime, *, with_children: bool = True) -> DialoguePage | None:
    """Return the page or the first under it that must not be taken away, or None."""
    # A translation may be taken away; the dialogue itself stays.
    under = DialoguePage.objects.originals().descendant_of(page, inclusive=True)
    among = under if with_children else under.filter(pk=page.pk)
    somebody_comes = Q(pk__in=Registration.objects.active().values("dialogue"))
    not_over = Q(ends_at__gt=now) | Q(is_postponed=True)
    found: DialoguePage | None = among.filter(
        announced(now) | (somebody_comes & not_over & Q(is_cancelled=False))
    ).first()
    return found


def lead_to_cancelling(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer instead of deleting the page, and what is under it, when people count on it."""
    found = counted_on(page, timezone.now())
    return _lead(request, found) if found else None


def lead_from_unpublishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer instead of taking the page down."""
    with_children = bool(request.POST.get("include_descendants"))
    found = counted_on(page, timezone.now(), with_children=with_children)
    return _lead(request, found) if found else None


def lead_from_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once; none of them is touched."""
    if getattr(action, "model", None) is not Page:
        return None
    if action_type == "publish":
        return _lead_to_editor(request, objects)
    if action_type not in ("delete", "unpublish"):
        return None
    form = action.cleaned_form
    with_children = action_type == "delete" or form.cleaned_data.get("include_descendants")
    for page in objects:
        found = counted_on(page, timezone.now(), with_children=bool(with_children))
        if found:
            return _lead(request, found)
    return None


def _lead(request: HttpRequest, page: DialoguePage) -> HttpResponse:
    if not page.live:
        told = _("Folk är anmälda till ”%(title)s”. Publicera sidan och ställ in dialogen först.")
        messages.error(request, told % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    if page.is_cancelled:
        told = _(
            "”%(title)s” är inställd. Sidan finns kvar tills dagen har varit, så att den som inte"
            " har sett det får veta."
        )
        messages.error(request, told % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    told = _(
        "”%(title)s” är utlyst, och folk räknar med den. Ställ in den i stället: sidan finns kvar"
        " och säger varför, och alla anmälda får ett brev. Inget är borttaget."
    )
    messages.error(request, told % {"title": page.title})
    return redirect(reverse("dialogue_admin:cancel", args=[page.pk]))


def sends_back(request: HttpRequest, page: DialoguePage, now: datetime) -> bool:
    """Whether a version that would go out must be seen in the editor first; says why."""
    told = _what_stops(page, now)
    if told:
        messages.error(request, told % {"title": page.title})
    return bool(told)


def _what_stops(page: DialoguePage, now: datetime) -> str:
    """Return what a version that is to be published lacks, in words; "" when it may go out."""
    if not page.live and begins_before_it_is_out(page, now):
        return _("”%(title)s” har redan börjat. Öppna den och välj en tid som kommer.")
    is_asked = still_invites(page, now) and not page.gate_reason.strip()
    if is_asked and missing_points(page, now, days=lead_days()):
        return _("”%(title)s” saknar något i checklistan. Publicera den för sig.")
    is_new = page.must_tell(page.public_where_and_how(), page.where_and_how(), now)
    if is_new and not page.change_reason.strip():
        return _("”%(title)s” får en ny plats eller form. Publicera den för sig och skriv varför.")
    return ""


def _lead_to_editor(request: HttpRequest, objects: Iterable[Any]) -> HttpResponse | None:
    """An invitation with gaps is published one at a time, where its reason can be written."""
    now = timezone.now()
    for found in DialoguePage.objects.filter(pk__in=[page.pk for page in objects]):
        if sends_back(request, found.get_latest_revision_as_object(), now):
            return redirect("wagtailadmin_pages:edit", found.pk)
    return None
