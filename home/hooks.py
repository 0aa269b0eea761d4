"""What apps above tie to a page of home: through hooks, for home does not know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from wagtail import hooks

from searching.models import SearchEntry

if TYPE_CHECKING:
    from home.models import AnswerPage, MeasurePage


@dataclass(frozen=True)
class EntrySection:
    """Entries that an app above ties to a measure. Offered by the hook `measure_sections`.

    `anchor` is the address within the page.
    """

    title: str
    anchor: str
    entries: Sequence[SearchEntry]
    order: int = 100


class Link(NamedTuple):
    """Something to read, and where. Offered by the hook `answer_uses`.

    `kind` is the code under which search knows what it is, or "".
    """

    title: str
    url: str
    kind: str = ""


def measure_sections(measure: "MeasurePage", now: datetime) -> list[EntrySection]:
    """Return what apps above have to say of a measure, empty sections left out."""
    offered = [
        section
        for offer in hooks.get_hooks("measure_sections")
        for section in offer(measure, now)
        if section.entries
    ]
    return sorted(offered, key=lambda section: (section.order, section.anchor))


def answer_uses(answer: "AnswerPage") -> list[Link]:
    """Return what apps above have built on an answer and is no page, by title."""
    offered = [link for offer in hooks.get_hooks("answer_uses") for link in offer(answer)]
    return sorted(offered)
