"""What an officer fills in for each step in a proposal. One small form for one step."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.models import Proposal
from associations.proposals.domain.stages import Stage, further
from casework.public_forms.fields import OneLineField, PlainTextField

LONGEST_MESSAGE = 5000
_SEEN = gettext_lazy("Avsändaren läser det här på sidan Mitt förslag.")
_WRITE = gettext_lazy("Skriv en text.")


def _text(label: Promise, *, rows: int = 4, **kwargs: Any) -> PlainTextField:
    kwargs.setdefault("error_messages", {"required": _WRITE})
    kwargs.setdefault("longest", LONGEST_MESSAGE)
    return PlainTextField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class StepForm(forms.Form):
    """One step. `officers` are those who may handle proposals, as choices."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        officers: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.prepare(proposal, officers)

    def prepare(self, proposal: Proposal, officers: Sequence[tuple[str, str]]) -> None:
        """Fit the fields to the proposal."""


class AssignForm(StepForm):
    """Who handles the proposal."""

    handler = forms.ChoiceField(label=gettext_lazy("Handläggare"), required=False)

    def prepare(self, proposal: Proposal, officers: Sequence[tuple[str, str]]) -> None:
        """Offer those who may handle it, and nobody."""
        field = self.fields["handler"]
        field.choices = [("", _("Ingen")), *officers]  # type: ignore[attr-defined]
        field.initial = str(proposal.handler_id or "")


class RegisterForm(StepForm):
    """The number that the registrar has set."""

    text = OneLineField(
        label=gettext_lazy("Diarienummer"),
        help_text=gettext_lazy("Registratorn sätter det, till exempel HÄ 2026/123."),
        longest=40,
        error_messages={"required": gettext_lazy("Fyll i diarienumret.")},
    )

    def prepare(self, proposal: Proposal, officers: Sequence[tuple[str, str]]) -> None:
        """Begin with what stands there."""
        self.fields["text"].initial = proposal.registry_number


class NoteForm(StepForm):
    """An internal note."""

    text = _text(
        gettext_lazy("Anteckning"),
        help_text=gettext_lazy(
            "Syns inte för avsändaren, men är en del av ärendet och kan begäras ut."
        ),
    )


class MessageForm(StepForm):
    """Something to tell the sender."""

    text = _text(gettext_lazy("Meddelande"), help_text=_SEEN)


class AskForm(StepForm):
    """Something to ask the sender."""

    text = _text(
        gettext_lazy("Fråga"),
        help_text=gettext_lazy(
            "Avsändaren får ett brev med länk och kan svara med text och filer på sidan Mitt"
            " förslag."
        ),
    )


class MoveForm(StepForm):
    """A stage further on, or back."""

    to = forms.ChoiceField(
        label=gettext_lazy("Ny status"),
        # Any stage is understood; the proposal itself says which may follow.
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj en status.")},
    )
    text = _text(
        gettext_lazy("Meddelande till avsändaren"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Frivilligt. Avsändaren får veta den nya statusen ändå."),
    )

    def prepare(self, proposal: Proposal, officers: Sequence[tuple[str, str]]) -> None:
        """Show the stages that may follow."""
        stages = [(stage.value, stage.label) for stage in further(proposal.stage)]
        self.fields["to"].widget.choices = stages


class AcceptForm(StepForm):
    """A yes."""

    text = _text(
        gettext_lazy("Meddelande till avsändaren"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Frivilligt. Avsändaren får veta att ni vill gå vidare ändå."),
    )


class NotPursueForm(StepForm):
    """The reason that both came to; and, if it should be told to all, the idea in new words."""

    text = _text(
        gettext_lazy("Vad ni tillsammans kom fram till"),
        help_text=_SEEN,
        error_messages={"required": gettext_lazy("Skriv vad ni kom fram till.")},
    )
    idea_title = OneLineField(
        label=gettext_lazy("Idéns namn"), longest=160, required=False, widget=forms.TextInput()
    )
    idea = _text(
        gettext_lazy("Vad idén gick ut på"),
        rows=3,
        required=False,
        help_text=gettext_lazy("Med egna ord. Inga namn och inget som pekar ut någon."),
    )
    idea_reason = _text(gettext_lazy("Varför parterna stannade där"), rows=3, required=False)
    idea_alternative = _text(gettext_lazy("Det som redan finns"), rows=2, required=False)

    told = ("idea_title", "idea", "idea_reason", "idea_alternative")

    def clean(self) -> dict[str, Any]:
        """What is told of an idea is told whole, or not at all."""
        given = super().clean() or {}
        if self.wants_to_tell(given):
            for name in self.told[:3]:
                if not given.get(name) and name not in self.errors:
                    missing = _("Fyll i fältet, eller töm alla fälten om idén.")
                    self.add_error(name, ValidationError(missing))
        return given

    @classmethod
    def wants_to_tell(cls, given: dict[str, Any]) -> bool:
        """Whether anything is filled in of the idea."""
        return any(given.get(name) for name in cls.told)


class RedirectForm(StepForm):
    """Where the sender should turn instead."""

    text = _text(
        gettext_lazy("Vart avsändaren kan vända sig"),
        help_text=_SEEN,
        error_messages={"required": gettext_lazy("Skriv vart avsändaren kan vända sig.")},
    )


class WithdrawForm(StepForm):
    """That the sender has said no."""

    text = _text(
        gettext_lazy("Hur avsändaren sade det"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Frivilligt, till exempel ”per telefon”. Avsändaren kan läsa det."),
    )


class EraseForm(StepForm):
    """A second thought before what cannot be undone."""

    confirmed = forms.BooleanField(
        label=gettext_lazy("Ja, ta bort innehållet för gott"),
        error_messages={"required": gettext_lazy("Kryssa i rutan om du vill gallra.")},
    )
