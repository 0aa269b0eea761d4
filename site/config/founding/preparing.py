"""The way from an empty database to a portal that serves, each step safe to repeat."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import translation

from config.examining.registered import refuse_unusable
from config.founding.administrator import see_to_administrator, who_can_log_in
from config.founding.left import left_to_do
from config.founding.migrating import migrate_if_needed
from config.founding.pages import lay
from config.founding.static_files import collect_if_needed
from config.founding.turn import one_at_a_time
from config.own_files import close_what_is_there
from config.readings.looking import look
from config.readings.told import Told

Say = Callable[[str], object]


def prepare_portal(administrator: str, *, say: Say, now: datetime) -> list[str]:
    """Do what is missing, saying each thing; return what is not as it must be.

    Raises UnusableSetting, before anything is done, for settings that cannot be used.
    """
    refuse_unusable()
    close_what_is_there(Path(settings.VAR_DIR))
    with one_at_a_time(lambda: say("Another one prepares this portal; waiting for it ...")):
        done = list(_told(_steps(administrator, say, now), say))
        with translation.override("en"):
            seen = list(_told(look(), say))
    for each in left_to_do():
        say(f"  {'Left':<11}{each}")
    if not any(each.is_change for each in done):
        say("Nothing had to be done.")
    return [each.what for each in (*done, *seen) if not each.is_well]


def _told(lines: Iterator[Told], say: Say) -> Iterator[Told]:
    for each in lines:
        say(str(each))
        yield each


def _steps(administrator: str, say: Say, now: datetime) -> Iterator[Told]:
    count = migrate_if_needed(lambda: say("Preparing the database ..."))
    said = f"{count} migrations run" if count else "migrated already"
    yield Told("Tables", said, is_change=bool(count))
    yield collect_if_needed()
    yield lay()
    yield see_to_administrator(administrator, now) if administrator else who_can_log_in()
