"""The steps that an officer can take in a proposal: when each is offered, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from associations.models import EventKind, Proposal, ProposalEvent
from associations.proposals.actions import handling
from associations.proposals.actions.outcomes import IdeaToTell, accept, not_pursue
from associations.proposals.actions.retention import erase, is_to_be_erased
from associations.proposals.domain.stages import ACCEPTABLE, MOVES, Stage, further
from associations.proposals.forms import steps as forms
from associations.proposals.permissions import may_erase_proposals
from core.models import User

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One step. `run` raises what the action raises; `made` says which event comes of it."""

    name: str
    title: Promise
    button: Promise
    done: Promise
    form: type[forms.StepForm]
    kind: EventKind
    run: Callable[[int, Data, User, datetime], object]
    is_offered: Callable[[Proposal, User, datetime], bool]
    lead: Promise | str = ""
    to: Stage | None = None
    is_grave: bool = False

    def has_made(self, event: ProposalEvent, data: Data, officer: User) -> bool:
        """Whether `event` is what this step with `data` makes: the button was pressed twice."""
        if event.by_id != officer.pk or event.kind != self.kind:
            return False
        if self.kind == EventKind.ASSIGNED:
            return str(event.case.handler_id or "") == data["handler"]
        wanted = data.get("to") or self.to
        return event.text == data.get("text", "") and wanted in (None, event.to_status)


@dataclass(frozen=True)
class Group:
    """Steps that belong together in the panel."""

    title: Promise
    steps: tuple[Step, ...]


def _always(proposal: Proposal, officer: User, now: datetime) -> bool:
    return True


def _is_open(proposal: Proposal, officer: User, now: datetime) -> bool:
    return proposal.closed_at is None


def _may_go_on(proposal: Proposal, officer: User, now: datetime) -> bool:
    return bool(further(proposal.stage))


def _may_be_accepted(proposal: Proposal, officer: User, now: datetime) -> bool:
    return proposal.stage in ACCEPTABLE


def _may_end_as(stage: Stage) -> Callable[[Proposal, User, datetime], bool]:
    return lambda proposal, officer, now: MOVES.allows(proposal.stage, to=stage)


def _may_be_erased(proposal: Proposal, officer: User, now: datetime) -> bool:
    return may_erase_proposals(officer) and is_to_be_erased(proposal, now)


def _assign(pk: int, data: Data, officer: User, now: datetime) -> object:
    chosen = data["handler"]
    handler = User.objects.get(pk=chosen) if chosen else None
    return handling.assign(proposal_id=pk, handler=handler, officer=officer, now=now)


def _register(pk: int, data: Data, officer: User, now: datetime) -> object:
    return handling.register(proposal_id=pk, registry_number=data["text"], officer=officer, now=now)


def _note(pk: int, data: Data, officer: User, now: datetime) -> object:
    return handling.note(proposal_id=pk, text=data["text"], officer=officer, now=now)


def _message(pk: int, data: Data, officer: User, now: datetime) -> object:
    return handling.write_message(proposal_id=pk, text=data["text"], officer=officer, now=now)


def _ask(pk: int, data: Data, officer: User, now: datetime) -> object:
    return handling.ask(proposal_id=pk, question=data["text"], officer=officer, now=now)


def _move(pk: int, data: Data, officer: User, now: datetime) -> object:
    return handling.move(
        proposal_id=pk, to=Stage(data["to"]), officer=officer, now=now, message=data["text"]
    )


def _accept(pk: int, data: Data, officer: User, now: datetime) -> object:
    return accept(proposal_id=pk, officer=officer, now=now, message=data["text"])


def _not_pursue(pk: int, data: Data, officer: User, now: datetime) -> object:
    told = None
    if forms.NotPursueForm.wants_to_tell(dict(data)):
        told = IdeaToTell(
            data["idea_title"], data["idea"], data["idea_reason"], data["idea_alternative"]
        )
    return not_pursue(proposal_id=pk, reason=data["text"], officer=officer, now=now, told=told)


def _redirect(pk: int, data: Data, officer: User, now: datetime) -> object:
    return handling.redirect_elsewhere(proposal_id=pk, where=data["text"], officer=officer, now=now)


def _withdraw(pk: int, data: Data, officer: User, now: datetime) -> object:
    return handling.withdraw(proposal_id=pk, reason=data["text"], officer=officer, now=now)


def _erase(pk: int, data: Data, officer: User, now: datetime) -> object:
    return erase(proposal_id=pk, officer=officer, now=now)


