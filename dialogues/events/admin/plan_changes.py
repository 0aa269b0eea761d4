"""«Flytta», «Skjut upp», «Ställ in»: what is decided about a dialogue that people know of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from core.models import PortalSettings, User
from dialogues.events.actions import plan_changes
from dialogues.events.domain.choices import ChangeKind
from dialogues.events.forms import MoveForm, ReasonForm
from dialogues.events.models import DialogueChange, DialoguePage
from dialogues.events.permissions import may_change_plans


@dataclass(frozen=True)
class Step:
    """One thing that can be decided. `run` raises what the action raises."""

    name: str
    title: Promise
    lead: Promise
    button: Promise
    done: Promise
    icon: str
    form: type[ReasonForm]
    run: Callable[..., DialogueChange]
    kinds: frozenset[ChangeKind]
    is_grave: bool = False

    def fields(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What of the form the action takes."""
        return {name: data[name] for name in data if name != "seen"}

    def has_made(self, change: DialogueChange, data: Mapping[str, Any]) -> bool:
        """Whether `change` is what pressing the button twice has made already."""
        same_start = data.get("starts_at") in (None, change.new_starts_at)
        return change.kind in self.kinds and change.reason == data["reason"] and same_start


STEPS = {
    step.name: step
    for step in (
        Step(
            name="move",
            title=gettext_lazy("Flytta dialogen"),
            lead=gettext_lazy(
                "Den nya tiden visas stort på sidan, den gamla överstruken och skälet först."
            ),
            button=gettext_lazy("Flytta och berätta"),
            done=gettext_lazy("Dialogen har fått sin nya tid."),
            icon="calendar-alt",
            form=MoveForm,
            run=plan_changes.move_dialogue,
            kinds=frozenset({ChangeKind.MOVED, ChangeKind.DATED}),
        ),
        Step(
            name="postpone",
            title=gettext_lazy("Skjut upp dialogen"),
            lead=gettext_lazy(
                "Sidan säger att dialogen blir av senare. När datumet är klart flyttar du den dit."
            ),
            button=gettext_lazy("Skjut upp och berätta"),
            done=gettext_lazy("Dialogen är uppskjuten."),
            icon="history",
            form=ReasonForm,
            run=plan_changes.postpone_dialogue,
            kinds=frozenset({ChangeKind.POSTPONED}),
        ),
        Step(
            name="cancel",
            title=gettext_lazy("Ställ in dialogen"),
            lead=gettext_lazy(
                "Sidan finns kvar och säger att dialogen är inställd, och varför. Det går inte att"
                " ångra."
            ),
            button=gettext_lazy("Ställ in och berätta"),
            done=gettext_lazy("Dialogen är inställd."),
            icon="cross",
            form=ReasonForm,
            run=plan_changes.cancel_dialogue,
            kinds=frozenset({ChangeKind.CANCELLED}),
            is_grave=True,
        ),
    )
}


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, page_id: int, step: str) -> HttpResponse:
    """Ask for the reason, tell how many get a letter, and do it when the button is pressed."""
    page = get_object_or_404(DialoguePage.objects.originals(), pk=page_id)
    if not may_change_plans(request.user, page):
        raise PermissionDenied
    taken = STEPS[step]
    if request.method != "POST":
        if not is_offered(taken, page):
            return _too_late(request, page)
        return _ask(request, page, taken, _form(taken, page))
    form = _form(taken, page, request.POST)
    if not form.is_valid():
        return _ask_again(request, page, taken, form)
    return _do(request, page, taken, form)


def is_offered(step: Step, page: DialoguePage) -> bool:
    """Whether the step makes sense for the page as it is now."""
    if ChangeKind.POSTPONED in step.kinds and (page.is_postponed or page.starts_at is None):
        return False
    return page.may_be_changed(timezone.now())


def _form(step: Step, page: DialoguePage, data: Any = None) -> ReasonForm:
    last = plan_changes.last_change(page.pk)
    initial = {"seen": last.pk if last else 0}
    lead_days = PortalSettings.known_by_default().invitation_lead_days
    return step.form(data, initial=initial, lead_days=lead_days)


