"""A portal in a process of its own: asks it what standard input says, prints what it answers.

Run as `python -m tests.core.asking`. Standard input holds a JSON list of steps, in order:

    {"ask": "/platser/", "method": "GET", "data": {}, "headers": {}, "host": "…", "secure": false}
    {"lock": "file"}     another connection holds the write lock of this SQLite database
    {"unlock": "file"}   … and lets it go
    {"break": "file"}    the file is overwritten with something that is no database
    {"fill": "disk"}     no file has room for another byte

Standard output holds a JSON list with status, headers and text of each answer. The whole way from
WSGI to the database is real; only the network is left out.
"""

import json
import resource
import sqlite3
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.test import RequestFactory

Answer = dict[str, Any]


def ask(application: Any, step: dict[str, Any]) -> Answer:
    """Return what the portal answers to one request."""
    factory = RequestFactory(SERVER_NAME=step.get("host", "testserver"))
    request = factory.generic(
        step.get("method", "GET"),
        step["ask"],
        data=urlencode(step.get("data", {}), doseq=True),
        content_type="application/x-www-form-urlencoded",
        secure=step.get("secure", False),
        headers=step.get("headers", {}),
    )
    told: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        told["status"] = int(status.split()[0])
        told["headers"] = {name.lower(): value for name, value in headers}
        told["cookies"] = [value for name, value in headers if name.lower() == "set-cookie"]

    body = application(request.environ, start_response)
    text = b"".join(body).decode(errors="replace")
    body.close()
    return {**told, "text": text}


def main() -> None:
    """Do every step."""
    # Setting up Django happens on import, and takes the settings from the environment.
    from config.wsgi import application  # noqa: PLC0415

    answers: list[Answer] = []
    holders: dict[str, sqlite3.Connection] = {}
    for step in json.load(sys.stdin):
        if "ask" in step:
            answers.append(ask(application, step))
        elif "lock" in step:
            holder = sqlite3.connect(step["lock"], isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            holders[step["lock"]] = holder
        elif "unlock" in step:
            holders.pop(step["unlock"]).close()
        elif "break" in step:
            for path in Path(step["break"]).parent.glob(f"{Path(step['break']).name}*"):
                path.unlink()
            Path(step["break"]).write_bytes(b"no database at all\n" * 500)
        elif "fill" in step:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
