"""Something between the portal and what it stands on that can fall silent, as a network does."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Between:
    """Passes on what it hears; while it is silent it takes connections, and says nothing."""

    def __init__(self, behind: tuple[str, int] | None) -> None:
        self._behind = behind
        self._speaks = threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._held: list[socket.socket] = [self._door]
        self.port: int = self._door.getsockname()[1]
        if behind:
            self._speaks.set()
        threading.Thread(target=self._take, daemon=True).start()

    def fall_silent(self) -> None:
        """Say nothing more to anybody."""
        self._speaks.clear()

    def speak(self) -> None:
        """Go on with everything, where it was."""
        self._speaks.set()

    def close(self) -> None:
        """End all."""
        self._speaks.set()
        for each in self._held:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _take(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                came, _address = self._door.accept()
                self._held.append(came)
                threading.Thread(target=self._join, args=(came,), daemon=True).start()

    def _join(self, came: socket.socket) -> None:
        self._speaks.wait()
        if self._behind is None:
            return
        with contextlib.suppress(OSError):
            beyond = socket.create_connection(self._behind)
            self._held.append(beyond)
            threading.Thread(target=self._pass, args=(came, beyond), daemon=True).start()
            self._pass(beyond, came)

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65_536):
                self._speaks.wait()
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)


@contextmanager
def between(behind: tuple[str, int] | None = None) -> Iterator[Between]:
    """Stand between for as long as the context lasts; before nobody it is silent from the start."""
    made = Between(behind)
    try:
        yield made
    finally:
        made.close()
