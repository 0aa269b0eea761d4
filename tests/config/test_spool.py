"""What waits finds room while there is any, and gives it back."""

import resource
from collections.abc import Iterator

import pytest

from config.doorstep import spool
from config.doorstep.spool import NoRoom, Spool

PIECE = bytes(range(256)) * 256


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> Iterator[None]:
    before = (spool.disk.left, spool.memory.left)
    yield
    assert (spool.disk.left, spool.memory.left) == before


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file of this process may have a single byte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("pieces", [0, 1, 2, 5, 40])
def test_what_was_written_is_read(pieces: int) -> None:
    kept = Spool()
    for _ in range(pieces):
        kept.write(PIECE)
    assert kept.rewound().read() == PIECE * pieces
    assert kept.size == len(PIECE) * pieces
    kept.close()


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("pieces", [1, 2, 40])
def test_on_a_full_disk_memory_does(pieces: int) -> None:
    kept = Spool()
    for _ in range(pieces):
        kept.write(PIECE)
    assert kept.rewound().read() == PIECE * pieces
    kept.close()


def test_a_disk_that_fills_loses_nothing() -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = Spool()
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(PIECE) * 3 + 100, before[1]))
    try:
        for _ in range(6):
            kept.write(PIECE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert kept.rewound().read() == PIECE * 6
    kept.close()


def test_a_disk_that_is_used_up_is_like_a_full_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "disk", spool._Room(len(PIECE) * 3))
    monkeypatch.setattr(spool, "memory", spool._Room(len(PIECE) * 5))
    kept = Spool()
    for _ in range(5):
        kept.write(PIECE)
    with pytest.raises(NoRoom):
        kept.write(PIECE)
    kept.close()
    assert (spool.disk.left, spool.memory.left) == (len(PIECE) * 3, len(PIECE) * 5)
    monkeypatch.undo()
