"""Redis as a cache that may be away: then nothing is in it, nothing is kept, and nobody waits.

Nobody loses anything by that: what is kept can be made again, and says under which stamp it was
made, so a Redis that comes back with old values shows none of them.
"""

import logging
import pickle
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends import redis as django_redis
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as TookTooLong

from core.logs import failures

# A cache that answers later than this is none.
WAITS_SECONDS = 0.5
# For how long a process asks no more after Redis did not answer.
RESTS_SECONDS = 5.0
# Kept by another version of the portal, or damaged.
_UNREADABLE = (
    pickle.UnpicklingError,
    AttributeError,
    ImportError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
)
logger = logging.getLogger(__name__)


class _Breaker:
    """Whether this process asks its Redis just now. Threads share it, each with its own cache."""

    def __init__(self) -> None:
        self._rests_until = 0.0

    def ask(self, question: Callable[[], Any], otherwise: Any) -> Any:
        """Return the answer, or `otherwise` when there is none."""
        if self.is_open:
            return otherwise
        try:
            return question()
        except (NotConnected, TookTooLong) as error:
            self._rests_until = time.monotonic() + RESTS_SECONDS
            logger.warning("Redis is away, and not asked for %s s: %s", RESTS_SECONDS, error)
            failures.tell("cache")
        except RedisError as error:
            # It is full, or loads what it had.
            logger.warning("Redis refuses: %s", error)
            failures.tell("cache")
        except _UNREADABLE as error:
            logger.warning("Redis has what cannot be read: %s", type(error).__name__)
        return otherwise

    @property
    def is_open(self) -> bool:
        """Whether it is not asked just now."""
        return time.monotonic() < self._rests_until

    def try_again(self) -> None:
        """Ask the next time."""
        self._rests_until = 0.0


breaker = _Breaker()


def _asks(name: str, otherwise: Any) -> Callable[..., Any]:
    asked = getattr(django_redis.RedisCacheClient, name)

    def ask(self: Any, *args: Any, **kwargs: Any) -> Any:
        return breaker.ask(lambda: asked(self, *args, **kwargs), otherwise)

    return ask


class _Client(django_redis.RedisCacheClient):
    add = _asks("add", otherwise=True)
    set = _asks("set", otherwise=None)
    touch = _asks("touch", otherwise=False)
    delete = _asks("delete", otherwise=False)
    get_many = _asks("get_many", otherwise={})
    has_key = _asks("has_key", otherwise=False)
    set_many = _asks("set_many", otherwise=None)
    delete_many = _asks("delete_many", otherwise=None)
    clear = _asks("clear", otherwise=False)

    def get(self, key: Any, default: Any) -> Any:
        return breaker.ask(lambda: super(_Client, self).get(key, default), default)


class RedisCache(django_redis.RedisCache):
    """Django's, with an end to waiting. Takes the same options, in the address too."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        waits = {"socket_timeout": WAITS_SECONDS, "socket_connect_timeout": WAITS_SECONDS}
        super().__init__(server, {**params, "OPTIONS": {**waits, **params.get("OPTIONS", {})}})
        self._class = _Client
