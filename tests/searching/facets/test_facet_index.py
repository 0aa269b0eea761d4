"""The index counts with sets; a plain walk over all entries says the same, only slower."""

import random
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from core.pages.search_document import Facet, SearchDocument
from searching.entries.projection import rebuild
from searching.facets import building
from searching.facets.building import facet_index
from searching.facets.facet_index import FacetIndex, Spans, Value
from searching.lists.selection import Found, OptionCount, Selection, ranked, walk
from searching.models import SearchEntry
from searching.words.analysis import index_tokens
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


def index_of(kind: str | None, order: str = "title", now: datetime = NOW) -> FacetIndex:
    return facet_index(kind, NAMES, now, order)


def find(selection: Selection) -> Found:
    index = index_of(selection.kind, selection.order, selection.now)
    return Found(selection, index, ranked(selection))


def has(entry: SearchEntry, name: str, keys: Iterable[str]) -> bool:
    return any(facet.name == name and facet.key in keys for facet in entry.facets_now)


class Plain:
    """All entries of one moment, and the words that each has: read once, walked often."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.entries = list(SearchEntry.objects.with_facets(now))
        self.tokens = {
            entry.pk: index_tokens(f"{entry.title} {entry.summary}") for entry in self.entries
        }

    def searched(self, selection: Selection) -> list[SearchEntry]:
        """The entries of the kind that the words find, in the order of the list."""
        entries = [
            entry
            for entry in self.entries
            if selection.kind in (None, entry.kind)
            and all(
                any(term.finds(token) for token in self.tokens[entry.pk])
                for term in selection.query.terms
            )
        ]
        entries.sort(key=lambda entry: (entry.sort_title, entry.pk))
        if selection.order == "-date":
            entries.sort(key=lambda entry: entry.date or date.min, reverse=True)
        forms = [(*term.begins, *term.equals) for term in selection.query.terms]
        entries.sort(
            key=lambda e: not all(any(f" {form}" in f" {e.title_key}" for form in f) for f in forms)
        )
        return sorted(entries, key=lambda entry: entry.language != selection.language)

    def found(self, selection: Selection, but: str = "") -> list[SearchEntry]:
        """What has a chosen value of each facet, except of the facet `but`."""
        chosen = {name: keys for name, keys in selection.chosen.items() if name != but}
        return [
            entry
            for entry in self.searched(selection)
            if all(has(entry, name, keys) for name, keys in chosen.items())
        ]

    def options(self, selection: Selection, name: str) -> list[OptionCount]:
        counts = Counter(
            (facet.key, facet.label)
            for entry in self.found(selection, but=name)
            for facet in entry.facets_now
            if facet.name == name
        )
        return [OptionCount(*value, number) for value, number in counts.items()]


@pytest.mark.parametrize("words", ["", "nattvandring", "älv schack"])
@pytest.mark.parametrize("kind", ["thing", None])
def test_sets_and_a_plain_walk_agree(many, words, kind):
    # Also back in time, when a later index is kept.
    for days in (0, 2, -2):
        plain = Plain(NOW + timedelta(days=days))
        for language, order, chosen in product(("sv", "en"), ("title", "-date"), CHOICES):
            selection = Selection(
                now=plain.now, language=language, kind=kind,
                query=read_query(words), chosen=chosen, order=order,
            )  # fmt: skip
            assert_agree(selection, plain)


def assert_agree(selection: Selection, plain: Plain) -> None:
    found = find(selection)
    plainly = [entry.pk for entry in plain.found(selection)]
    assert found.total == len(plainly), selection
    for name in NAMES:
        plainly_counted = plain.options(selection, name)
        counted = found.options(name)
        assert sorted(map(repr, counted)) == sorted(map(repr, plainly_counted)), selection
    for offset in (0, 20):
        page = [entry.pk for entry in found.page(offset, 20)]
        assert page == plainly[offset : offset + 20], selection
    assert {entry.pk for entry in plain.entries if entry.pk in found} == set(plainly), selection
    if selection.order == "title" and selection.kind:
        walked = [(entry.sort_title, entry.pk) for entry in walk(selection)]
        assert walked == sorted(walked), selection
        assert {pk for _title, pk in walked} == set(plainly), selection


def found_of(kind: str | None = "thing") -> Found:
    return find(Selection(now=NOW, language="sv", kind=kind))


def total(kind: str = "thing") -> int:
    return found_of(kind).total


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
        assert [option.key for option in found_of().options("place")] == [place]


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
    held = Spans(array("l", places), array("d", starts), array("d", ends))
    value = Value({}, BitMap([2]), held)
    for moment in chance.choices([each / 2 for each in range(-2, 20)], k=200):
        having = {place for place, start, end in spans if start <= moment < end}
        assert set(value.at(moment)) == {2} | having, moment


@pytest.mark.parametrize("kind", ["thing", None])
def test_a_warm_index_needs_one_query(many, kind):
    index_of(kind)
    with CaptureQueriesContext(connection) as captured:
        found = found_of(kind)
        assert all(found.options(name) for name in NAMES)
    assert len(captured) == 1


def test_an_empty_list_has_an_empty_index():
    selection = Selection(now=datetime(2026, 1, 1, tzinfo=UTC), language="sv", kind="nothing")
    found = find(selection)
    assert found.total == 0
    assert not any(found.options(name) for name in NAMES)
    assert found.page(0, 20) == []


def test_what_is_ahead_comes_first_in_turned_order_over_all_pages(many) -> None:
    plain = Selection(now=NOW, language="sv", kind="thing", order="-date")
    ahead = replace(plain, ahead=("status", "before"))
    rest = [entry.pk for entry in find(plain).page(0, 500)]
    in_turn = find(ahead)
    listed = [entry.pk for start in range(0, 200, 20) for entry in in_turn.page(start, 20)]
    assert sorted(listed) == sorted(rest)
    chosen = replace(plain, chosen={"status": ["before"]})
    first = find(chosen).page(0, 500)
    assert 0 < len(first) < len(rest)
    languages = {entry.pk: entry.language for entry in first}
    own = [pk for pk in languages if languages[pk] == "sv"]
    other = [pk for pk in languages if languages[pk] != "sv"]
    assert listed[: len(first)] == own[::-1] + other[::-1]
    assert listed[len(first) :] == [pk for pk in rest if pk not in languages]


@pytest.mark.usefixtures("many")
def test_an_index_is_read_from_the_cache_once_and_serves_while_its_version_holds() -> None:
    first = index_of("thing")
    assert index_of("thing") is first
    add(some(999, random.Random(1)), start=999)  # noqa: S311 - nothing secret
    second = index_of("thing")
    assert second is not first
    cache.clear()
    assert index_of("thing") is second
    building.forget()
    assert index_of("thing") is not second
