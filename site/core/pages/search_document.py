"""What a page or snippet tells the projection about itself: plain values, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Facet:
    """One value by which lists and search can be narrowed.

    `name` is the kind of facet ("place", "topic", "prevention" …), `key` what stands in the
    address, `label` what a reader sees. `is_direct` is false when the value was inherited, as a
    district inherits what is done on its squares. A value that holds only for a time, such as a
    status, says from and until when; then no list goes stale because nobody edited it.

    `source` is the key of the page or row that the value is, such as "page:12" or "topic:3";
    empty for values that code defines. When its name changes, the label follows; while it is not
    public, the value is not offered.
    """

    name: str
    key: str
    label: str
    is_direct: bool = True
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    source: str = ""


@dataclass(frozen=True)
class SearchDocument:
    """One public thing as lists and search need it.

    `codes` are exact identifiers such as registry numbers; `card` holds what a list row shows
    beyond title and summary, as JSON-able values.

    A document may say things that belong to others. `mentions` are the keys of those others, apart
    from the sources of its facets: when one of them gets another name, the document is read again.
    `reaches` are the keys of those whose facets this one decides, as a composite area decides what
    is found at its parts.
    """

    kind: str
    title: str
    summary: str = ""
    text: str = ""
    codes: tuple[str, ...] = ()
    dated_on: date | None = None
    facets: tuple[Facet, ...] = ()
    card: Mapping[str, object] = field(default_factory=dict)
    mentions: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
