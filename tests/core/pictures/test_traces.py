"""A picture is drawn again from its pixels: upright, in its colours, and without another word."""

import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.pictures.traces import PictureRefused, PictureTooLarge, without_traces
from tests.core.pictures.telling import FORMATS, case, profile, telling, told_by


def drawn(content: bytes) -> tuple[bytes, Any]:
    again = without_traces(io.BytesIO(content))
    return again, Image.open(io.BytesIO(again))


@pytest.mark.parametrize("saved_as", FORMATS)
def test_nothing_is_told_but_the_colour_profile(saved_as: str) -> None:
    before = telling(saved_as)
    assert told_by(before)
    again, picture = drawn(before)
    assert told_by(again) == []
    assert not picture.getexif()
    assert picture.format == saved_as
    if saved_as != "GIF":
        assert picture.info["icc_profile"] == profile()
        assert picture.size == (40, 60), "It was to be shown standing."


def test_a_photograph_from_a_telephone_stands_upright_and_tells_nothing() -> None:
    again, picture = drawn(case("photo-with-gps.jpg"))
    assert told_by(again) == []
    assert picture.size == (700, 1000)
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photograph_is_compressed_as_it_was() -> None:
    """Drawn again and again it stays as large, and as good."""
    once = without_traces(io.BytesIO(case("photo-with-gps.jpg")))
    twice = without_traces(io.BytesIO(once))
    assert abs(len(twice) - len(once)) < len(once) / 50


def test_sixteen_bits_of_grey_become_eight() -> None:
    _again, picture = drawn(case("grey-16-bit.png"))
    assert picture.mode == "L"
    assert picture.getpixel((5, 5)) == 30000 // 256


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16"])
@pytest.mark.parametrize("saved_as", FORMATS)
def test_every_way_of_colouring_becomes_one_that_all_formats_take(mode: str, saved_as: str) -> None:
    saved = io.BytesIO()
    try:
        Image.new(mode, (20, 10)).save(saved, saved_as)
    except (OSError, ValueError):
        return
    _again, picture = drawn(saved.getvalue())
    assert picture.mode in ("L", "RGB", "RGBA", "P" if saved_as == "GIF" else "")
    assert picture.size == (20, 10)


def test_what_is_seen_through_stays_so() -> None:
    saved = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 7)).save(saved, "PNG")
    _again, picture = drawn(saved.getvalue())
    assert picture.getpixel((1, 1)) == (255, 0, 0, 7)


@pytest.mark.parametrize("saved_as", FORMATS)
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_half_a_picture_is_refused(saved_as: str, kept: float) -> None:
    whole = io.BytesIO()
    Image.effect_noise((90, 90), 90).save(whole, saved_as)
    with pytest.raises(PictureRefused):
        without_traces(io.BytesIO(whole.getvalue()[: int(len(whole.getvalue()) * kept)]))


def test_a_photograph_that_is_two_bytes_short_is_refused() -> None:
    with pytest.raises(PictureRefused):
        without_traces(io.BytesIO(case("photo-two-bytes-short.jpg")))


@pytest.mark.parametrize("size", [(20_000, 2), (2, 20_000), (10_000, 9_000)])
def test_what_would_take_too_much_to_draw_is_refused(size: tuple[int, int]) -> None:
    saved = io.BytesIO()
    Image.new("1", size).save(saved, "PNG")
    with pytest.raises(PictureTooLarge):
        without_traces(saved)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMATS), st.integers(0, 10**6), st.binary(min_size=1, max_size=6))
def test_damage_anywhere_is_refused_or_drawn_but_never_fails(
    saved_as: str, at: int, damage: bytes
) -> None:
    content = bytearray(telling(saved_as))
    at %= len(content)
    content[at : at + len(damage)] = damage
    with suppress(PictureRefused):
        assert told_by(without_traces(io.BytesIO(bytes(content)))) == []
