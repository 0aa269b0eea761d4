"""All checks of settings: `manage.py check` runs them, and a public portal starts after them only.

Those that only a public portal must pass belong to `check --deploy`.
"""

from django.conf import settings
from django.core.checks import CheckMessage, register, run_checks

from config.env import UnusableSetting
from config.examining.addresses import addresses_are_addresses, addresses_are_public
from config.examining.mail import mail_can_leave, mail_leaves_in_earnest
from config.examining.stores import stores_are_places
from config.examining.values import keys_are_hard_to_guess, values_are_sensible

TAG = "portal"
_ALWAYS = (mail_can_leave, addresses_are_addresses, stores_are_places, values_are_sensible)
_IN_PUBLIC = (mail_leaves_in_earnest, addresses_are_public, keys_are_hard_to_guess)


def register_all() -> None:
    """Make the checks known to Django."""
    for each in _ALWAYS:
        register(each, TAG)
    for each in _IN_PUBLIC:
        register(each, TAG, deploy=True)


def refuse_unusable() -> None:
    """Raise UnusableSetting with a line for each setting that cannot be used.

    Called by what serves and what works: a server without mail looks well and loses everything.
    """
    found: list[CheckMessage] = run_checks(tags=[TAG], include_deployment_checks=settings.IS_PUBLIC)
    if serious := [each for each in found if each.is_serious()]:
        raise UnusableSetting("\n".join(f"{each.msg} {each.hint} ({each.id})" for each in serious))
