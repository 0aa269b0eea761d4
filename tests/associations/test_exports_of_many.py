"""Files of very many rows: written as they are read, and the same whatever happens meanwhile."""

import csv
import tracemalloc
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.pages.search_document import Facet, SearchDocument
from searching.models import SearchEntry
from tests.associations.test_exports import add, rows

pytestmark = pytest.mark.django_db


def many(number: int) -> None:
    add(
        *(
            SearchDocument(
                kind="association",
                title=f"Förening {each}",
                summary="Det viktigaste om föreningen. " * 4,
                facets=(Facet("place", "norra", "Norra"), Facet("topic", "schack", "Schack")),
                card={"activities": ["Schack på torsdagar", "Läxhjälp"], "contacts": {}},
            )
            for each in range(number)
        )
    )


def peak_of(visitor, address: str) -> tuple[int, int]:
    """Return how many bytes the file has, and the most memory that making it took."""
    tracemalloc.start()
    try:
        size = sum(len(chunk) for chunk in visitor.get(address).streaming_content)
        return size, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.thorough
@pytest.mark.parametrize("format_", ["csv", "json"])
def test_memory_does_not_grow_with_the_number_of_rows(directory, visitor, format_):
    address = f"/foreningar/export.{format_}"
    many(200)
    visitor.get(address)
    few_bytes, few_peak = peak_of(visitor, address)
    many(5000)
    lots_of_bytes, lots_peak = peak_of(visitor, address)
    assert lots_of_bytes > 20 * few_bytes
    # Twenty-five times the rows. Two steps of the way may be in memory at once, never more.
    assert lots_peak < 3 * few_peak


def test_all_rows_come_once_and_the_queries_are_a_few_for_every_two_hundred(directory, visitor):
    many(450)
    # What is known once a second is asked for by somebody else.
    visitor.get("/robots.txt")
    with CaptureQueriesContext(connection) as captured:
        exported = rows(visitor.get("/foreningar/export.csv"))
    assert len({row["Namn"] for row in exported}) == len(exported) == 450
    assert len(captured) <= 3 * 2 + 2


def test_an_entry_that_is_published_meanwhile_neither_repeats_nor_hides_another(directory, visitor):
    many(450)
    chunks = visitor.get("/foreningar/export.csv").streaming_content
    begun = [next(chunks) for _ in range(150)]
    SearchEntry.objects.create(
        key="thing:new", kind="association", title="A", title_key="a", sort_title="a",
        address="/a/", language="sv",
    )  # fmt: skip
    text = b"".join([*begun, *chunks]).decode("utf-8-sig")
    names = [row["Namn"] for row in csv.DictReader(StringIO(text), delimiter=";")]
    assert len(names) == len(set(names)) == 450
