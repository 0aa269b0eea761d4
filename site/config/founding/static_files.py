"""Collects the static files when the collected ones are not those of the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from config.readings.static_files import UNFINISHED
from config.readings.told import Told

_OPTIONS = {
    "interactive": False,
    "verbosity": 0,
    "link": False,
    "clear": False,
    "ignore_patterns": [],
    "use_default_ignore_patterns": True,
    # Even a rehearsal of it writes a manifest.
    "post_process": False,
}


def collect_if_needed() -> Told:
    """Collect what is new. A folder that nobody may write to is fine when nothing is."""
    if _is_collected():
        # Perhaps by another process, for which this one waited.
        read_anew()
        return Told("Static", "collected already")
    # Who is stopped in between leaves files that no manifest knows.
    unfinished = Path(settings.STATIC_ROOT) / UNFINISHED
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    call_command("collectstatic", interactive=False, verbosity=0)
    unfinished.unlink()
    read_anew()
    return Told("Static", "collected", is_change=True)


def _is_collected() -> bool:
    storage: Any = staticfiles_storage
    if not storage.exists(storage.manifest_name) or storage.exists(UNFINISHED):
        return False
    asking = Command()
    asking.set_options(**_OPTIONS, dry_run=True)
    return not asking.collect()["modified"]


def read_anew() -> None:
    """Know what was collected since this process began."""
    files: Any = staticfiles_storage
    files.hashed_files, files.manifest_hash = files.load_manifest()
