"""A real Redis of a test's own, to stop, freeze, fill, empty and set back."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as NotConnected
from redis.retry import Retry

from tests.browser.server import free_port


class RedisServer:
    """A Redis on this machine that keeps its values in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def client(self) -> Redis:
        """Somebody who looks into it, and waits until it is there."""
        patient = Retry(ConstantBackoff(0.05), 400, supported_errors=(NotConnected,))
        return Redis.from_url(self.address, retry=patient)

    def start(self) -> None:
        """Start it with what it saved last."""
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--dir", str(self.folder), "--logfile", str(self.folder / "redis.log")]
        self._process = subprocess.Popen(command)
        self.client.ping()

    def stop(self) -> None:
        """End it at once; it may be frozen."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Take connections, and answer nothing."""
        self._tell(signal.SIGSTOP)

    def thaw(self) -> None:
        """Answer again."""
        self._tell(signal.SIGCONT)

    def fill(self) -> None:
        """Have no room for anything more."""
        self.client.config_set("maxmemory", "1")

    def make_room(self) -> None:
        """Take things again."""
        self.client.config_set("maxmemory", "0")

    def empty(self) -> None:
        """Forget all."""
        self.client.flushall()

    def copy(self) -> None:
        """Save what it has now, for `set_back`."""
        self.client.save()
        shutil.copyfile(self.folder / "dump.rdb", self.folder / "copy.rdb")

    def set_back(self) -> None:
        """Come back with what it had when it was copied."""
        self.stop()
        shutil.copyfile(self.folder / "copy.rdb", self.folder / "dump.rdb")
        self.start()

    def _tell(self, what: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(what)


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A started Redis."""
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()
