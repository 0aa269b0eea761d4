"""The words of lists and search: kinds of things, and the ways in which they can be narrowed.

Other apps add theirs through hooks: `search_kinds` returns a list of `Kind`, `search_facets` a
list of `FacetKind`. Both are called in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import hooks

from core.pages.status import Shape
from searching.models import KIND

PLAIN_ROW = "components/entry_row.html"


@dataclass(frozen=True)
class Kind:
    """What one kind of thing is called, and where it stands among the kinds.

    `row_template` shows one of them in lists of several kinds; it is given a `row`, see
    searching.lists.rows, and may extend the plain one. `shapes` says what its statuses look like,
    by the code of each, where that is not itself the name of a shape.
    """

    code: str
    label: str
    order: int = 100
    row_template: str = PLAIN_ROW
    shapes: Mapping[str, Shape] = field(default_factory=dict)


class OptionOrder(Enum):
    """In which order the options of a facet are offered."""

    BY_LABEL = "by label"
    NEWEST_FIRST = "newest first"
    AS_DECLARED = "as declared"


@dataclass(frozen=True)
class FacetKind:
    """One way to narrow a list: `name` in the projection, `parameter` in addresses.

    The labels of its options are words of the interface, which every language has, if
    `is_worded`; otherwise they are names, which stay as they were written.
    """

    name: str
    parameter: str
    label: str
    order: OptionOrder = OptionOrder.BY_LABEL
    is_worded: bool = False

    def label_of(self, written: str) -> str:
        """Return the label of an option in the reader's language, as far as there is one."""
        return _(written) if self.is_worded else written

    @property
    def language(self) -> str:
        """The language of the labels, or "" when that is the reader's."""
        return "" if self.is_worded else settings.LANGUAGE_CODE


def kinds() -> dict[str, Kind]:
    """Return all kinds by their code, in the order in which a reader is shown them."""
    return _kinds(get_language())


@cache
def _kinds(language: str | None) -> dict[str, Kind]:
    offered = [kind for offer in hooks.get_hooks("search_kinds") for kind in offer()]
    return {kind.code: kind for kind in sorted(offered, key=lambda kind: (kind.order, kind.code))}


def kind_labels() -> dict[str, str]:
    """Return what each kind is called, by its code, for lists that name the kind of each row."""
    return {code: kind.label for code, kind in kinds().items()}


@cache
def row_templates() -> dict[str, str]:
    """Return the row template of each kind, by its code."""
    return {code: kind.row_template for code, kind in kinds().items()}


@cache
def status_shapes() -> dict[str, Mapping[str, Shape]]:
    """Return what the statuses of each kind look like, by its code."""
    return {code: kind.shapes for code, kind in kinds().items()}


def facet_kinds() -> dict[str, FacetKind]:
    """Return all ways to narrow a list, by their name."""
    return _facet_kinds(get_language())


@cache
def _facet_kinds(language: str | None) -> dict[str, FacetKind]:
    own = [
        FacetKind(KIND, "typ", _("Typ av sida"), OptionOrder.AS_DECLARED, is_worded=True),
        FacetKind("place", "plats", _("Plats")),
        FacetKind("topic", "amne", _("Ämne")),
        FacetKind("year", "ar", _("År"), OptionOrder.NEWEST_FIRST, is_worded=True),
    ]
    offered = [kind for offer in hooks.get_hooks("search_facets") for kind in offer()]
    return {kind.name: kind for kind in (*own, *offered)}
