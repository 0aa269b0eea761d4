"""From the parts of a text to the stream that a page keeps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings

from core.blocks.media import FigureKind
from core.models import Definition
from home.demo.drawings import drawing
from home.demo.rich_text import PageFinder, to_rich_text
from home.demo.text_records import Box, Diagram, Drawing, PageText, Piece, Prose, Special
from home.measures.domain.prevention import PreventionType
from home.models import PriorityKind

FIGURE_KINDS = {"reported": FigureKind.REPORTED, "perceived": FigureKind.PERCEIVED}
PRIORITY_KINDS = {
    "prioriteringar trygghet": PriorityKind.SAFETY,
    "prioriteringar iop": PriorityKind.PARTNERSHIP,
    "prioriteringar att-tanka-pa": PriorityKind.CONSIDERATION,
}


def stream(text: PageText, find_page: PageFinder) -> list[tuple[str, Any]]:
    """Return the blocks of a text, as a StreamField takes them."""
    return [block for piece in text.pieces for block in _blocks(text, piece, find_page)]


def _blocks(text: PageText, piece: Piece, find_page: PageFinder) -> Iterator[tuple[str, Any]]:
    breaks = text.front.line_breaks
    if isinstance(piece, Prose):
        yield "text", to_rich_text(_filled(piece.markdown), find_page, line_breaks=breaks)
    elif isinstance(piece, Box):
        yield "facts", {"heading": piece.heading, "text": to_rich_text(piece.markdown, find_page)}
    elif isinstance(piece, Diagram):
        yield "series", _series(piece)
    elif isinstance(piece, Drawing):
        image = drawing(piece.file, alt=piece.alt)
        yield "picture", {"image": image, "caption": piece.caption}
    else:
        yield _special(piece)


def _filled(markdown: str) -> str:
    """Put in what the settings of this installation decide."""
    decided = {
        "{csrf_cookie}": settings.CSRF_COOKIE_NAME,
        "{session_cookie}": settings.SESSION_COOKIE_NAME,
    }
    for placeholder, value in decided.items():
        markdown = markdown.replace(placeholder, value)
    return markdown


def _series(diagram: Diagram) -> dict[str, Any]:
    return {
        "title": diagram.title,
        "kind": FIGURE_KINDS[diagram.kind],
        "unit": diagram.unit,
        "values": [
            {"year": each.year, "value": Decimal(f"{each.value:.15g}"), "note": ""}
            for each in diagram.values
        ],
        "source": diagram.source,
        "source_url": "",
        "caveat": diagram.caveat,
    }


def _special(piece: Special) -> tuple[str, Any]:
    if piece.name == "kontakter":
        return "contact_points", {"heading": ""}
    if piece.name == "gallring":
        return "retention", {"heading": ""}
    if piece.name == "preventionstyper":
        words = Definition.objects.in_bulk(
            [kind.value for kind in PreventionType], field_name="slug"
        )
        return "definitions", {
            "heading": "",
            "definitions": [words[kind.value] for kind in PreventionType],
        }
    return "priorities", {"heading": "", "kind": PRIORITY_KINDS[piece.name]}
