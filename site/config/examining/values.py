"""Whether numbers are within what they are for, and keys are hard to guess."""

import re

from django.core.checks import CheckMessage, Error, Warning

from config.examining.given import Given
from core.times.days import STOCKHOLM

# What is asked for at least, and at most.
_RANGES = {
    "TRUSTED_PROXY_COUNT": (0, 10),
    "PASSWORD_LENGTH": (8, 128),
    "SESSION_MINUTES": (5, 60 * 24 * 30),
    "SESSION_IDLE_MINUTES": (1, 60 * 24 * 30),
    "ACCESS_LOG_DAYS": (1, 3650),
    "WAITING_FILES_MOST_MB": (0, 10_000_000),
    "WAITING_FILES_MOST_MB_OF_SENDER": (0, 10_000_000),
    "EMAIL_TIMEOUT": (1, 600),
    "DATABASE_STATEMENT_SECONDS": (0, 600),
    "PAGE_CACHE_MB": (0, 65_536),
}
_SHORTEST_KEY = 32
_FEWEST_LETTERS = 10
# What Django and examples write where a key belongs.
_PLACEHOLDER = re.compile(r"django-insecure-|change.?(me|this)|replace.?(me|this)|byt.?ut", re.I)


def values_are_sensible(settings: Given) -> list[CheckMessage]:
    """Check the numbers, and that days begin when they do in Sweden."""
    found: list[CheckMessage] = []
    for name, (least, most) in _RANGES.items():
        if not least <= getattr(settings, name) <= most:
            hint = f"It may be from {least} to {most}."
            found.append(Error(f"{name} is out of range.", hint=hint, id="portal.E401"))
    if STOCKHOLM.key != settings.TIME_ZONE or not settings.USE_TZ:
        hint = f"Dates, reminders and retention are counted in {STOCKHOLM.key}."
        found.append(Error("TIME_ZONE is not Sweden's.", hint=hint, id="portal.E402"))
    return found


def keys_are_hard_to_guess(settings: Given) -> list[CheckMessage]:
    """Check the keys that a public portal makes links and sessions with."""
    now = {"SECRET_KEY": settings.SECRET_KEY}
    now |= {name: keys[0] for name, keys in settings.PURPOSE_KEYS.items() if keys}
    if settings.METRICS_TOKEN:
        now["METRICS_TOKEN"] = settings.METRICS_TOKEN
    hint = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one."
    found: list[CheckMessage] = [
        Error(f"{name} is too short or too simple.", hint=hint, id="portal.E403")
        for name, key in now.items()
        if len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_LETTERS
    ]
    found += [
        Error(f"{name} is one of an example, which everybody knows.", hint=hint, id="portal.E405")
        for name, key in now.items()
        if _PLACEHOLDER.match(key)
    ]
    if len(set(now.values())) < len(now):
        said = "Two keys are the same, so that changing one for its use is no longer possible."
        found.append(Warning(said, hint=hint, id="portal.W404"))
    return found
