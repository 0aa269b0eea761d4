"""How a line looks: as JSON for programs, as text for people. Both say the same."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from core.logs import asked
from core.logs.scrubbing import in_order, said_by, scrubbed

# What a line about an answered request tells besides (`extra` of the call), and nothing else.
OF_AN_ANSWER = ("method", "kind", "status", "duration_ms")
# `json.dumps` with an option makes itself a new one each time.
_JSON = json.JSONEncoder(ensure_ascii=False).encode


def told(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is said of `record`, in the order in which it is said."""
    line: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": scrubbed(record.getMessage()),
        "request_id": getattr(record, "request_id", "") or asked.request_id(),
        "route": getattr(record, "route", "") or asked.route(),
    }
    said = vars(record)
    line |= {name: said[name] for name in OF_AN_ANSWER if name in said}
    if record.exc_info and record.exc_info[1]:
        line["exception"] = traceback_of(record.exc_info[1])
    return {name: value for name, value in line.items() if value != ""}


def traceback_of(exception: BaseException) -> str:
    """Return where it was raised and by what, without the values of anything."""
    told: list[str] = []
    for each in in_order(exception):
        told += traceback.format_tb(each.__traceback__)
        kind = type(each)
        said = said_by(kind.__name__, str(each))
        told.append(f"{kind.__module__}.{kind.__qualname__}{': ' if said else ''}{said}\n")
    return "".join(told).rstrip()


class JsonLines(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return _JSON(told(record))


class TextLines(logging.Formatter):
    """One line, and the traceback below it."""

    def format(self, record: logging.LogRecord) -> str:
        line = told(record)
        below = line.pop("exception", "")
        begin = [line.pop(name) for name in ("time", "level", "logger")]
        said = line.pop("message")
        rest = " ".join(f"{name}={value}" for name, value in line.items())
        return "\n".join(filter(None, (f"{' '.join(begin)}: {said} {rest}".rstrip(), below)))
