"""The shapes of the written pages: what stands before the text, and the parts of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from home.demo.record_marks import AnswerSlug, MeasureSlug, Month, PlaceSlug, TopicSlug


@dataclass(frozen=True, kw_only=True)
class TextSource:
    """Where what the page says comes from."""

    answer: AnswerSlug
    ref: str


@dataclass(frozen=True, kw_only=True)
class Front:
    """What a file says about its page. ``line_breaks`` keeps every line of a paragraph a line."""

    slug: str
    title: str
    introduction: str
    search_description: str = ""
    line_breaks: bool = False
    date: date | None = None
    as_of: Month | None = None
    topics: tuple[TopicSlug, ...] = ()
    places: tuple[PlaceSlug, ...] = ()
    measures: tuple[MeasureSlug, ...] = ()
    sources: tuple[TextSource, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something on the portal that not everyone can use, and why it is so."""

    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class AccessibilityFront(Front):
    """The accessibility statement, with each part that the law asks for."""

    service_name: str
    status: Literal["full", "partly", "not"]
    assessed_on: date
    updated_on: date
    method: str
    inaccessible: tuple[Fault, ...]
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


@dataclass(frozen=True, kw_only=True)
class DiagramValue:
    """One value of a chart."""

    year: int
    value: float


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """A chart of one series."""

    kind: Literal["reported", "perceived"]
    title: str
    unit: str
    source: str
    caveat: str
    values: tuple[DiagramValue, ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
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
