"""The checks: those that hold everywhere, and those that only a public portal must pass."""

from collections.abc import Callable

from django.core.checks import CheckMessage

from config.examining.addresses import addresses_are_addresses, addresses_are_public
from config.examining.given import Given
from config.examining.mail import mail_can_leave, mail_leaves_in_earnest
from config.examining.stores import stores_are_places
from config.examining.values import keys_are_hard_to_guess, values_are_sensible

SettingsCheck = Callable[[Given], list[CheckMessage]]

ALWAYS: tuple[SettingsCheck, ...] = (
    mail_can_leave,
    addresses_are_addresses,
    stores_are_places,
    values_are_sensible,
)
IN_PUBLIC: tuple[SettingsCheck, ...] = (
    mail_leaves_in_earnest,
    addresses_are_public,
    keys_are_hard_to_guess,
)
