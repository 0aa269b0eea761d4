"""Sessions of staff that end some hours after the log-in, and sooner when nobody uses them."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

_BEGAN, _USED = "began", "used"
# How exactly it is known when a session was used; each time it is told is one write.
_EXACT_S = 60


class SessionStore(DatabaseStore):
    """Django's own, in the database; a session that is over is as good as none."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds, nothing when its time is over."""
        held: dict[str, Any] = super().load()
        if SESSION_KEY in held and _is_over(held, time.time()):
            # As Django does with one that it does not find: a key that somebody knows is not kept.
            self._session_key = None
            return {}
        return held

    def save(self, must_create: bool = False) -> None:
        """Store, with the time of the log-in."""
        # What has not been read cannot have been logged in with.
        held = getattr(self, "_session_cache", {})
        if SESSION_KEY in held and _BEGAN not in held:
            held[_BEGAN] = held[_USED] = int(time.time())
        super().save(must_create=must_create)

    def cycle_key(self) -> None:
        """Get a new key, as at each log-in; from there its time begins anew."""
        self.pop(_BEGAN, None)
        super().cycle_key()

    def note_use(self) -> None:
        """Remember that somebody who has logged in uses it; at most one write a minute."""
        now = int(time.time())
        if SESSION_KEY in self and now - self.get(_USED, 0) >= _EXACT_S:
            self[_USED] = now

    @classmethod
    def get_model_class(cls) -> Any:
        """Return the model of Django's sessions."""
        return DatabaseStore.get_model_class()


def _is_over(held: dict[str, Any], now: float) -> bool:
    began, used = held.get(_BEGAN, 0), held.get(_USED, 0)
    too_long = now - began > settings.SESSION_MINUTES * 60
    return too_long or now - used > settings.SESSION_IDLE_MINUTES * 60
