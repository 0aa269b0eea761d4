"""The shapes of the written pages: what stands before the text, and the parts of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from home.demo.facts_base import (
    AnswerSlug,
    Day,
    MeasureSlug,
    Month,
    PlaceSlug,
    Record,
    TopicSlug,
)


class TextSource(Record):
    """Where what the page says comes from."""

    answer: AnswerSlug
    ref: str


class Front(Record):
    """What a file says about its page. ``line_breaks`` keeps every line of a paragraph a line."""

    slug: str
    title: str
    introduction: str
    search_description: str = ""
    line_breaks: bool = False
    date: Day | None = None
    as_of: Month | None = None
    topics: list[TopicSlug] = []
    places: list[PlaceSlug] = []
    measures: list[MeasureSlug] = []
    sources: list[TextSource] = []


class Fault(Record):
    """Something on the portal that not everyone can use, and why it is so."""

    what: str
    why: str


class AccessibilityFront(Front):
    """The accessibility statement, with each part that the law asks for."""

    service_name: str
    status: Literal["full", "partly", "not"]
    assessed_on: Day
    updated_on: Day
    method: str
    inaccessible: list[Fault]
    disproportionate: str = ""
    outside_law: str = ""


@dataclass(frozen=True)
class Prose:
    """Running text, in the small Markdown of rich_text.py."""

    markdown: str


@dataclass(frozen=True)
class Box:
    """A calm box with a heading."""

    heading: str
    markdown: str


class DiagramValue(Record):
    """One value of a chart."""

    year: int
    value: float


class Diagram(Record):
    """A chart of one series."""

    kind: Literal["reported", "perceived"]
    title: str
    unit: str
    source: str
    caveat: str
    values: list[DiagramValue]


class Drawing(Record):
    """A drawing of our own, with the text that stands for it."""

    file: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Special:
    """A list that the portal fills from what it holds."""

    name: str


Piece = Prose | Box | Diagram | Drawing | Special


@dataclass(frozen=True)
class PageText:
    """A page as its file gives it."""

    front: Front
    pieces: tuple[Piece, ...]
