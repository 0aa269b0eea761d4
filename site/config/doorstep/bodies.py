"""Reading the body of a request without a thread, and giving up on who sends too slowly."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from config.doorstep.spool import BODIES, NoRoom, Spool
from config.doorstep.stopping import is_stopping

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

# A telephone at the edge of its network sends ten times as much.
SLOWEST_BYTES_PER_S = 1024
# So long the pace is measured before it counts, again and again.
WINDOW_S = 20.0
LONGEST_S = 300.0
# So long whoever is nearly done may go on when the portal stops.
STOPS_WITHIN_S = 4.0
_LOOKS_UP_S = 1.0


class GivenUp(Exception):
    """The body will not be read to its end; `status` is what the sender is told."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Gone(Exception):
    """The sender has hung up."""


class Pace:
    """How fast somebody sends, and when to give up if nothing changes."""

    def __init__(self, now: float) -> None:
        self._ends = now + LONGEST_S
        self._window_ends = now + WINDOW_S
        self._in_window = 0
        self._is_cut = False

    def seconds_left(self, now: float) -> float:
        """Return for how long to wait for the next bytes; 0 or less when that is over."""
        if now >= self._window_ends and self._in_window >= WINDOW_S * SLOWEST_BYTES_PER_S:
            # Whole windows, so that nobody gains by sending much at first.
            self._window_ends, self._in_window = now + WINDOW_S, 0
        return min(self._ends, self._window_ends) - now

    def ends_by(self, moment: float) -> None:
        """Give up at `moment` at the latest, if no earlier one was said."""
        if not self._is_cut:
            self._ends, self._is_cut = min(self._ends, moment), True

    def came(self, count: int) -> None:
        """Count what has arrived."""
        self._in_window += count


async def read_body(receive: Receive) -> Spool:
    """Return the whole body. Raises Gone, and GivenUp when it comes too slowly or finds no room."""
    body = Spool(BODIES)
    try:
        await _fill(body, receive)
    except NoRoom:
        body.close()
        raise GivenUp(503) from None
    except BaseException:
        body.close()
        raise
    return body


async def _fill(body: Spool, receive: Receive) -> None:
    clock = asyncio.get_running_loop().time
    pace, more = Pace(clock()), True
    while more:
        message = await _next_message(receive, pace, clock)
        if message["type"] == "http.disconnect":
            raise Gone
        data, more = message.get("body", b""), message.get("more_body", False)
        pace.came(len(data))
        body.write(data)


async def _next_message(receive: Receive, pace: Pace, clock: Callable[[], float]) -> Message:
    """Wait as long as the pace allows; a window that ends well interrupts nothing."""
    coming = asyncio.ensure_future(receive())
    try:
        while (left := pace.seconds_left(clock())) > 0:
            await asyncio.wait({coming}, timeout=min(left, _LOOKS_UP_S))
            if coming.done():
                return coming.result()
            if is_stopping():
                pace.ends_by(clock() + STOPS_WITHIN_S)
        raise GivenUp(503 if is_stopping() else 408)
    finally:
        coming.cancel()
