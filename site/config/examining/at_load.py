"""Tells of settings that cannot be used while they are read, with all that the checks will find.

Whoever sets a portal up learns everything at once, not one variable with each attempt.
"""

from collections.abc import Mapping
from types import SimpleNamespace

from django.conf import global_settings
from django.core.checks import CheckMessage

from config.env import stop_if_unusable, unusable
from config.examining.all_checks import ALWAYS, IN_PUBLIC


def stop_with_everything(read: Mapping[str, object]) -> None:
    """Raise UnusableSetting if a variable of the environment could not be used.

    `read` are the names of the settings module so far. What only the checks find is told beside;
    alone it is told when something is served, and by `check --deploy`.
    """
    variables = unusable()
    if not variables:
        return
    given = SimpleNamespace(**{**vars(global_settings), **read})
    found = [each for check in (*ALWAYS, *IN_PUBLIC) for each in check(given)]
    # What is missing cannot be right in other ways either.
    named = [name.removesuffix("_FILE") for name in variables]
    others = [each for each in found if not any(name in each.msg for name in named)]
    stop_if_unusable(line_of(each) for each in others if each.is_serious())


def line_of(message: CheckMessage) -> str:
    """Return what is wrong, what would be right, and what the check is called."""
    return f"{message.msg} {message.hint} ({message.id})"
