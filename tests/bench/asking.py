"""What one process spends on a page: `python -m tests.bench.asking` with addresses as JSON.

Asks `config.wsgi`, as the server does, in turn for each address, so that whatever else the machine
does slows all. Only the time of this process's own processor counts. Prints what it found as JSON.
"""

import importlib
import io
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any
from urllib.parse import urlsplit

WARM_UPS, TIMES = 5, 60
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def main() -> None:
    """Ask for each address that stands in standard input."""
    addresses: dict[str, str] = json.load(sys.stdin)
    application = importlib.import_module("config.wsgi").application
    for address in addresses.values():
        for _ in range(WARM_UPS):
            ask(application, address)
    counted = {what: _counts(application, address) for what, address in addresses.items()}
    took: dict[str, list[float]] = {what: [] for what in addresses}
    for _ in range(TIMES):
        for what, address in addresses.items():
            started = time.process_time()
            ask(application, address)
            took[what].append((time.process_time() - started) * 1000)
    told = {what: {"ms": median(took[what]), **counted[what]} for what in addresses}
    sys.stdout.write(json.dumps(told))


def ask(application: Application, address: str) -> bytes:
    """Return the body that the application answers with; RuntimeError if it is no page."""
    parts = urlsplit(address)
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": os.environ.get("PORT", "8000"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": f"127.0.0.1:{os.environ.get('PORT', '8000')}",
        "HTTP_ACCEPT": "text/html",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    statuses: list[str] = []
    answer = application(environ, lambda status, _headers, *_: statuses.append(status))
    body = b"".join(answer)
    answer.close()
    if not statuses[0].startswith("200"):
        raise RuntimeError(f"{address} answered {statuses[0]}")
    return body


def _counts(application: Application, address: str) -> dict[str, int]:
    """Count what one more request asks of the database and of the cache."""
    from django.core.cache import caches  # noqa: PLC0415 - settings are chosen by now
    from django.db import connection  # noqa: PLC0415

    from core.freshness import present  # noqa: PLC0415

    counts: Counter[str] = Counter()

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if "publicchange" in sql:
            counts["stamps"] += 1
        elif "viewrestriction" not in sql:
            counts["queries"] += 1
        return execute(sql, *rest)

    present.forget()
    with connection.execute_wrapper(note), _noted(type(caches["default"]), counts):
        size = len(ask(application, address))
    return {
        "queries": counts["queries"],
        "cache": counts["cache"],
        "stamps": counts["stamps"],
        "bytes": size,
    }


@contextmanager
def _noted(backend: Any, counts: Counter[str]) -> Iterator[None]:
    names = ("get", "get_many", "set", "add")
    own = {name: getattr(backend, name) for name in names}

    def noting(name: str) -> Callable[..., Any]:
        def asked(self: Any, *args: Any, **kwargs: Any) -> Any:
            counts["cache"] += 1
            return own[name](self, *args, **kwargs)

        return asked

    for name in names:
        setattr(backend, name, noting(name))
    try:
        yield
    finally:
        for name in names:
            setattr(backend, name, own[name])


if __name__ == "__main__":
    main()
