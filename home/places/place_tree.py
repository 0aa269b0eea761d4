"""Where something is: a place, all that it lies in, and all that it consists of."""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import Page

from core.freshness.kept_warm import warm
from core.pages.search_document import Facet
from searching.entries.entry_builder import page_key


def place_facets(places: Iterable[Any]) -> Iterator[Facet]:
    """Yield the places where something is found: chosen ones first, then what follows from them.

    What is done in a square is found at its district; what is done in a composite area is found
    at its parts. What is done in a whole district is not claimed of each of its squares.
    """
    chosen = list(places)
    seen = {place.pk for place in chosen}
    for place in chosen:
        yield _facet(place, is_direct=True)
    for place in chosen:
        for related in related_places(place):
            if related.pk not in seen:
                seen.add(related.pk)
                yield _facet(related, is_direct=False)


def _facet(place: Page, *, is_direct: bool) -> Facet:
    # With its source, the facet follows the place's name and goes when the place is taken down.
    return Facet("place", place.slug, place.title, is_direct=is_direct, source=page_key(place.pk))


def free_slug(place: Any) -> str:
    """Return the slug of `place`, with a number if another place anywhere has the same one.

    Wagtail lets pages under different parents share a slug; here the slug alone stands for the
    place, in every list that can be narrowed to it. Translations of a place share it on purpose.
    """
    others = type(place).objects.exclude(translation_key=place.translation_key)
    slug, number = place.slug, 1
    while others.filter(slug=slug).exists():
        number += 1
        slug = f"{place.slug}-{number}"
    return str(slug)


def related_places(place: Any) -> list[Page]:
    """Return the places above `place`, its parts, and the composites that it is part of."""
    # A new page that is previewed lies nowhere yet.
    if place.pk is None:
        return []
    return warm(f"places-around:{place.pk}", lambda: _read_related(place))


def places_above(place: Any) -> list[Any]:
    """Return the places that `place` lies in, the largest first, then those it is a part of."""
    if place.pk is None:
        return []
    return warm(f"places-above:{place.pk}", lambda: _read_above(place))


def _read_above(place: Any) -> list[Any]:
    return [*place.get_ancestors().type(type(place)), *place.wholes.live().order_by("path")]


def _read_related(place: Any) -> list[Page]:
    # Drafts too: the projection hides them, and so knows what to write when they are published.
    above = list(place.get_ancestors().type(type(place)))
    return [*above, *place.parts.all(), *place.wholes.all()]
