"""What a row of a list needs from its entry."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from searching.facets.vocabulary import PLAIN_ROW, Kind, row_templates
from searching.lists.rows import rows_of


def entry(*facets: Any, kind: str = "page", language: str = "sv") -> Any:
    return SimpleNamespace(kind=kind, language=language, facets_now=list(facets))


def test_a_row_shows_an_entrys_own_places_not_the_district_above() -> None:
    own = SimpleNamespace(name="place", label="Solberga", is_direct=True)
    above = SimpleNamespace(name="place", label="Hägersten-Älvsjö", is_direct=False)
    topic = SimpleNamespace(name="topic", label="Belysning", is_direct=True)
    (row,) = rows_of([entry(own, above, topic)])
    assert row.own["place"] == [own]


def test_a_row_says_its_language_where_that_is_not_the_pages() -> None:
    with translation.override("sv"):
        rows = rows_of([entry(language="sv"), entry(language="en")])
    assert [row.lang for row in rows] == ["", ' lang="en"']


def test_a_row_names_its_kind_where_the_list_has_several() -> None:
    (named,), (silent,) = rows_of([entry()], {"page": "Sida"}), rows_of([entry()])
    assert (named.kind_label, silent.kind_label) == ("Sida", "")


def test_a_kind_brings_its_row_and_others_have_the_plain_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = {"sign": Kind("sign", "Skylt", row_template="signs/row.html"), "page": Kind("page", "")}
    monkeypatch.setattr("searching.facets.vocabulary.kinds", lambda: kinds)
    row_templates.cache_clear()
    rows = rows_of([entry(kind=kind) for kind in ("sign", "page", "unknown")])
    row_templates.cache_clear()
    assert [row.template for row in rows] == ["signs/row.html", PLAIN_ROW, PLAIN_ROW]
