"""Where something is: a place, all that it lies in, and all that it consists of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from wagtail.models import Page

from core.freshness.kept_warm import warm
from core.pages.search_document import Facet
from searching.entries.entry_builder import page_key
from searching.models import SearchEntry
from searching.words.analysis import title_key


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
    return Facet(
        "place", place_key(place), place.title, is_direct=is_direct, source=page_key(place.pk)
    )


def place_key(place: Page) -> str:
    """What stands for the place in addresses."""
    return str(place.slug)


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


@dataclass(frozen=True)
class NamedPlace:
    """A place as somebody may have meant it, with what tells it from others of that name."""

    title: str
    context: str
    url: str
    is_exact: bool


def places_named(typed: str, *, language: str, most: int) -> list[NamedPlace]:
    """Return the places that `typed` may mean, the likeliest first, at most `most` of them.

    Marks and case do not matter. A name that is typed whole comes first, then names that begin
    so, then names with a word that begins so, then the rest. A place that is not described in
    `language` is found in the one that it has. Two queries.
    """
    key = title_key(typed)
    if not key:
        return []
    ranks = Case(
        When(title_key=key, then=Value(0)),
        When(title_key__startswith=key, then=Value(1)),
        When(title_key__contains=f" {key}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    entries = list(
        SearchEntry.objects.filter(kind="place", title_key__contains=key)
        .in_one_language(language)
        .annotate(rank=ranks)
        .order_by("rank", "sort_title", "pk")[:most]
    )
    contexts = _contexts(entries)
    return [
        NamedPlace(entry.title, contexts[entry.pk], entry.address, entry.title_key == key)
        for entry in entries
    ]


def _contexts(entries: list[SearchEntry]) -> dict[int, str]:
    """What each place lies in, by the entry's id: the title of the place above it, or ""."""
    above = {entry.pk: entry.address.rstrip("/").rpartition("/")[0] + "/" for entry in entries}
    titles = dict(
        SearchEntry.objects.filter(kind="place", address__in=set(above.values())).values_list(
            "address", "title"
        )
    )
    return {pk: titles.get(address, "") for pk, address in above.items()}
