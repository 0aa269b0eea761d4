"""What apps above offer to pages of home, which do not know them.

`place_sections()` returns PlaceSections; `measure_sections(measure, now)` EntrySections;
`answer_uses(answer)` Links; `front_cards(now)` objects with `template` and `context`, and
`moments` when time alone changes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searching.models import SearchEntry


@dataclass(frozen=True)
class PlaceSection:
    """What a place page lists of one kind. Offered by the hook `place_sections`.

    `anchor` is the address within the page, `index_type` the index page that has the whole
    list, `empty` what is said when there is nothing. `ahead` is a facet with one of its keys:
    what has it now is still to come, whatever its day.
    """

    kind: str
    title: str
    anchor: str
    index_type: str
    empty: str
    order: int = 100
    ahead: tuple[str, str] | None = None


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
