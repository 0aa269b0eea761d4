"""Reads settings from the environment, and says clearly what is missing."""

import warnings
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping

_YES = ("true", "on", "ok", "y", "yes", "1")
_NO = ("false", "off", "n", "no", "0", "")


class UnusableSetting(ImproperlyConfigured):
    """The environment does not say enough to start with. Its text says which variable to set."""


class _FromFilesToo(FileAwareMapping):
    """The environment, where NAME_FILE may name a file that holds NAME, as for mounted secrets."""

    def __getitem__(self, key: str) -> str:
        try:
            # A file ends with a line break, which belongs to no secret.
            value: str = super().__getitem__(key).strip()
        except (OSError, UnicodeDecodeError):
            raise UnusableSetting(
                f"Set the environment variable {key}_FILE: the file that it names cannot be read."
            ) from None
        return value


class _Env(environ.Env):
    """Tells what is no number or no yes or no, instead of stopping or taking it for a no."""

    ENVIRON = _FromFilesToo()

    def int(self, var: str, default: Any = environ.Env.NOTSET) -> int:
        """Return a whole number; raises UnusableSetting when it is none."""
        try:
            number: int = super().int(var, default=default)
        except ValueError:
            raise UnusableSetting(
                f"Set the environment variable {var}: what it says now is no whole number."
            ) from None
        return number

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> bool:
        """Return a yes or no; raises UnusableSetting when it is neither."""
        said = self.ENVIRON.get(var)
        if said is not None and said.strip().lower() not in (*_YES, *_NO):
            raise UnusableSetting(
                f"Set the environment variable {var}: what it says now is neither true nor false."
            )
        answer: bool = super().bool(var, default=default)
        return answer


env = _Env()

_DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


def required(name: str, purpose: str) -> str:
    """Return the value of `name`, or stop with a sentence that names it and says what it is for.

    Raises UnusableSetting when the variable is unset or empty.
    """
    value = env.str(name, default="").strip()
    if not value:
        raise UnusableSetting(f"Set the environment variable {name}: {purpose}.")
    return value


def database_url(default: str) -> dict[str, object]:
    """Return Django's description of the database that DATABASE_URL (or `default`) names.

    Raises UnusableSetting when it names none, or one of a kind that the portal does not know.
    """
    described: dict[str, object] = {}
    try:
        with warnings.catch_warnings(action="ignore"):
            described = env.db_url("DATABASE_URL", default=default)
    except ValueError:
        pass
    if described.get("ENGINE") not in _DATABASES:
        # Neither its address nor what caused this is told: there may be a password in it.
        raise UnusableSetting(
            "Set the environment variable DATABASE_URL: what it says now is no address such as "
            "postgres://user:password@host/name or sqlite:///path/of/the/file."
        ) from None
    return described


def email_url(default: str) -> dict[str, object]:
    """Return Django's description of the mail server that EMAIL_URL (or `default`) names.

    Raises UnusableSetting when it names none.
    """
    try:
        described: dict[str, object] = env.email_url("EMAIL_URL", default=default)
    except (ImproperlyConfigured, ValueError):
        raise UnusableSetting(
            "Set the environment variable EMAIL_URL: what it says now is no address such as "
            "smtp://host:25 or smtp+tls://user:password@host:587."
        ) from None
    return described


def redis_url() -> str:
    """Return the address of the Redis that REDIS_URL names, "" when it is unset.

    Raises UnusableSetting when it is no such address.
    """
    address: str = env.str("REDIS_URL", default="")
    if address and not address.startswith(("redis://", "rediss://", "unix://")):
        raise UnusableSetting(
            "Set the environment variable REDIS_URL: what it says now is no address such as "
            "redis://host:6379/0."
        )
    return address
