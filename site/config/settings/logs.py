"""What is logged, how it looks, and who may read the figures."""

from typing import Any

from config.env import env, note_unusable

_FORMATS = {"json": "core.logs.formats.JsonLines", "text": "core.logs.formats.TextLines"}
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# Whatever listens to these hears no path and no host that somebody has asked for.
_OF_REQUESTS = ("django.request", "django.security.csrf", "django.security.DisallowedHost")

# At DEBUG they tell what they carry: names of files, signatures, what a picture says of its maker.
_CARRIERS = ("PIL", "boto3", "botocore", "s3transfer", "urllib3")

# Without it `/metrics` is unknown to everybody, and nothing is counted.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="").strip()


def logging_as(default_format: str, default_level: str) -> dict[str, Any]:
    """Return Django's LOGGING by LOG_FORMAT and LOG_LEVEL: one line for each thing, to stderr."""
    form = _one_of("LOG_FORMAT", tuple(_FORMATS), default_format, str.lower)
    level = _one_of("LOG_LEVEL", _LEVELS, default_level, str.upper)
    quiet, only_faults = {"filters": ["refusals"]}, {"level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": _FORMATS[form]}},
        "filters": {"refusals": {"()": "core.logs.refusals.QuietRefusals"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines", **quiet}},
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would mail errors with what was sent.
        "loggers": {"django": {"handlers": [], "level": level}}
        # Lines for each page that is made, changed or indexed; the portal's own log has them.
        | dict.fromkeys(("django_tasks", "wagtail", *_CARRIERS), only_faults)
        | dict.fromkeys(_OF_REQUESTS, quiet),
    }


def _one_of(variable: str, known: tuple[str, ...], default: str, written: Any) -> str:
    said = written(env.str(variable, default=default).strip())
    if said in known:
        return str(said)
    note_unusable(
        variable, f"Set the environment variable {variable} to one of {', '.join(known)}."
    )
    return default


LOGGING = logging_as("text", "WARNING")