def _ask(request: HttpRequest, page: DialoguePage, step: Step, form: ReasonForm) -> HttpResponse:
    context = {
        "page": page,
        "step": step,
        "form": form,
        "told": _who_is_told(page),
        "editor_url": _editor(page),
        "header_title": _title(step, page),
        "page_title": _title(step, page),
        "header_icon": step.icon,
    }
    return render(request, "dialogues/admin/change.html", context)


def _ask_again(
    request: HttpRequest, page: DialoguePage, step: Step, form: ReasonForm
) -> HttpResponse:
    messages.error(request, _("Inget är ändrat. Rätta det som är markerat."))
    return _ask(request, page, step, form)


def _do(request: HttpRequest, page: DialoguePage, step: Step, form: ReasonForm) -> HttpResponse:
    data = form.cleaned_data
    officer = cast(User, request.user)
    try:
        step.run(dialogue_id=page.pk, officer=officer, seen=data["seen"], **step.fields(data))
    except plan_changes.Overtaken as overtaken:
        if not step.has_made(overtaken.last, data):
            return _overtaken(request, page, step, overtaken.last)
    except plan_changes.SameTime:
        form.add_error("starts_at", _("Dialogen har redan den tiden."))
        return _ask_again(request, page, step, form)
    except plan_changes.CannotChange:
        return _too_late(request, page)
    except ValidationError as error:
        told = _("Sidan går inte att publicera som den är. Rätta den först: %(errors)s")
        messages.error(request, told % {"errors": " ".join(error.messages)})
        return redirect(_editor(page))
    messages.success(request, f"{step.done} {_who_is_told(page)}")
    return redirect(_editor(page))


def _overtaken(
    request: HttpRequest, page: DialoguePage, step: Step, last: DialogueChange
) -> HttpResponse:
    """Show what somebody else has decided; what was typed stays."""
    told = _(
        "Någon har ändrat dialogen sedan du öppnade sidan: %(what)s, %(reason)s Det du gjorde är"
        " inte utfört. Tryck igen om det fortfarande stämmer."
    )
    what = str(last.get_kind_display()).lower()
    messages.warning(request, told % {"what": what, "reason": last.reason})
    page.refresh_from_db()
    if not is_offered(step, page):
        return redirect(_editor(page))
    data = request.POST.copy()
    data["seen"] = str(last.pk)
    return _ask(request, page, step, _form(step, page, data))


def _too_late(request: HttpRequest, page: DialoguePage) -> HttpResponse:
    messages.error(
        request,
        _("Det går inte nu: dialogen är inte publicerad, redan inställd, ändrad eller hållen."),
    )
    return redirect(_editor(page))


def _who_is_told(page: DialoguePage) -> str:
    # Whoever keeps them stands above; the page knows that there are some.
    comers: Any = page.registrations
    letters: int = comers.reachable().count()
    if not letters:
        return _("Ingen är anmäld, så inget brev skickas.")
    return ngettext(
        "%(letters)d anmäld får ett brev.", "%(letters)d anmälda får ett brev.", letters
    ) % {"letters": letters}


def _title(step: Step, page: DialoguePage) -> str:
    is_first = ChangeKind.DATED in step.kinds and page.starts_at is None
    return _("Sätt datum") if is_first else str(step.title)


def _editor(page: DialoguePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def change_buttons(page: Any, user: Any) -> Iterator[Button]:
    """Give the ways to the steps that a dialogue's page offers its editor now."""
    dialogue = page.specific
    if not isinstance(dialogue, DialoguePage) or not may_change_plans(user, dialogue):
        return
    original = DialoguePage.objects.original_of(dialogue)
    for priority, step in enumerate(STEPS.values(), start=61):
        if is_offered(step, original):
            url = reverse(f"dialogue_admin:{step.name}", args=[original.pk])
            label = _title(step, original)
            yield Button(label, url=url, icon_name=step.icon, priority=priority)
