"""A clock that a test moves, and what stands between the portal and its readers.

The cache does what RFC 9111 allows and no less: as long as an answer is fresh, nobody asks the
portal. A kind cache would hide what is wrong with the portal's headers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from django.test import Client


@dataclass
class Clock:
    """Stands still, except that each look at it takes `look`, as the work in a request does."""

    at: datetime
    look: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        """Return the time, which is what `timezone.now` does."""
        self.at += self.look
        return self.at


@dataclass(frozen=True)
class Answer:
    """What came, with how old it is."""

    text: str
    headers: dict[str, str]
    age: timedelta = timedelta(0)


Ask = Callable[[str], Answer]


def portal(visitor: Client) -> Ask:
    """Return a way to ask the portal itself."""

    def ask(path: str) -> Answer:
        response = visitor.get(path)
        assert response.status_code == 200
        return Answer(response.text, {name.lower(): told for name, told in response.items()})

    return ask


@dataclass
class HttpCache:
    """Keeps what it may. A shared one is the portal's or a proxy, else it is a browser's own."""

    behind: Ask
    clock: Clock
    is_shared: bool = True
    asked: int = 0
    _kept: dict[str, tuple[Answer, datetime]] = field(default_factory=dict)

    def __call__(self, path: str) -> Answer:
        """Answer as if the portal did, from what is kept as long as it is fresh."""
        if path in self._kept:
            answer, since = self._kept[path]
            age = answer.age + (self.clock.at - since)
            if age < self._lifetime(answer):
                return Answer(answer.text, answer.headers, age)
        # The time that the answer takes counts as age, so that it is older, never younger.
        since = self.clock.at
        answer = self.behind(path)
        self.asked += 1
        self._kept[path] = (answer, since)
        return answer

    def _lifetime(self, answer: Answer) -> timedelta:
        told = answer.headers.get("cache-control", "")
        if "no-store" in told or "no-cache" in told or (self.is_shared and "private" in told):
            return timedelta(0)
        for name in ("s-maxage", "max-age") if self.is_shared else ("max-age",):
            if found := re.search(rf"(?<![\w-]){name}=(\d+)", told):
                return timedelta(seconds=int(found[1]))
        if "expires" in answer.headers and "date" in answer.headers:
            made, ends = (parsedate_to_datetime(answer.headers[n]) for n in ("date", "expires"))
            return ends - made
        return timedelta(0)


@dataclass
class OpenPage:
    """A page that somebody has opened and leaves open: the browser does as `Refresh` says."""

    ask: Ask
    path: str
    clock: Clock
    text: str = ""
    reloads_at: datetime | None = None

    def __post_init__(self) -> None:
        """Open it."""
        self._load()

    def look(self) -> str:
        """Return what is on the screen now."""
        if self.reloads_at and self.clock.at >= self.reloads_at:
            self._load()
        return self.text

    def _load(self) -> None:
        answer = self.ask(self.path)
        wait = answer.headers.get("refresh")
        self.text = answer.text
        self.reloads_at = self.clock.at + timedelta(seconds=int(wait)) if wait else None
