"""One proposal: all that is known of it, and the steps that can be taken now."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from associations.proposals.actions.handling import Erased, NotAHandler
from associations.proposals.actions.log import Overtaken, last_seen, turn
from associations.proposals.actions.outcomes import NoRegister
from associations.proposals.actions.retention import NotDecided, NotDue
from associations.proposals.admin.steps import ACTIONS, FORMS, has_made, is_offered
from associations.proposals.admin.timeline import history_of, name_of, told_briefly
from associations.proposals.answers import sections_of
from associations.proposals.domain.stages import Stage, public_stage
from associations.proposals.domain.steps import GROUPS, STEPS, EventKind, Step
from associations.proposals.forms.steps import StepForm
from associations.proposals.models import Proposal
from associations.proposals.permissions import PROPOSALS
from casework.records.admin import RecordInspectView
from casework.records.moves import IllegalMove
from core.models import User


@dataclass(frozen=True)
class ShownStep:
    """A step with its form; `is_open` when the officer should see the form at once."""

    step: Step
    form: StepForm
    seen: int
    is_open: bool


@dataclass(frozen=True)
class ShownGroup:
    """Steps under one heading."""

    title: Promise
    steps: list[ShownStep]


class CaseView(RecordInspectView):
    """A proposal, to read and to handle. Who may not handle proposals sees nothing of it."""

    page_title = pgettext_lazy("ärende", "Förslag")
    any_permission_required = ["handle"]
    object: Proposal
    # The step that was tried and not done, with what was typed.
    _tried: ShownStep | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As Wagtail's; no browser keeps the page."""
        answer: HttpResponse = never_cache(super().dispatch)(request, *args, **kwargs)
        return answer

    def get_edit_url(self) -> None:
        """No button that leads here."""

    def get_delete_url(self) -> None:
        """Nobody deletes a case."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        """The page tells the answers in its own way."""
        return []

    @property
    def _officer(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def _officers(self) -> list[tuple[str, str]]:
        """Who may be given the case, oneself first."""
        users = PROPOSALS.users_with_any_permission(["handle"])
        others = {user.pk: name_of(user) for user in users if user.pk != self._officer.pk}
        me = _("%(name)s (du)") % {"name": name_of(self._officer)}
        by_name = sorted(others.items(), key=lambda other: (other[1].lower(), other[0]))
        return [(str(self._officer.pk), me), *((str(pk), name) for pk, name in by_name)]

    # ------------------------------------------------------------ showing

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        proposal, now = self.object, timezone.now()
        history = history_of(proposal)
        finder = AdminURLFinder(self._officer)
        context.update(
            proposal=proposal,
            sections=sections_of(proposal),
            history=history,
            files=[file for row in reversed(history) for file in row.files],
            public=public_stage(proposal.status, proposal.due_on),
            is_overdue=proposal.is_overdue(now),
            is_to_be_erased=proposal.is_to_be_erased(now),
            has_answered=bool(Proposal.objects.answered().filter(pk=proposal.pk).exists()),
            handler=name_of(proposal.handled_by),
            partnership_url=_edit_url(finder, proposal.partnership),
            idea_url=_edit_url(finder, proposal.idea),
            groups=[] if proposal.erased_at else self._groups(),
        )
        return dict(context)

    def _groups(self) -> list[ShownGroup]:
        seen = last_seen(self.object.pk)
        groups = [
            ShownGroup(
                group.title, [each for step in group.steps if (each := self._shown(step, seen))]
            )
            for group in GROUPS
        ]
        return [group for group in groups if group.steps]

    def _shown(self, step: Step, seen: int) -> ShownStep | None:
        """The step if it is offered now; what was typed is shown in any case."""
        if self._tried and self._tried.step is step:
            return self._tried
        if not is_offered(step, self.object, self._officer, timezone.now()):
            return None
        return ShownStep(step, self._form(step), seen, is_open=self._is_next(step))

    def _is_next(self, step: Step) -> bool:
        if self._tried:
            return False
        if step.makes == EventKind.ASSIGNED:
            return self.object.handled_by_id is None and self.object.handled_at is None
        return step.makes == EventKind.REGISTERED and self.object.stage == Stage.RECEIVED

    def _form(self, step: Step, data: Any = None) -> StepForm:
        form = FORMS.get(step.name, StepForm)
        return form(
            data, prefix=step.name, step=step, proposal=self.object, officers=self._officers
        )

    # ------------------------------------------------------------ doing

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step that was pressed, and tell what came of it."""
        step = STEPS.get(request.POST.get("step", ""))
        if step is None:
            messages.error(request, _("Något blev fel. Inget är gjort. Försök igen."))
            return redirect(request.path)
        form, seen = self._form(step, request.POST), _number(request.POST.get("seen"))
        if not form.is_valid():
            return self._again(step, form, seen, _("Inget är gjort. Rätta det som är markerat."))
        case = {"proposal_id": self.object.pk, "officer": self._officer, "now": timezone.now()}
        try:
            with turn(self.object.pk, seen=seen):
                ACTIONS[step.name](**case, **form.given)
        except Overtaken as overtaken:
            return self._overtaken(step, form, overtaken)
        except tuple(_STOPPED) as stopped:
            return self._again(step, form, last_seen(self.object.pk), _STOPPED[type(stopped)])
        return self._done(step)

    def _done(self, step: Step) -> HttpResponse:
        self.object.refresh_from_db()
        draft = self.object.partnership if step.to == Stage.DRAFTING else None
        url = _edit_url(AdminURLFinder(self._officer), draft)
        buttons = [messages.button(url, _("Öppna utkastet"))] if url else []
        messages.success(self.request, str(step.done), buttons=buttons)
        return redirect(self.request.path)

    def _overtaken(self, step: Step, form: StepForm, overtaken: Overtaken) -> HttpResponse:
        """Tell what has happened since; the same button pressed twice is simply done."""
        given, officer = form.given, self._officer
        if any(has_made(step, event, given, officer) for event in overtaken.events):
            return self._done(step)
        text = _(
            "Det här har hänt sedan du öppnade ärendet: %(told)s. Det du gjorde nu är inte"
            " utfört. Läs igenom historiken och tryck igen om det fortfarande stämmer."
        )
        told = text % {"told": told_briefly(overtaken.events)}
        return self._again(step, form, overtaken.events[-1].pk, told)

    def _again(self, step: Step, form: StepForm, seen: int, told: str | Promise) -> HttpResponse:
        """Show the case as it is now, with what was typed and why it was not done."""
        there = messages.button(f"#steg-{step.name}", _("Till det du gjorde"))
        messages.warning(self.request, str(told), buttons=[there])
        self.object.refresh_from_db()
        self._tried = ShownStep(step, form, seen, is_open=True)
        return self.render_to_response(self.get_context_data())


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 19 else 0


def _edit_url(finder: AdminURLFinder, thing: Any) -> str | None:
    """Return where `thing` is edited by who may edit it, else None."""
    url: str | None = finder.get_edit_url(thing) if thing is not None else None
    return url


_STOPPED: dict[type[Exception], Promise] = {
    IllegalMove: gettext_lazy(
        "Ärendet har en status som inte tillåter det du ville göra. Inget är gjort."
    ),
    Erased: gettext_lazy("Ärendet är gallrat. Inget är gjort."),
    NotAHandler: gettext_lazy(
        "Den du valde får inte längre handlägga förslag. Välj någon annan. Inget är gjort."
    ),
    NoRegister: gettext_lazy(
        "Det finns inget partnerskapsregister att lägga utkastet i. Inget är gjort."
    ),
    NotDue: gettext_lazy("Ärendet ska fortfarande bevaras. Inget är gjort."),
    NotDecided: gettext_lazy(
        "Det finns inget beslut om att gallra sådana ärenden. Inget är gjort."
    ),
}
