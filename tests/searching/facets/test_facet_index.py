"""Lists count with sets of bits; the statements of the search page say the same, only slower."""

import random
from array import array
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.pages.search_document import Facet, SearchDocument
from searching.entries.projection import rebuild
from searching.facets.facet_index import Value, value_map
from searching.lists.selection import Selection, count, read
from searching.models import SearchEntry
from searching.words.query import read_query
from tests.factories.home import MeasureFactory, PlaceFactory
from tests.searching.stored import NOW, add

pytestmark = pytest.mark.django_db

NAMES = ("place", "topic", "status", "kind")


def some(number: int, chance: random.Random) -> SearchDocument:
    start = NOW + timedelta(days=chance.randint(-3, 3))
    return SearchDocument(
        kind=chance.choice(("thing", "thing", "other")),
        title=f"{chance.choice(('Älv', 'Ås', 'Zon', 'alv'))} {number}",
        summary=chance.choice(("nattvandring på torget", "schack i parken", "")),
        dated_on=chance.choice((None, date(2024, 1, 1 + number % 28))),
        facets=(
            *(Facet("place", f"p{n}", f"Plats {n}") for n in chance.sample(range(60), 2)),
            *(Facet("topic", f"t{n}", f"Ämne {n}") for n in chance.sample(range(4), 2)),
            Facet("status", "before", "Före", valid_until=start),
            Facet("status", "after", "Efter", valid_from=start),
        ),
    )


@pytest.fixture
def many() -> None:
    """Two hundred entries of two kinds in two languages, the same in each run."""
    chance = random.Random(7)  # noqa: S311 - nothing secret
    add(*(some(number, chance) for number in range(150)))
    add(*(some(number, chance) for number in range(150, 200)), language="en", start=150)


CHOICES = (
    {},
    {"place": ["p3"]},
    {"place": ["p3", "p4", "p5"], "topic": ["t1"]},
    {"topic": ["t1", "t2"], "status": ["after"]},
    {"place": ["nowhere"]},
    {"kind": ["thing"], "topic": ["t0"]},
)


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("order", ["title", "-date"])
@pytest.mark.parametrize("words", ["", "nattvandring", "älv schack"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_sets_and_statements_agree(many, chosen, order, words, language):
    # Also back in time, when a later map is kept.
    for days in (0, 2, -2):
        selection = Selection(
            now=NOW + timedelta(days=days), language=language, kind="thing",
            query=read_query(words), chosen=chosen, order=order,
        )  # fmt: skip
        values = value_map("thing", order, selection.now)
        by_sets, by_statements = count(selection, NAMES, values), count(selection, NAMES)
        assert by_sets.total == by_statements.total
        assert sorted(map(repr, by_sets.options)) == sorted(map(repr, by_statements.options))
        for offset in (0, 20):
            pages = [read(selection, offset, 20, each) for each in (values, None)]
            assert [entry.pk for entry in pages[0]] == [entry.pk for entry in pages[1]]


def total(kind: str = "thing") -> int:
    selection = Selection(now=NOW, language="sv", kind=kind)
    return count(selection, (), value_map(kind, "title", NOW)).total


def test_what_is_written_and_removed_is_counted_at_once():
    assert total() == 0
    add(SearchDocument(kind="thing", title="Ett"), SearchDocument(kind="thing", title="Två"))
    assert total() == 2
    SearchEntry.objects.filter(title="Ett").delete()
    assert total() == 1
    add(SearchDocument(kind="thing", title="Tre"))
    assert total() == 2


def test_another_value_of_the_same_entry_is_counted_at_once():
    for place in ("norr", "syd"):
        add(SearchDocument(kind="thing", title="Ett", facets=(Facet("place", place, place),)))
        selection = Selection(now=NOW, language="sv", kind="thing")
        counted = count(selection, ("place",), value_map("thing", "title", NOW))
        assert [option.key for option in counted.options] == [place]


def test_a_rebuild_is_seen(place_index, measure_index):
    place = PlaceFactory(parent=place_index)
    MeasureFactory(parent=measure_index, places=[place])
    before = total("measure")
    SearchEntry.objects.all().delete()
    assert total("measure") == 0
    rebuild()
    assert total("measure") == before == 1


@pytest.mark.parametrize("seed", range(5))
def test_a_value_has_the_right_entries_at_each_moment_in_any_order(seed):
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    spans = [(place, *sorted(chance.sample(range(9), 2))) for place in (0, 3, 4, 11)]
    places, starts, ends = zip(*spans, strict=True)
    value = Value({}, 0b100, array("l", places), array("d", starts), array("d", ends))
    for moment in chance.choices([each / 2 for each in range(-2, 20)], k=200):
        having = sum(1 << place for place, start, end in spans if start <= moment < end)
        assert value.at(moment) == 0b100 | having, moment


def test_a_warm_map_needs_one_query(many):
    value_map("thing", "title", NOW)
    with CaptureQueriesContext(connection) as captured:
        values = value_map("thing", "title", NOW)
        count(Selection(now=NOW, language="sv", kind="thing"), NAMES, values)
    assert len(captured) == 1


def test_an_empty_list_has_an_empty_map():
    values = value_map("nothing", "title", NOW)
    selection = Selection(now=datetime(2026, 1, 1, tzinfo=UTC), language="sv", kind="nothing")
    assert count(selection, NAMES, values).total == 0
    assert read(selection, 0, 20, values) == []


def test_what_is_ahead_comes_first_in_turned_order_over_all_pages(many) -> None:
    plain = Selection(now=NOW, language="sv", kind="thing", order="-date")
    ahead = replace(plain, ahead=("status", "before"))
    values = value_map("thing", "-date", NOW)
    rest = [entry.pk for entry in read(plain, 0, 500, values)]
    listed = [entry.pk for start in range(0, 200, 20) for entry in read(ahead, start, 20, values)]
    assert sorted(listed) == sorted(rest)
    chosen = replace(plain, chosen={"status": ["before"]})
    first = list(read(chosen, 0, 500, values))
    assert 0 < len(first) < len(rest)
    languages = {entry.pk: entry.language for entry in first}
    own = [pk for pk in languages if languages[pk] == "sv"]
    other = [pk for pk in languages if languages[pk] != "sv"]
    assert listed[: len(first)] == own[::-1] + other[::-1]
    assert listed[len(first) :] == [pk for pk in rest if pk not in languages]


@pytest.mark.usefixtures("many")
def test_a_map_is_read_from_the_cache_once_and_never_outlives_it() -> None:
    first = value_map("thing", "title", NOW)
    assert value_map("thing", "title", NOW) is first
    add(some(999, random.Random(1)), start=999)  # noqa: S311 - nothing secret
    second = value_map("thing", "title", NOW)
    assert second is not first
    cache.clear()
    assert value_map("thing", "title", NOW) is not second
