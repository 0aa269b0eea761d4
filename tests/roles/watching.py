"""Asks for addresses as somebody, and tells what was answered and which tables were written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.test import Client

from tests.core.routing.restricting import body

_WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)


@dataclass
class Answered:
    """What came of asking once."""

    status: int
    body: str
    written: set[str] = field(default_factory=set)


class Asker:
    """A browser whose asking leaves nothing behind: not in the database, not in its cookies."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._cookies = deepcopy(client.cookies)
        # A fault is what is looked for, so it is an answer too.
        client.raise_request_exception = False

    def ask(self, method: str, path: str) -> Answered:
        """Send a GET, or a POST with nothing in it, and undo what it has done."""
        with transaction.atomic(), _watched() as written:
            response = getattr(self._client, method)(path)
            told = Answered(response.status_code, f"{response.headers} {body(response)}", written)
            transaction.set_rollback(True)
        self._client.cookies = deepcopy(self._cookies)
        return told


@contextmanager
def _watched() -> Iterator[set[str]]:
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        found_nothing = sql.startswith("DELETE") and context["cursor"].rowcount == 0
        if (found := _WRITES.match(sql)) and not found_nothing:
            written.add(found[1])
        return done

    with connection.execute_wrapper(watch):
        yield written
