"""What the pages of the demo content have in common: they begin with a text from a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from home.demo.bodies import stream
from home.demo.garden import Garden
from home.demo.standard_pages import page_finder
from home.demo.text_records import PageText, Piece, Special


def front_fields(garden: Garden, text: PageText) -> dict[str, Any]:
    """Return the fields of a page that the front of its text decides, sources and topics too."""
    front = text.front
    return {
        "title": front.title,
        "slug": front.slug,
        "introduction": front.introduction,
        "search_description": front.search_description,
        "as_of": front.as_of,
        "topic_links": garden.tagged(front.topics),
        "source_links": garden.page_sources(front.sources),
    }


def blocks(garden: Garden, text: PageText, pieces: Sequence[Piece]) -> list[tuple[str, Any]]:
    """Return some of the pieces of a text as the blocks of a stream."""
    return stream(PageText(text.front, tuple(pieces)), page_finder(garden))


def parted(text: PageText, name: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return the pieces before and after the first place where a text says ``::: name``."""
    for number, piece in enumerate(text.pieces):
        if piece == Special(name):
            return text.pieces[:number], text.pieces[number + 1 :]
    return text.pieces, ()
