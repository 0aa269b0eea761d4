"""Places: districts under the index, everything else under its district."""

from __future__ import annotations

from decimal import Decimal

from wagtail.models import Page

from home.demo.facts_records import Place
from home.demo.garden import Garden
from home.models import Classification, PlaceKind, PlacePage, PlaceStatement

PLACE_KINDS = {
    "kommun": PlaceKind.MUNICIPALITY,
    "stadsdelsområde": PlaceKind.DISTRICT,
    "stadsdel": PlaceKind.NEIGHBOURHOOD,
    "område": PlaceKind.AREA,
    "centrum": PlaceKind.CENTRE,
    "kajområde": PlaceKind.WATERFRONT,
    "torg": PlaceKind.SQUARE,
}
CLASSIFICATIONS = {
    "utsatt område": Classification.VULNERABLE_AREA,
    "öppen drogscen": Classification.OPEN_DRUG_SCENE,
}


def build_places(garden: Garden, index: Page) -> None:
    """Make the places in such an order that districts and parts come before what needs them."""
    # False sorts first: districts before what lies in them, parts before what they make up.
    ordered = sorted(garden.facts.places, key=lambda place: (not _is_top(place), bool(place.parts)))
    for place in ordered:
        parent = index if _is_top(place) else garden.places[str(place.district)]
        garden.places[place.slug] = garden.planter.page(parent, _place_page(garden, place))


def _is_top(place: Place) -> bool:
    return place.district in (None, place.slug)


def _place_page(garden: Garden, place: Place) -> PlacePage:
    return PlacePage(
        title=place.name,
        slug=place.slug,
        introduction=place.summary,
        kind=PLACE_KINDS[place.kind],
        as_of=garden.as_of(place.sources),
        latitude=Decimal(str(place.lat)),
        longitude=Decimal(str(place.lon)),
        accuracy_m=place.accuracy_m,
        parts=[garden.places[slug] for slug in place.parts],
        actors=[
            garden.actors[actor.slug] for actor in garden.facts.actors if place.slug in actor.places
        ],
        statements=[*_classifications(garden, place), *_facts(garden, place)],
        source_links=garden.page_sources(place.sources),
    )


def _classifications(garden: Garden, place: Place) -> list[PlaceStatement]:
    return [
        PlaceStatement(
            text=said.text,
            as_of=said.as_of,
            classification=CLASSIFICATIONS[said.classification],
            holds=said.value,
            classified_by=garden.actors[said.by] if said.by else None,
            sort_order=number,
            **garden.one_source(said.sources),
        )
        for number, said in enumerate(place.classifications)
    ]


def _facts(garden: Garden, place: Place) -> list[PlaceStatement]:
    return [
        PlaceStatement(
            text=said.text,
            as_of=garden.as_of(said.sources),
            sort_order=100 + number,
            **garden.one_source(said.sources),
        )
        for number, said in enumerate(place.facts)
    ]
