"""What an officer fills in for a step in a proposal: the text that the step asks for, and more."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.proposals.domain.stages import Stage
from associations.proposals.domain.steps import Asked, IdeaToTell, Step, further
from associations.proposals.models import Proposal
from casework.public_forms.fields import OneLineField, PlainTextField
from core.models import User

LONGEST_MESSAGE = 5000
Officers = Sequence[tuple[str, str]]


def _text(label: Promise, *, rows: int, **kwargs: Any) -> forms.Field:
    if not rows:
        return OneLineField(longest=40, label=label, **kwargs)
    widget = forms.Textarea(attrs={"rows": rows})
    return PlainTextField(longest=LONGEST_MESSAGE, label=label, widget=widget, **kwargs)


def _asked(asked: Asked) -> forms.Field:
    return _text(
        asked.label,
        rows=asked.rows,
        help_text=asked.hint,
        required=asked.missing is not None,
        error_messages={"required": asked.missing} if asked.missing else None,
    )


class StepForm(forms.Form):
    """One step. `officers` are those who may handle proposals, as choices."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, step: Step, proposal: Proposal, officers: Officers = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if step.text:
            self.fields["text"] = _asked(step.text)
            self.order_fields(self.field_order)
        self.prepare(proposal, officers)

    def prepare(self, proposal: Proposal, officers: Officers) -> None:
        """Fit the fields to the proposal."""

    @property
    def given(self) -> dict[str, Any]:
        """What the valid form tells the action of the step, by the action's own names."""
        return self.cleaned_data


class AssignForm(StepForm):
    """Who handles the proposal."""

    handler = forms.ChoiceField(label=gettext_lazy("Handläggare"), required=False)

    def prepare(self, proposal: Proposal, officers: Officers) -> None:
        """Offer those who may handle it, and nobody."""
        field = self.fields["handler"]
        field.choices = [("", _("Ingen")), *officers]  # type: ignore[attr-defined]
        field.initial = str(proposal.handled_by_id or "")

    @property
    def given(self) -> dict[str, Any]:
        """The chosen officer, or nobody."""
        chosen = self.cleaned_data["handler"]
        return {"handler": User.objects.get(pk=chosen) if chosen else None}


class RegisterForm(StepForm):
    """The number that the registrar has set."""

    def prepare(self, proposal: Proposal, officers: Officers) -> None:
        """Begin with what stands there."""
        self.fields["text"].initial = proposal.registry_number


class MoveForm(StepForm):
    """A stage further on, or back."""

    to = forms.ChoiceField(
        label=gettext_lazy("Ny status"),
        # Any stage is understood; the proposal itself says which may follow.
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj en status.")},
    )

    def prepare(self, proposal: Proposal, officers: Officers) -> None:
        """Show the stages that may follow."""
        stages = [(stage.value, stage.label) for stage in further(proposal.stage)]
        self.fields["to"].widget.choices = stages

    def clean_to(self) -> Stage:
        """Return the stage that was chosen."""
        return Stage(self.cleaned_data["to"])


class NotPursueForm(StepForm):
    """The reason that both came to; and, if it should be told to all, the idea in new words."""

    field_order = ("text",)
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

    def clean(self) -> dict[str, Any]:
        """What is told of an idea is told whole, or not at all."""
        given = super().clean() or {}
        if any(given.get(name) for name in _IDEA):
            for name in _IDEA[:3]:
                if not given.get(name) and name not in self.errors:
                    missing = _("Fyll i fältet, eller töm alla fälten om idén.")
                    self.add_error(name, ValidationError(missing))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The reason, and the idea if anything of it is filled in."""
        told = [self.cleaned_data[name] for name in _IDEA]
        return {
            "text": self.cleaned_data["text"],
            "told": IdeaToTell(*told) if any(told) else None,
        }


_IDEA = ("idea_title", "idea", "idea_reason", "idea_alternative")


class EraseForm(StepForm):
    """A second thought before what cannot be undone."""

    confirmed = forms.BooleanField(
        label=gettext_lazy("Ja, ta bort innehållet för gott"),
        error_messages={"required": gettext_lazy("Kryssa i rutan om du vill gallra.")},
    )

    @property
    def given(self) -> dict[str, Any]:
        """Nothing: what is to be erased is known."""
        return {}
