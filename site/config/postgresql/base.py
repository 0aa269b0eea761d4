"""The database engine: what Django's does, but nobody waits for who has fallen silent."""

from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.errors import ConnectionTimeout

from config.postgresql import patience
from config.postgresql.silence import SUSPICIOUS_AFTER_S, Silent, silence

# The least that PostgreSQL's client takes.
_ANSWERS_WITHIN_S = 2


class TookTooLong(psycopg.OperationalError):
    """This request has waited for the database as long as it may."""


class _Connection(psycopg.Connection[Any]):
    """A connection that gives up by itself."""

    how: dict[str, Any]

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        """Wait for the server as psycopg does: ten times a second it hands back control."""
        if not patience.is_counting():
            return super().wait(gen, *args, **kwargs)
        silence.refuse()
        try:
            return super().wait(self._counted(gen), *args, **kwargs)
        except (Silent, TookTooLong):
            # Nobody can know what its next answer would belong to.
            self.close()
            raise

    def _counted(self, gen: Any) -> Generator[Any, Any, Any]:
        since, silent_for, ready = patience.now(), 0.0, None
        while True:
            try:
                ready = yield gen.send(ready)
            except StopIteration as done:
                return done.value
            now = patience.now()
            waited, since = now - since, now
            silent_for = 0.0 if ready else silent_for + waited
            if silent_for >= SUSPICIOUS_AFTER_S:
                silence.suspect(lambda: answers(self.how))
                silence.refuse()
            if not ready and not patience.spend(waited):
                raise TookTooLong("The database took too long for this request")


class _Asking(psycopg.Connection[Any]):
    """A connection that only looks whether there is somebody."""

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        """Wait briefly."""
        return super().wait(gen, timeout=_ANSWERS_WITHIN_S)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with connections that give up."""

    # psycopg as Django uses it, but for the connections that it makes.
    Database = SimpleNamespace(**{**vars(psycopg), "connect": _Connection.connect})

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, unless it is known to be in vain."""
        if not patience.is_counting():
            return super().get_new_connection(conn_params)
        silence.refuse()
        began = patience.now()
        try:
            made = super().get_new_connection(conn_params)
        except ConnectionTimeout:
            silence.found(lambda: answers(conn_params))
            raise
        patience.spend(patience.now() - began)
        made.how = conn_params
        return made


def answers(how: dict[str, Any]) -> bool:
    """Whether somebody who connects anew gets an answer; a refusal is one."""
    try:
        asking = _Asking.connect(**{**how, "connect_timeout": _ANSWERS_WITHIN_S})
    except ConnectionTimeout:
        return False
    except psycopg.Error:
        return True
    try:
        # What stands between may take connections by itself.
        asking.execute("SELECT 1")
    except psycopg.Error as failure:
        return failure.sqlstate is not None
    finally:
        asking.close()
    return True
