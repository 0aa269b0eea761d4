"""Reads settings from the environment, and says clearly what is missing: all of it at once.

What cannot be used is noted, and something harmless stands in for it until the settings have been
read to their end. There `stop_if_unusable` tells everything.
"""

import warnings
from collections.abc import Iterable
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

_YES = ("true", "on", "ok", "y", "yes", "1")
_NO = ("false", "off", "n", "no", "0", "")


class UnusableSetting(ImproperlyConfigured):
    """The environment does not say enough to start with. Its text says which variable to set."""


# By variable, in the order in which they were read. Never forgotten: Django reads settings that
# failed a second time, but not the modules that they are made of.
_unusable: dict[str, str] = {}


def note_unusable(variable: str, sentence: str) -> None:
    """Remember why a variable cannot be used; what was said first, or of its file, goes before."""
    if f"{variable}_FILE" not in _unusable:
        _unusable.setdefault(variable, sentence)


def unusable() -> dict[str, str]:
    """Return by variable what is to be told."""
    return dict(_unusable)


def stop_if_unusable(more: Iterable[str] = ()) -> None:
    """Raise UnusableSetting with a line for each variable that cannot be used, then `more`."""
    if _unusable:
        raise UnusableSetting("\n".join((*_unusable.values(), *more)))


class _FromFilesToo(FileAwareMapping):
    """The environment, where NAME_FILE may name a file that holds NAME, as for mounted secrets."""

    def __getitem__(self, key: str) -> str:
        try:
            # A file ends with a line break, which belongs to no secret.
            value: str = super().__getitem__(key).strip()
        except (OSError, UnicodeDecodeError):
            note_unusable(
                f"{key}_FILE",
                f"Set the environment variable {key}_FILE: the file that it names cannot be read.",
            )
            raise KeyError(key) from None
        if self.env.get(key) and self.env.get(f"{key}_FILE"):
            # Whichever won, a restore could be meant for the other database.
            note_unusable(
                key,
                f"Set the environment variable {key} or {key}_FILE, not both:"
                " it cannot be told which is meant.",
            )
        return value


class _Env(environ.Env):
    """Tells what is no number or no yes or no, instead of stopping or taking it for a no."""

    ENVIRON = _FromFilesToo()

    def int(self, var: str, default: Any = environ.Env.NOTSET) -> int:
        """Return a whole number."""
        try:
            number: int = super().int(var, default=default)
        except ValueError:
            said = f"Set the environment variable {var}: what it says now is no whole number."
            note_unusable(var, said)
            return 0 if default is self.NOTSET else int(default)
        return number

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> bool:
        """Return a yes or no."""
        said = self.ENVIRON.get(var)
        if said is not None and said.strip().lower() not in (*_YES, *_NO):
            note_unusable(
                var,
                f"Set the environment variable {var}: what it says now is neither true nor false.",
            )
            return False
        answer: bool = super().bool(var, default=default)
        return answer

    def names(self, var: str) -> list[str]:
        """Return what stands between commas, without the blanks around it."""
        parts = (part.strip() for part in self.str(var, default="").split(","))
        return [part for part in parts if part]


env = _Env()

_DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
_NO_DATABASE = {"ENGINE": "django.db.backends.dummy", "NAME": ""}


def required(name: str, purpose: str) -> str:
    """Return the value of `name`, or stop with a sentence that names it and says what it is for.

    Raises UnusableSetting when the variable is unset or empty.
    """
    value = env.str(name, default="").strip()
    if not value:
        raise UnusableSetting(f"Set the environment variable {name}: {purpose}.")
    return value


def wanted(name: str, purpose: str, *, stand_in: str = "") -> str:
    """Return the value of `name`. Without one, `stand_in` and a note of what `required` says."""
    try:
        return required(name, purpose)
    except UnusableSetting as missing:
        note_unusable(name, str(missing))
        return stand_in


def database_url(default: str) -> dict[str, object]:
    """Return Django's description of the database that DATABASE_URL (or `default`) names.

    What names none, or one of a kind that the portal does not know, is noted.
    """
    described: dict[str, object] = {}
    try:
        with warnings.catch_warnings(action="ignore"):
            described = env.db_url("DATABASE_URL", default=default)
    except ValueError:
        pass
    if described.get("ENGINE") not in _DATABASES:
        # Neither its address nor what caused this is told: there may be a password in it.
        note_unusable(
            "DATABASE_URL",
            "Set the environment variable DATABASE_URL: what it says now is no address such as"
            " postgres://user:password@host/name or sqlite:///path/of/the/file.",
        )
        return dict(_NO_DATABASE)
    return described


def email_url(default: str) -> dict[str, object]:
    """Return Django's description of the mail server that EMAIL_URL (or `default`) names."""
    try:
        described: dict[str, object] = env.email_url("EMAIL_URL", default=default)
    except (ImproperlyConfigured, ValueError):
        note_unusable(
            "EMAIL_URL",
            "Set the environment variable EMAIL_URL: what it says now is no address such as"
            " smtp://host:25 or smtp+tls://user:password@host:587.",
        )
        return env.email_url_config(default)
    return described


def redis_url() -> str:
    """Return the address of the Redis that REDIS_URL names, "" when it is unset."""
    address: str = env.str("REDIS_URL", default="")
    if address and not address.startswith(("redis://", "rediss://", "unix://")):
        note_unusable(
            "REDIS_URL",
            "Set the environment variable REDIS_URL: what it says now is no address such as"
            " redis://host:6379/0.",
        )
        return ""
    return address
