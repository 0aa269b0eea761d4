"""Keeping robots out of forms without third parties, and without losing anybody's words."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core.keys.purposes import Purpose, signer

AGAIN = _(
    "Det gick så fort att vi inte vet om en människa skickade. Texten finns kvar. Skicka igen."
)
EXPIRED = _("Tiden gick ut, men texten finns kvar. Skicka igen.")
BAIT_TAKEN = _("Ett fält som ska vara tomt var ifyllt. Vi har tömt det. Skicka igen.")


# What was sent with a form is known for longer than this, so no key serves twice.
KEY_HOLDS = timedelta(days=30)


@dataclass(frozen=True)
class FormKey:
    """Which showing of a form this is, and when it was shown. Signed, so that we can trust it.

    The key makes a double submit one case, and the time tells a person from a robot. Who writes
    for two weeks may still send; after that the form is shown anew, with all words.
    """

    value: str
    shown_at: datetime

    @classmethod
    def new(cls, now: datetime) -> "FormKey":
        """Return a key for a form that is shown for the first time."""
        return cls(secrets.token_urlsafe(18), now.astimezone(UTC).replace(microsecond=0))

    @classmethod
    def read(cls, text: str, purpose: str) -> "FormKey | None":
        """Return the key that `signed` made for the same purpose, or None for anything else."""
        try:
            value, shown = _signer(purpose).unsign_object(text)
            return cls(str(value), datetime.fromtimestamp(shown, tz=UTC))
        except (signing.BadSignature, ValueError, TypeError, OverflowError):
            return None

    def signed(self, purpose: str) -> str:
        """Return the key as text for a hidden field of the form that serves `purpose`."""
        return _signer(purpose).sign_object([self.value, int(self.shown_at.timestamp())])

    def is_younger_than(self, age: timedelta, now: datetime) -> bool:
        """Whether the form was shown less than `age` ago."""
        return now - self.shown_at < age

    def for_content(self, *content: object) -> str:
        """Return what stands for sending just this content with this form, 64 characters.

        The same form sent twice gives the same; changed words (after going back, say) give
        another, because then there is something new to receive.
        """
        told = json.dumps([self.value, *map(str, content)])
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Sending:
    """With which showing of a form something was sent, and what."""

    key: str
    content: str


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
        if read is not None and not read.is_younger_than(KEY_HOLDS, now):
            read = None
        self.has_lost_its_key = self.is_bound and read is None
        self.key = read or FormKey.new(now)
        if read is None:
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

    def sending(self, address: str) -> Sending:
        """What stands for this showing, and for just this content of the valid form at `address`.

        Hashes made with the key itself, which only the sent page holds.
        """
        content = self.key.for_content(address, self.idempotency_key())
        return Sending(key=self.key.for_content(self.purpose), content=content)

    def begin_anew(self) -> None:
        """Become another form with the same words: what is sent now is something new."""
        self.key = FormKey.new(self.now)
        self._show("form_key", self.key.signed(self.purpose))

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


def _signer(purpose: str) -> signing.Signer:
    return signer(Purpose.FORMS, salt=f"casework.form.{purpose}")
