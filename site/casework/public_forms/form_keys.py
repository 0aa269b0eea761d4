"""The key that a form carries from the moment when it was first shown."""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing


@dataclass(frozen=True)
class FormKey:
    """Which showing of a form this is, and when it was shown. Signed, so that we can trust it.

    The key makes a double submit one case, and the time tells a person from a robot. It never
    grows too old: who writes for two days may still send.
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


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"casework.form.{purpose}")
