"""The picture beside a place's name."""

from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from home.places.placemark import TONES, place_mark, tone
from home.templatetags.placemarks import place_slug

NEIGHBOURS = ["solberga", "fruangen", "alvsjo", "hagersten-alvsjo", "hasselby-torg", "farsta"]


def test_a_place_always_gets_the_same_picture() -> None:
    assert place_mark("solberga") == place_mark("solberga")


def test_no_two_places_look_the_same() -> None:
    assert len({place_mark(slug) for slug in NEIGHBOURS}) == len(NEIGHBOURS)


def test_the_four_palettes_are_all_used() -> None:
    assert {tone(f"place-{number}") for number in range(40)} == set(TONES)


@given(st.text(max_size=60))
def test_any_slug_gives_a_small_picture_with_exactly_one_lit_window(slug: str) -> None:
    mark = place_mark(slug)
    assert len(mark) < 1000
    assert mark.count("pm-window") == 1
    ElementTree.fromstring(mark)  # noqa: S314 - our own text


@pytest.mark.parametrize("wide", [False, True])
def test_the_inline_picture_obeys_a_policy_without_inline_styles(wide: bool) -> None:
    mark = place_mark("solberga", wide=wide)
    assert "style" not in mark
    assert "#" not in mark


def test_the_picture_says_nothing_to_a_screen_reader() -> None:
    assert 'aria-hidden="true"' in place_mark("solberga")


def test_a_template_draws_the_mark_unescaped() -> None:
    text = "{% load placemarks %}{% placemark slug wide=True %}"
    drawn = Template(text).render(Context({"slug": "fruangen"}))
    assert drawn == place_mark("fruangen", wide=True)


def test_a_place_mark_is_drawn_from_the_last_part_of_the_address() -> None:
    assert place_slug("/platser/hagersten-alvsjo/solberga/") == "solberga"
