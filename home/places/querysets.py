"""Named reads on places and on what is said of them."""

from dataclasses import dataclass
from typing import Any, Self

from django.db import models
from django.db.models import Case, IntegerField, Value, When

from searching.models import SearchEntry
from searching.words.analysis import title_key


class PlaceStatementQuerySet(models.QuerySet[Any]):
    """Reads on dated statements about places."""

    def with_documents(self) -> Self:
        """Bring the document and the classifying actor of each statement."""
        return self.select_related("document", "classified_by")


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
