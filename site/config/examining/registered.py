"""All checks of settings: `manage.py check` runs them, and a public portal starts after them only.

Those that only a public portal must pass belong to `check --deploy`.
"""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, register, run_checks

from config.env import UnusableSetting
from config.examining.all_checks import ALWAYS, IN_PUBLIC, SettingsCheck
from config.examining.at_load import line_of

TAG = "portal"


def register_all() -> None:
    """Make the checks known to Django."""
    for each in ALWAYS:
        register(_of_django(each), TAG)
    for each in IN_PUBLIC:
        register(_of_django(each), TAG, deploy=True)


def _of_django(check: SettingsCheck) -> Any:
    return lambda app_configs, **kwargs: check(settings)


def refuse_unusable() -> None:
    """Raise UnusableSetting with a line for each setting that cannot be used.

    Called by what serves and what works: a server without mail looks well and loses everything.
    """
    found: list[CheckMessage] = run_checks(tags=[TAG], include_deployment_checks=settings.IS_PUBLIC)
    if serious := [each for each in found if each.is_serious()]:
        raise UnusableSetting("\n".join(line_of(each) for each in serious))
