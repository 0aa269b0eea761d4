"""The form in which a communicator decides: which fields to take over, and as what."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.directory.domain.entry_diff import FieldDiff, Value
from associations.directory.domain.organisation_number import shown
from associations.directory.domain.suggestion_status import SuggestionStatus
from associations.directory.forms.entry import form_name, set_row_choices
from associations.directory.forms.public import NewAssociationForm
from associations.directory.models import EntrySuggestion, SuggestionKind
from associations.directory.models.entry_values import field_label

PUBLISH, DRAFT = "publish", "draft"


class DecisionForm(forms.Form):
    """For each field a tick and a value; beside them a reason, for a refusal.

    `wanted` is which button was pressed. What is rewritten counts as ticked, unless it was ticked
    to begin with; what is not taken over is not checked either.
    """

    reason = forms.CharField(
        label=gettext_lazy("Skäl om du tackar nej"),
        help_text=gettext_lazy("Skickas till den som föreslog. Skriv så att det går att förstå."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    publish_new = forms.ChoiceField(
        label=gettext_lazy("När du godkänner"),
        choices=[
            (PUBLISH, gettext_lazy("Publicera föreningens sida direkt")),
            (DRAFT, gettext_lazy("Spara sidan som utkast")),
        ],
        initial=PUBLISH,
        required=False,
        widget=forms.RadioSelect,
    )
    # The entry's latest revision when the diff was shown; see actions.suggestion_decisions.
    seen_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        suggestion: EntrySuggestion,
        diffs: Sequence[FieldDiff],
        wanted: SuggestionStatus | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion, self.diffs, self.wanted = suggestion, diffs, wanted
        if suggestion.kind != SuggestionKind.NEW:
            del self.fields["publish_new"]
        for diff in diffs:
            self.fields[_take(diff.name)] = forms.BooleanField(
                required=False, label=_("Ta med"), initial=diff.is_change
            )
            self.fields[_value(diff.name)] = _value_field(diff)
        chosen = next((diff.proposed for diff in diffs if diff.name == "places"), [])
        _set_choices(self, chosen)

    def clean(self) -> dict[str, Any]:
        """Ask for what the pressed button needs, and for nothing else."""
        cleaned = super().clean() or {}
        if self.wanted == SuggestionStatus.REFUSED:
            self._drop_errors(_value(diff.name) for diff in self.diffs)
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", _("Skriv varför du tackar nej"))
            return cleaned
        taken = {diff.name for diff in self.diffs if self._is_taken(diff)}
        self._drop_errors(_value(diff.name) for diff in self.diffs if diff.name not in taken)
        is_new = self.suggestion.kind == SuggestionKind.NEW
        if (is_new and "title" not in taken) or (
            "title" in taken and not cleaned.get(_value("title"), "x")
        ):
            self.add_error(_value("title"), _("En förening måste ha ett namn"))
        return cleaned

    def values(self) -> dict[str, Value]:
        """What the communicator takes over."""
        told = self.cleaned_data
        taken = (diff.name for diff in self.diffs if self._is_taken(diff))
        return {name: told[_value(name)] for name in taken}

    def take_field(self, name: str) -> BoundField:
        """The tick of an entry's field."""
        return self[_take(name)]

    def value_field(self, name: str) -> BoundField:
        """The new value of an entry's field."""
        return self[_value(name)]

    def is_rewritten(self, name: str) -> bool:
        """Whether the communicator has written a value of their own."""
        return _value(name) in (self.changed_data if self.is_bound else self.initial)

    def kept_for(self, diffs: Sequence[FieldDiff]) -> dict[str, Any]:
        """Return what the communicator ticked and wrote, as a start for a form of later `diffs`."""
        kept = {"reason": self["reason"].value()}
        if "publish_new" in self.fields:
            kept["publish_new"] = self["publish_new"].value()
        for seen, now in zip(self.diffs, diffs, strict=True):
            if self.is_rewritten(seen.name):
                kept[_value(seen.name)] = self[_value(seen.name)].value()
            if seen.is_change == now.is_change:
                kept[_take(seen.name)] = self[_take(seen.name)].value()
        return kept

    def _is_taken(self, diff: FieldDiff) -> bool:
        is_rewritten = not diff.is_change and _value(diff.name) in self.changed_data
        return is_rewritten or bool(self.cleaned_data.get(_take(diff.name)))

    def _drop_errors(self, names: Iterator[str]) -> None:
        for name in names:
            self.errors.pop(name, None)


def _value_field(diff: FieldDiff) -> forms.Field:
    field = copy.deepcopy(NewAssociationForm.base_fields[form_name(diff.name)])
    field.required = False
    field.label = field_label(diff.name)
    is_number = diff.name == "organisation_number"
    field.initial = shown(str(diff.proposed)) if is_number else diff.proposed
    return field


def _set_choices(form: DecisionForm, chosen: Value) -> None:
    """Give the choices of the entry's form to the fields that stand for them here."""
    stand_ins = forms.Form()
    names = [name for name in ("kinds", "places", "topics") if _value(name) in form.fields]
    for name in names:
        stand_ins.fields[name] = form.fields[_value(name)]
    set_row_choices(stand_ins, chosen if isinstance(chosen, list) else [])


def _take(name: str) -> str:
    return f"take_{name}"


def _value(name: str) -> str:
    return f"value_{name}"
