"""Drawing takes little more memory than the picture itself, and one is drawn at a time."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from PIL import Image

from core.pictures.traces import without_traces
from tests.core.pictures.telling import FORMATS, telling


def pictures_made(content: bytes) -> int:
    """How many pictures Pillow has room for while this one is drawn."""
    Image.core.reset_stats()
    without_traces(io.BytesIO(content))
    stats: dict[str, int] = Image.core.get_stats()
    return stats["new_count"]


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_picture_that_stands_upright_is_held_once(mode: str) -> None:
    assert pictures_made(telling("PNG", mode=mode, orientation=1)) == 1


def test_a_picture_that_lies_is_held_twice_while_it_is_turned() -> None:
    assert pictures_made(telling("PNG", mode="RGBA", orientation=6)) == 2


@pytest.mark.parametrize("saved_as", [name for name in FORMATS if name != "JPEG"])
def test_what_moves_stands_still(saved_as: str) -> None:
    film = io.BytesIO()
    first, second = Image.new("RGB", (40, 30), "navy"), Image.new("RGB", (40, 30), "red")
    first.save(film, saved_as, save_all=True, append_images=[second])
    assert Image.open(film).n_frames == 2  # type: ignore[attr-defined]
    still: Any = Image.open(io.BytesIO(without_traces(film)))
    assert getattr(still, "n_frames", 1) == 1
    assert still.convert("RGB").getpixel((5, 5))[0] < 60


class MeetsAnother(io.BytesIO):
    """A file that waits, once it is drawn, for another that is drawn as well."""

    def __init__(self, content: bytes, meeting: Barrier) -> None:
        super().__init__(content)
        self.meeting, self.have_met = meeting, False

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 40_000 and not self.meeting.broken:
            try:
                self.meeting.wait(2)
                self.have_met = True
            except BrokenBarrierError:
                pass
        return super().read(size)


def test_one_picture_is_drawn_at_a_time() -> None:
    noise = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(noise, "PNG")
    meeting = Barrier(2)
    files = [MeetsAnother(noise.getvalue(), meeting) for _one in range(2)]
    with ThreadPoolExecutor() as both:
        assert all(both.map(without_traces, files))
    assert meeting.broken, "Nobody was drawn."
    assert not any(file.have_met for file in files)
