"""The forms of the second step. Guessing codes is as slow as guessing passwords."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.log_in import brakes

# An app shows six digits, a code in reserve has eight; nobody needs more room.
_LONGEST = 20


def _code_field(label: Any, help_text: Any = "") -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return forms.CharField(
        label=label, help_text=help_text, max_length=_LONGEST, widget=forms.TextInput(attrs=attrs)
    )


class _Braked(forms.Form):
    """Counts wrong codes as wrong passwords of the same name, and waits as long."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(
            _("Kod"), _("Sex siffror från din app, eller en av dina reservkoder.")
        )

    def clean_code(self) -> str:
        """Return the code, when it is right and nobody has to wait."""
        request, name, now = context.request, self.user.get_username(), timezone.now()
        if not brakes.claim(request, name, now):
            left = brakes.wait(request, name, now)
            minutes = max(1, round(left.total_seconds() / 60))
            told = ngettext(
                "Det har blivit fel för många gånger. Vänta %(count)d minut.",
                "Det har blivit fel för många gånger. Vänta %(count)d minuter.",
                minutes,
            )
            raise ValidationError(told % {"count": minutes})
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        code: str = super().clean_code()  # type: ignore[misc]
        brakes.give_back(request, name)
        return code


class CodeForm(_Braked, AuthenticateForm):
    """The second step of a log-in."""


class CodeAgainForm(_Braked, ReauthenticateForm):
    """The same, asked for again."""


class NewAppForm(ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Kod från appen"))


class NewPasskeyForm(AddWebAuthnForm):
    """A new passkey, with a name to know it by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Namn på nyckeln")
        self.fields["name"].help_text = _("Till exempel ”Jobbtelefonen”.")
        self.fields["name"].max_length = 100
