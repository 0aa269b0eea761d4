"""What waits finds room while there is any, and gives it back."""

import resource
from collections.abc import Iterator

import pytest

from config.doorstep.spool import ANSWERS, BODIES, NoRoom, Room, Rooms, Spool

PIECE = bytes(range(256)) * 256


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> Iterator[None]:
    before = (BODIES.disk.left, BODIES.memory.left)
    yield
    assert (BODIES.disk.left, BODIES.memory.left) == before


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file of this process may have a single byte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("pieces", [0, 1, 2, 5, 40])
def test_what_was_written_is_read(pieces: int) -> None:
    kept = Spool(BODIES)
    for _ in range(pieces):
        kept.write(PIECE)
    assert kept.rewound().read() == PIECE * pieces
    assert kept.size == len(PIECE) * pieces
    kept.close()


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("pieces", [1, 2, 40])
def test_on_a_full_disk_memory_does(pieces: int) -> None:
    kept = Spool(BODIES)
    for _ in range(pieces):
        kept.write(PIECE)
    assert kept.rewound().read() == PIECE * pieces
    kept.close()


def test_a_disk_that_fills_loses_nothing() -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = Spool(BODIES)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(PIECE) * 3 + 100, before[1]))
    try:
        for _ in range(6):
            kept.write(PIECE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert kept.rewound().read() == PIECE * 6
    kept.close()


def test_a_disk_that_is_used_up_is_like_a_full_one() -> None:
    rooms = Rooms(Room(len(PIECE) * 3), Room(len(PIECE) * 5))
    kept = Spool(rooms)
    for _ in range(5):
        kept.write(PIECE)
    with pytest.raises(NoRoom):
        kept.write(PIECE)
    kept.close()
    assert (rooms.disk.left, rooms.memory.left) == (len(PIECE) * 3, len(PIECE) * 5)


def test_bodies_that_fill_their_room_leave_that_of_answers() -> None:
    assert BODIES.disk is not ANSWERS.disk
    assert BODIES.memory is not ANSWERS.memory
