"""Entries to find, written straight into the projection without pages, and what it then holds."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.freshness import changes
from core.pages.search_document import Facet, SearchDocument
from searching.entries.entry_builder import Record
from searching.entries.projection import _put
from searching.lists.listing import Listing
from searching.models import SearchEntry, SearchFacet, SearchText

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

Found = Callable[..., Listing]


def place(slug: str, *, is_direct: bool = True) -> Facet:
    return Facet("place", slug, slug.capitalize(), is_direct=is_direct)


def topic(slug: str) -> Facet:
    return Facet("topic", slug, slug.capitalize())


def add(*documents: SearchDocument, language: str = "sv", start: int = 0) -> None:
    """Write documents as if things with these documents had been published."""
    records = [
        Record(f"thing:{start + number}", None, document, f"/{start + number}/", language)
        for number, document in enumerate(documents)
    ]
    with transaction.atomic():
        _put([record.key for record in records], records)
    # Whoever reads next is somebody else, to whom the change is done.
    changes.begin()
    changes.end()


def titles(listing: Listing) -> list[str]:
    return [entry.title for entry in listing.entries]


def projected() -> dict[str, Any]:
    """Everything the projection holds, the database's own index included, apart from row ids."""
    found = {}
    for entry in SearchEntry.objects.order_by("key"):
        values = {
            field.attname: getattr(entry, field.attname)
            for field in SearchEntry._meta.concrete_fields
            if field.name not in {"id", "written_at"}
        }
        facets = SearchFacet.objects.filter(entry=entry)
        rows = facets.values_list(
            "name", "key", "label", "is_direct", "valid_from", "valid_until", "source"
        )
        values["facets"] = sorted(rows, key=repr)
        values["text"] = SearchText.objects.get(entry=entry).text
        values["indexed"] = indexed(entry.pk)
        found[entry.key] = values
    return found


def indexed(entry_id: int) -> Any:
    """The row of the full-text index for an entry."""
    columns, key = {
        "sqlite": ("title, codes, summary, body", "rowid"),
        "postgresql": ("vector::text", "entry_id"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM searching_index WHERE {key} = %s", [entry_id])  # noqa: S608
        return cursor.fetchall()


def indexed_rows() -> int:
    """How many rows the full-text index has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM searching_index")
        return int(cursor.fetchone()[0])


def statements(action: Callable[[], Any]) -> list[str]:
    """Return the SQL that `action` runs."""
    with CaptureQueriesContext(connection) as captured:
        action()
    return [query["sql"] for query in captured.captured_queries]
