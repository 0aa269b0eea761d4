"""Lists: how they are narrowed, counted, ordered and divided into pages."""

from datetime import UTC, date, datetime

import pytest

from core.freshness import changes
from core.freshness.present import present
from core.pages.search_document import Facet, SearchDocument
from searching.lists.choices import Group
from searching.lists.listing import Listing
from searching.lists.selection import MOST_OPTIONS
from tests.searching.stored import NOW, Found, add, place, statements, titles, topic


def group(listing: Listing, name: str) -> Group:
    return next(group for group in listing.groups if group.name == name)


def counts(listing: Listing, name: str) -> dict[str, int]:
    return {option.key: option.count for option in group(listing, name).options}


@pytest.fixture(autouse=True)
def _portal(db: None) -> None:
    """Two places, two topics: one measure for each pair, and one in both places."""
    documents = [
        SearchDocument(
            kind="measure",
            title=f"Insats {where} {about}",
            text="trygghet",
            facets=(place(where), place("distriktet", is_direct=False), topic(about)),
        )
        for where in ("solberga", "farsta")
        for about in ("skola", "polis")
    ]
    both = SearchDocument(
        kind="measure",
        title="Insats överallt",
        facets=(place("solberga"), place("farsta"), topic("skola")),
    )
    add(*documents, both, SearchDocument(kind="news", title="Nyhet", facets=(topic("polis"),)))


# ---------------------------------------------------------------- narrowing


def test_values_of_one_facet_widen_each_other(find: Found) -> None:
    assert find(plats=["solberga"]).total == 3
    assert find(plats=["solberga", "farsta"]).total == 5


def test_facets_narrow_each_other(find: Found) -> None:
    assert titles(find(plats="solberga", amne="polis")) == ["Insats solberga polis"]


def test_what_lies_in_a_place_is_found_there(find: Found) -> None:
    assert find(plats="distriktet").total == 4


def test_a_facet_counts_as_if_nothing_were_chosen_in_it(find: Found) -> None:
    assert counts(find(plats="solberga"), "place") == {"solberga": 3, "farsta": 3, "distriktet": 4}


def test_a_facet_counts_what_the_other_facets_leave(find: Found) -> None:
    assert counts(find(plats="solberga"), "topic") == {"skola": 2, "polis": 1}
    assert counts(find(amne="polis"), "kind") == {"measure": 2, "news": 1}


def test_every_count_is_what_choosing_the_option_shows(find: Found) -> None:
    chosen = {"plats": ["farsta"], "amne": ["skola"]}
    for option in group(find(**chosen), "kind").options:
        assert find(**chosen, typ=option.key).total == option.count
    for option in group(find(**chosen), "topic").options:
        assert find(plats="farsta", amne=option.key).total == option.count


def test_counts_follow_the_search(find: Found) -> None:
    assert counts(find("trygghet"), "topic") == {"skola": 2, "polis": 2}


def test_a_chosen_value_without_hits_stays_to_be_taken_back(find: Found) -> None:
    listing = find("nyhet", plats="solberga")
    (option,) = group(listing, "place").options
    assert (option.key, option.count, option.is_chosen) == ("solberga", 0, True)
    assert listing.chosen[0].remove_url == "/sok/?q=nyhet"


def test_an_unknown_value_is_ignored_and_told(find: Found) -> None:
    listing = find(plats=["atlantis", "solberga"], amne="okänt")
    assert listing.total == 3
    assert [(one.group, one.value) for one in listing.ignored] == [
        ("Plats", "atlantis"),
        ("Ämne", "okänt"),
    ]
    assert [choice.key for choice in listing.chosen] == ["solberga"]


def test_a_value_holds_only_in_its_time(find: Found) -> None:
    midnight = datetime(2026, 12, 1, tzinfo=UTC)
    now_and_then = (
        Facet("status", "pagar", "Pågår", valid_until=midnight),
        Facet("status", "pagick", "Pågick", valid_from=midnight),
    )
    add(SearchDocument(kind="measure", title="Väktare", facets=now_and_then), start=50)
    assert counts(find(now=NOW), "status") == {"pagar": 1}
    assert counts(find(now=midnight), "status") == {"pagick": 1}
    assert titles(find(status="pagar", now=NOW)) == ["Väktare"]
    assert find(status="pagar", now=midnight).entries == []


def test_a_group_with_thousands_of_options_shows_those_with_most_hits(find: Found) -> None:
    many = (topic(f"amne-{number}") for number in range(300))
    documents = [SearchDocument(kind="page", title="Sida", facets=(one,)) for one in many]
    add(*documents, start=100)
    options = group(find(amne="amne-299"), "topic").options
    assert len(options) <= MOST_OPTIONS + 1
    assert {"skola", "polis", "amne-299"} <= {option.key for option in options}


# ---------------------------------------------------------------- order and pages


def test_titles_are_in_swedish_order(find: Found) -> None:
    add(*(SearchDocument(kind="page", title=t) for t in ("Ö", "Å", "Z", "Ä")), start=60)
    assert titles(find(kind="page", order="title")) == ["Z", "Å", "Ä", "Ö"]


def test_the_newest_come_first_and_those_without_a_date_last(find: Found) -> None:
    days = {"gammal": date(2020, 1, 1), "ny": date(2026, 1, 1), "odaterad": None}
    add(*(SearchDocument(kind="page", title=t, dated_on=d) for t, d in days.items()), start=60)
    assert titles(find(kind="page", order="-date")) == ["ny", "gammal", "odaterad"]


def test_pages_hold_every_entry_once_even_when_all_titles_are_the_same(find: Found) -> None:
    add(*(SearchDocument(kind="page", title="Samma") for _ in range(45)), start=100)
    seen = []
    for number in (1, 2, 3):
        seen += [entry.key for entry in find("samma", sida=number).entries]
    assert len(seen) == len(set(seen)) == 45


def test_a_page_number_out_of_range_shows_the_last_page(find: Found) -> None:
    add(*(SearchDocument(kind="page", title="Samma") for _ in range(45)), start=100)
    listing = find("samma", sida=99)
    assert (listing.page.number, len(listing.entries)) == (3, 5)


def test_rows_say_their_own_values_not_what_follows_from_them(find: Found) -> None:
    (entry,) = find(plats="solberga", amne="polis").entries
    assert entry.labels == {"place": ["Solberga"], "topic": ["Polis"]}
    assert {facet.key for facet in entry.facets_now if facet.name == "place"} == {
        "solberga",
        "distriktet",
    }


# ---------------------------------------------------------------- cost


@pytest.mark.parametrize(
    "parameters",
    [{}, {"typed": "insats"}, {"plats": "solberga"}, {"typed": "insats", "amne": "skola"}],
)
def test_a_list_costs_at_most_four_queries_however_long_it_is(
    find: Found, parameters: dict[str, str]
) -> None:
    find(**parameters)  # the first reader after a change waits for the index
    few = statements(lambda: find(**parameters))
    more = [
        SearchDocument(
            kind="measure",
            title=f"Insats {number}",
            facets=(place("solberga"), place(f"plats-{number}"), topic("skola")),
        )
        for number in range(300)
    ]
    add(*more, start=1_000)
    find(**parameters)
    many = statements(lambda: find(**parameters))
    assert len(few) == len(many) <= 4


def test_an_empty_search_costs_at_most_four_queries(find: Found) -> None:
    # What is restricted is read once a second, not for each search.
    changes.begin()
    present()
    assert len(statements(lambda: find("natvandring frukost"))) <= 4
