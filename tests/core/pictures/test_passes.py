"""A JPEG is drawn in as many passes as programs make, and not in as many as a file can ask for."""

import io

import pytest

from core.pictures.passes import MOST_PASSES, passes_of, takes_too_long
from core.pictures.traces import PictureRefused, without_traces
from tests.core.pictures.endless import (
    EMPTY_REMARK,
    END,
    START,
    over_and_over,
    progressive,
    with_part,
)
from tests.core.pictures.telling import case

HONEST = {
    "grey": progressive("L"),
    "colour": progressive("RGB"),
    "print": progressive("CMYK"),
    "baseline": case("photo-with-gps.jpg"),
    # What cameras put into a part, or after the picture, is not drawn.
    "a small picture within": with_part(progressive(), 0xE1, START * 300),
    "a film behind": progressive() + START * 300,
}
ENDLESS = {
    "the last pass again and again": over_and_over(),
    "an end within a part": with_part(over_and_over(), 0xE1, END),
    # Decoders pass over it without asking how long it is.
    "a part without length": over_and_over()[:2] + b"\xff\x02\xff\xff" + over_and_over()[2:],
    "remarks without end": progressive()[:2] + EMPTY_REMARK * 5_000 + progressive()[2:],
    "no end": over_and_over()[:-2],
}


@pytest.mark.parametrize("name", HONEST)
def test_what_programs_make_is_drawn(name: str) -> None:
    assert 1 <= passes_of(HONEST[name]) <= MOST_PASSES
    assert without_traces(io.BytesIO(HONEST[name]))


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_refused_before_it_is_drawn(name: str) -> None:
    assert passes_of(ENDLESS[name]) > MOST_PASSES
    with pytest.raises(PictureRefused):
        without_traces(io.BytesIO(ENDLESS[name]))


def test_the_larger_the_picture_the_fewer_its_passes() -> None:
    assert not takes_too_long(10, 80_000_000)
    assert takes_too_long(11, 80_000_000)
    assert not takes_too_long(24, 20_000_000)
    assert takes_too_long(33, 1)


def test_counting_itself_has_an_end() -> None:
    """A part says that it is empty; fill bytes go on and on."""
    assert passes_of(b"\xff\xd8" + b"\xff\xfe\x00\x00" * 2_500_000) > MOST_PASSES
    assert passes_of(b"\xff\xd8" + b"\xff" * 5_000_000 + b"\x00") == 0
