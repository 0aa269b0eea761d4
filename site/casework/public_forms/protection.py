"""Keeping robots out of forms without third parties, and without losing anybody's words."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.public_forms.form_keys import FormKey

AGAIN = _(
    "Det gick så fort att vi inte vet om en människa skickade. Texten finns kvar. Skicka igen."
)
EXPIRED = _("Tiden gick ut, men texten finns kvar. Skicka igen.")
BAIT_TAKEN = _("Ett fält som ska vara tomt var ifyllt. Vi har tömt det. Skicka igen.")


class ProtectedForm(forms.Form):
    """A form for anybody: no account, no cookie, no puzzle.

    Three things look for robots: a field that people never see, the time between showing and
    sending, and (in the view) a limit on how often one sender sends. Whoever is stopped gets
    the form back with everything that was typed and only needs to send again.

    Used as `Form(data, now=…)` or `Form(initial=…, now=…)`. After `is_valid()`, `form.key` is
    the key of this showing; see FormKey.for_content.
    """

    # What the form is for; a key made for one purpose opens no other form.
    purpose: ClassVar[str]
    quickest: ClassVar[timedelta] = timedelta(seconds=3)

    form_key = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        required=False,
        label=_("Lämna det här fältet tomt"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        bait: Any = self.fields["website"]
        bait.template_name = "casework/left_empty.html"
        given = self.data.get("form_key", "") if self.is_bound else ""
        read = FormKey.read(str(given), self.purpose)
        self.has_lost_its_key = self.is_bound and read is None
        self.key = read or FormKey.new(now)
        self._show("form_key", self.key.signed(self.purpose))

    def clean(self) -> dict[str, Any]:
        """Add what asks the sender to send once more, when something speaks of a robot."""
        cleaned = super().clean() or {}
        if self.has_lost_its_key:
            self.add_error(None, forms.ValidationError(EXPIRED, code="expired"))
        elif self.key.is_younger_than(self.quickest, self.now):
            self.add_error(None, forms.ValidationError(AGAIN, code="too_fast"))
        if cleaned.get("website"):
            self._show("website", "")
            self.add_error(None, forms.ValidationError(BAIT_TAKEN, code="bait"))
        return cleaned

    def idempotency_key(self) -> str:
        """What stands for sending just this content with just this form; see FormKey."""
        ours = ("form_key", "website")
        content = [self.cleaned_data.get(name) for name in self.fields if name not in ours]
        return self.key.for_content(self.purpose, *content)

    def ask_again(self, reason: object, code: str) -> None:
        """Make the form invalid for a reason that lies outside it; what was typed stays."""
        self.add_error(None, forms.ValidationError(str(reason), code=code))

    def _show(self, name: str, value: str) -> None:
        """Make the form show `value` in a field, whatever was sent."""
        if self.is_bound:
            changed: Any = self.data.copy()  # type: ignore[attr-defined]
            changed[name] = value
            self.data = changed
        else:
            self.initial[name] = value
