"""What is asked of who moves, postpones or cancels a dialogue."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from casework.public_forms.fields import PlainTextField

LONGEST_REASON = 1000


class ReasonForm(forms.Form):
    """Why. `seen` is the last change that the officer knew of; it is no input."""

    use_required_attribute = False

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = PlainTextField(
        label=gettext_lazy("Skäl"),
        longest=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Visas på sidan och skickas till alla som är anmälda. Skriv inte om enskilda personer."
        ),
        error_messages={"required": gettext_lazy("Skriv skälet. Det visas för alla.")},
    )

    def __init__(self, *args: Any, lead_days: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class MoveForm(ReasonForm):
    """The new time, which must lie ahead."""

    starts_at = forms.DateTimeField(
        label=gettext_lazy("Börjar"),
        widget=AdminDateTimeInput,
        error_messages={"required": gettext_lazy("Fyll i när dialogen börjar.")},
    )
    ends_at = forms.DateTimeField(
        label=gettext_lazy("Slutar"),
        widget=AdminDateTimeInput,
        error_messages={"required": gettext_lazy("Fyll i när dialogen slutar.")},
    )
    field_order = ["seen", "starts_at", "ends_at", "reason"]

    def __init__(self, *args: Any, lead_days: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = _("De som bjuds in ska veta dagen minst %(days)s dagar före.")
        self.fields["starts_at"].help_text = told % {"days": lead_days}

    def clean_starts_at(self) -> datetime:
        """Refuse what has begun."""
        starts_at: datetime = self.cleaned_data["starts_at"]
        if starts_at <= timezone.now():
            raise forms.ValidationError(_("Välj en tid som kommer."), code="past")
        return starts_at

    def clean_ends_at(self) -> datetime:
        """Refuse an end before the start."""
        starts_at, ends_at = self.cleaned_data.get("starts_at"), self.cleaned_data["ends_at"]
        if starts_at and ends_at <= starts_at:
            raise forms.ValidationError(_("Dialogen kan inte sluta innan den börjar."), code="past")
        return ends_at
