"""Who sends too slowly is not waited for; everybody else is."""

import asyncio

import pytest

from config.doorstep import bodies
from config.doorstep.bodies import LONGEST_S, WINDOW_S, GivenUp, Gone, Message, Pace, read_body
from tests.config.loops import run


@pytest.mark.parametrize(
    ("bytes_per_s", "given_up_after"),
    [(0, 20), (1, 20), (1000, 20), (1024, 300), (200_000, 300)],
)
def test_who_is_slower_than_a_kilobyte_a_second_is_given_up_after_20_seconds(
    bytes_per_s: int, given_up_after: int
) -> None:
    pace, second = Pace(1000.0), 0
    while pace.seconds_left(1000.0 + second) > 0:
        pace.came(bytes_per_s)
        second += 1
    assert second == given_up_after


def test_much_at_first_buys_no_time() -> None:
    pace = Pace(0.0)
    pace.came(10_000_000)
    assert pace.seconds_left(WINDOW_S) == WINDOW_S
    assert pace.seconds_left(2 * WINDOW_S) <= 0


def test_who_comes_to_an_end_has_the_time_that_was_said_first() -> None:
    pace = Pace(0.0)
    pace.ends_by(5.0)
    pace.ends_by(9.0)
    assert pace.seconds_left(1.0) == 4.0
    assert LONGEST_S == 300.0


class Sender:
    """Sends one piece every `pause_s`, then nothing more, or hangs up."""

    def __init__(self, *pieces: bytes, pause_s: float = 0.0, ends: bool = True) -> None:
        self.pieces, self.pause_s, self.ends = list(pieces), pause_s, ends

    async def receive(self) -> Message:
        await asyncio.sleep(self.pause_s)
        if not self.pieces:
            if self.ends:
                return {"type": "http.disconnect"}
            await asyncio.sleep(60)
        piece = self.pieces.pop(0)
        more = bool(self.pieces) or not self.ends
        return {"type": "http.request", "body": piece, "more_body": more}


def read(sender: Sender) -> bytes:
    async def reading() -> bytes:
        body = await read_body(sender.receive)
        try:
            return body.rewound().read()
        finally:
            body.close()

    return run(reading())


def test_a_body_is_read_whole() -> None:
    assert read(Sender(b"a" * 100_000, b"b", b"")) == b"a" * 100_000 + b"b"
    assert read(Sender(b"")) == b""


def test_a_window_that_ends_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "WINDOW_S", 0.05)
    assert read(Sender(b"a" * 60, b"b" * 200, b"c" * 200, pause_s=0.04)) == (
        b"a" * 60 + b"b" * 200 + b"c" * 200
    )


def test_who_falls_silent_is_given_up_with_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "WINDOW_S", 0.2)
    with pytest.raises(GivenUp) as given_up:
        read(Sender(b"a", ends=False))
    assert given_up.value.status == 408


def test_who_takes_too_long_in_all_is_given_up_with_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LONGEST_S", 0.3)
    with pytest.raises(GivenUp) as given_up:
        read(Sender(*[b"a" * 10_000] * 20, pause_s=0.05))
    assert given_up.value.status == 408


def test_when_the_portal_stops_who_still_sends_hears_503(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "is_stopping", lambda: True)
    monkeypatch.setattr(bodies, "STOPS_WITHIN_S", 0.2)
    monkeypatch.setattr(bodies, "_LOOKS_UP_S", 0.05)
    with pytest.raises(GivenUp) as given_up:
        read(Sender(b"a", ends=False))
    assert given_up.value.status == 503


def test_who_hangs_up_is_gone() -> None:
    async def hung_up() -> Message:
        return {"type": "http.disconnect"}

    with pytest.raises(Gone):
        run(read_body(hung_up))
