"""What only some may read, as the database knew it within the last second.

It is read for itself, not kept under the stamp: who closes something past all signals, in SQL or
with a tool, has closed it.
"""

from typing import NamedTuple

from wagtail.models import CollectionViewRestriction, PageViewRestriction

from core.freshness.recent import Recent


class Restricted(NamedTuple):
    """The tree paths of what is only for some, and with it all below."""

    pages: tuple[str, ...]
    collections: tuple[str, ...]


def _read() -> Restricted:
    pages = PageViewRestriction.objects.order_by("page__path")
    collections = CollectionViewRestriction.objects.order_by("collection__path")
    return Restricted(
        tuple(pages.values_list("page__path", flat=True)),
        tuple(collections.values_list("collection__path", flat=True)),
    )


recent = Recent("restrictions", _read)


def restricted() -> Restricted:
    """Return what is restricted."""
    return recent.value()
