"""What a row of a list needs from its entry."""

from types import SimpleNamespace

import pytest

from searching.facets.vocabulary import PLAIN_ROW, Kind, row_templates
from searching.templatetags.entries import facets_of, place_slug, row_template


def test_a_row_shows_an_entrys_own_places_not_the_district_above() -> None:
    own = SimpleNamespace(name="place", label="Solberga", is_direct=True)
    above = SimpleNamespace(name="place", label="Hägersten-Älvsjö", is_direct=False)
    topic = SimpleNamespace(name="topic", label="Belysning", is_direct=True)
    entry = SimpleNamespace(facets_now=[own, above, topic])
    assert facets_of(entry, "place") == [own]


def test_a_place_mark_is_drawn_from_the_last_part_of_the_address() -> None:
    assert place_slug("/platser/hagersten-alvsjo/solberga/") == "solberga"


def test_a_kind_brings_its_row_and_others_have_the_plain_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = {"sign": Kind("sign", "Skylt", row_template="signs/row.html"), "page": Kind("page", "")}
    monkeypatch.setattr("searching.facets.vocabulary.kinds", lambda: kinds)
    row_templates.cache_clear()
    rows = [row_template(SimpleNamespace(kind=kind)) for kind in ("sign", "page", "unknown")]
    row_templates.cache_clear()
    assert rows == ["signs/row.html", PLAIN_ROW, PLAIN_ROW]
