"""Whether the portal has been told to stop: one byte that a server shares with its processes."""

import mmap
import signal
from types import FrameType

_told = mmap.mmap(-1, 1)


def tell_everybody_on(number: signal.Signals) -> None:
    """Set the byte when this process gets the signal, then do what was done before."""
    before = signal.getsignal(number)

    def handle(received: int, frame: FrameType | None) -> None:
        _told[0] = 1
        if callable(before):
            before(received, frame)

    signal.signal(number, handle)


def is_stopping() -> bool:
    """Whether whoever still sends should come to an end."""
    return _told[0] == 1