GROUPS: tuple[Group, ...] = (
    Group(
        _("Ärendet"),
        (
            Step(
                name="assign",
                title=_("Välj handläggare"),
                button=_("Spara handläggare"),
                done=_("Handläggaren är sparad."),
                form=forms.AssignForm,
                kind=EventKind.ASSIGNED,
                run=_assign,
                is_offered=_always,
            ),
            Step(
                name="register",
                title=_("Fyll i diarienummer"),
                button=_("Spara diarienummer"),
                done=_("Diarienumret är sparat."),
                form=forms.RegisterForm,
                kind=EventKind.REGISTERED,
                run=_register,
                is_offered=_always,
            ),
        ),
    ),
    Group(
        _("Skriv"),
        (
            Step(
                name="note",
                title=_("Anteckna internt"),
                button=_("Spara anteckning"),
                done=_("Anteckningen är sparad."),
                form=forms.NoteForm,
                kind=EventKind.NOTE,
                run=_note,
                is_offered=_always,
            ),
            Step(
                name="message",
                title=_("Skriv till avsändaren"),
                button=_("Skicka meddelande"),
                done=_("Meddelandet är skickat."),
                form=forms.MessageForm,
                kind=EventKind.MESSAGE,
                run=_message,
                is_offered=_always,
            ),
            Step(
                name="ask",
                title=_("Be om mer uppgifter"),
                button=_("Skicka fråga"),
                done=_("Frågan är skickad. Ärendet väntar på svar."),
                form=forms.AskForm,
                kind=EventKind.ASKED,
                run=_ask,
                is_offered=_is_open,
            ),
        ),
    ),
    Group(
        _("Gå vidare"),
        (
            Step(
                name="move",
                title=_("Byt status"),
                button=_("Byt status"),
                done=_("Statusen är bytt och avsändaren får veta det."),
                form=forms.MoveForm,
                kind=EventKind.MOVED,
                run=_move,
                is_offered=_may_go_on,
            ),
            Step(
                name="accept",
                title=_("Säg ja och börja skriva"),
                button=_("Säg ja till förslaget"),
                done=_("Förslaget är accepterat. Ett utkast till partnerskap ligger i registret."),
                lead=_(
                    "Registret får ett utkast med det som förslaget säger om saken. Inget om"
                    " kontaktpersonen förs över, och inget publiceras."
                ),
                form=forms.AcceptForm,
                kind=EventKind.MOVED,
                to=Stage.DRAFTING,
                run=_accept,
                is_offered=_may_be_accepted,
            ),
        ),
    ),
    Group(
        _("Avsluta"),
        (
            Step(
                name="not_pursue",
                title=_("Gå inte vidare"),
                button=_("Avsluta utan partnerskap"),
                done=_("Ärendet är avslutat: idén gick inte vidare."),
                form=forms.NotPursueForm,
                kind=EventKind.MOVED,
                to=Stage.NOT_PURSUED,
                run=_not_pursue,
                is_offered=_may_end_as(Stage.NOT_PURSUED),
                is_grave=True,
            ),
            Step(
                name="redirect",
                title=_("Hänvisa vidare"),
                button=_("Hänvisa och avsluta"),
                done=_("Ärendet är avslutat: hänvisat vidare."),
                form=forms.RedirectForm,
                kind=EventKind.MOVED,
                to=Stage.REDIRECTED,
                run=_redirect,
                is_offered=_may_end_as(Stage.REDIRECTED),
                is_grave=True,
            ),
            Step(
                name="withdraw",
                title=_("Avsändaren vill ta tillbaka"),
                button=_("Avsluta som återtaget"),
                done=_("Ärendet är avslutat: återtaget."),
                form=forms.WithdrawForm,
                kind=EventKind.MOVED,
                to=Stage.WITHDRAWN,
                run=_withdraw,
                is_offered=_may_end_as(Stage.WITHDRAWN),
                is_grave=True,
            ),
            Step(
                name="erase",
                title=_("Gallra"),
                button=_("Gallra ärendet"),
                done=_(
                    "Ärendet är gallrat. Referens, datum, status, platser och ämnen finns kvar."
                ),
                lead=_(
                    "Tiden för att bevara har gått ut. Svar, kontaktuppgifter, meddelanden och"
                    " filer tas bort. Det går inte att ångra."
                ),
                form=forms.EraseForm,
                kind=EventKind.ERASED,
                run=_erase,
                is_offered=_may_be_erased,
                is_grave=True,
            ),
        ),
    ),
)
STEPS: dict[str, Step] = {step.name: step for group in GROUPS for step in group.steps}
