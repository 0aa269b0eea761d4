"""For how long it is kept who has signed up."""

from django.utils.translation import gettext_lazy as _

from casework.erasing.kinds import Due, RetentionKind
from dialogues.sign_up.actions.registrations import (
    forget_held,
    forget_postponed,
    forget_receipts,
    forget_unconfirmed,
)

REGISTRATIONS = RetentionKind(
    name="registration",
    label=_("Anmälningar till dialoger och vandringar"),
    what=_("anmälan med namn, adress och behov"),
    dues=(
        Due("registration.held", _("efter dialogen"), forget_held),
        Due(
            "registration.postponed",
            _("efter den dag då en uppskjuten dialog skulle ha hållits"),
            forget_postponed,
        ),
        Due(
            "registration.unconfirmed",
            _("efter att en plats som ingen bekräftade slutade hållas"),
            forget_unconfirmed,
        ),
        Due(
            "registration.receipt",
            _("efter anmälan, för det som sidan svarade"),
            forget_receipts,
        ),
    ),
    more=_("Den som avanmäler sig tas bort direkt: namn, adress och behov."),
)
