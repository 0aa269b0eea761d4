"""Reads settings from the environment, and says clearly what is missing."""

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def required(name: str, purpose: str) -> str:
    """Return the value of `name`, or stop with a sentence that names it and says what it is for.

    Raises ImproperlyConfigured when the variable is unset or empty.
    """
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {purpose}.")
    return value
