"""Which code this is, and whether it can work with what other code has left."""

import shutil
import subprocess
import tomllib
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pkgutil import ModuleInfo, iter_modules

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from config.backups.refusal import BackupRefused


def version() -> str:
    """Return the portal's version, "" when nothing tells it."""
    try:
        told = tomllib.loads((settings.PROJECT_DIR / "pyproject.toml").read_text())
        return str(told["project"]["version"])
    except (OSError, ValueError, KeyError):
        return ""


def commit() -> str:
    """Return the commit that the code is of, "" when it does not come from a repository."""
    git = shutil.which("git")
    if git is None or not (settings.PROJECT_DIR / ".git").exists():
        return ""
    asked = subprocess.run(  # noqa: S603 - git itself
        [git, "-C", str(settings.PROJECT_DIR), "rev-parse", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()


def known(migrations: Iterable[str]) -> list[str]:
    """Return those of `migrations` that this code has: others are of apps that are gone."""
    return sorted(set(migrations) - _unknown(migrations))


def refuse_older(migrations: Iterable[str]) -> None:
    """Raise BackupRefused when a database has run migrations that this code does not have."""
    if unknown := ", ".join(sorted(_unknown(migrations))):
        raise BackupRefused(
            "The backup was made by code that is newer, or that has switched on what is off here: "
            f"this code does not have {unknown}. Install the version of the backup."
        )


def _unknown(migrations: Iterable[str]) -> set[str]:
    unknown = set(migrations) - _named()
    return unknown - _replaced({each.partition(".")[0] for each in unknown}) if unknown else set()


def _named() -> set[str]:
    """Return the migrations that there are, without importing any.

    One of wagtail_localize asks the database, as soon as it is imported, what has been run; it
    must not be asked before the database is restored.
    """
    return {f"{label}.{module.name}" for label in _labels() for module in _modules(label)}


def _replaced(labels: set[str]) -> set[str]:
    """Return what migrations of these apps stand for, besides themselves."""
    found = set()
    for label in labels & set(_labels()):
        package = _package(label)
        for each in _modules(label):
            migration = import_module(f"{package}.{each.name}").Migration
            found |= {f"{app}.{name}" for app, name in migration.replaces}
    return found


def _labels() -> list[str]:
    return [config.label for config in apps.get_app_configs()]


def _modules(label: str) -> list[ModuleInfo]:
    package = _package(label)
    if package is None or find_spec(package) is None:
        return []
    found = iter_modules(import_module(package).__path__)
    return [each for each in found if not each.ispkg and each.name[0] not in "_~"]


def _package(label: str) -> str | None:
    name: str | None = MigrationLoader.migrations_module(label)[0]
    return name
