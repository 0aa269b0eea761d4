"""Lists to tick: what stands first, what stays chosen, and what a form with one costs."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.forms import ModelMultipleChoiceField
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from core.admin.tick_list import MOST_WITHOUT_SEARCH, TickList
from home import models
from tests.conftest import count_queries
from tests.dialogues.organising import editor_of, press
from tests.factories.home import MeasureFactory, PlaceFactory

pytestmark = pytest.mark.thorough

TOWN = ["Östberga", "Axelsberg", "Ängby", "Zinkensdamm", "Åkeshov", "Torg 10", "Torg 2"]


def drawn(names: list[str], *chosen: str) -> Tag:
    """The list with these names, of which some are chosen."""
    widget = TickList(choices=[(name, name) for name in names])
    return BeautifulSoup(widget.render("places", list(chosen), {"id": "id_places"}), "html.parser")


def labels(shown: Tag, which: str = "") -> list[str]:
    options = shown.select(f".tick-list__option{which}")
    return [" ".join(option.get_text().split()) for option in options]


def ticked(shown: Tag) -> list[str]:
    return labels(shown, ":has([checked])")


def test_what_is_chosen_stands_first_and_the_rest_as_in_swedish() -> None:
    shown = drawn(TOWN, "Ängby", "Torg 10")
    assert labels(shown) == [
        "Torg 10",
        "Ängby",
        "Axelsberg",
        "Torg 2",
        "Zinkensdamm",
        "Åkeshov",
        "Östberga",
    ]
    assert ticked(shown) == ["Torg 10", "Ängby"]


def test_every_box_has_its_own_label() -> None:
    shown = drawn(TOWN)
    tied = {label["for"] for label in shown.select(".tick-list__option label")}
    assert tied == {box["id"] for box in shown.select("input[type=checkbox]")}
    assert len(tied) == len(TOWN)


def test_only_a_long_list_has_a_search_and_no_search_without_its_script() -> None:
    names = [f"Plats {number}" for number in range(MOST_WITHOUT_SEARCH + 1)]
    assert not drawn(names[1:]).select("[type=search], [data-controller]")
    shown = drawn(names)
    (field,) = shown.select("[type=search]")
    assert not field.has_attr("name"), "what is looked for would be sent with the page"
    assert field.find_parent(hidden=True)
    (label,) = shown.select(f"label[for={field['id']}]")
    assert label.get_text() == "Sök bland 13 val"


def test_an_empty_list_says_so() -> None:
    assert "Det finns inget att välja än." in drawn([]).get_text()


# ---------------------------------------------------------------- in the admin


def several(model: type[Any]) -> dict[str, ModelMultipleChoiceField]:
    """The fields of a form, and of the rows in it, where several objects are chosen."""
    handler = model.get_edit_handler() if issubclass(model, Page) else None
    handler = handler or model.snippet_viewset.get_edit_handler()
    form = handler.get_form_class()
    rows = {name: formset.form for name, formset in form.formsets.items()}
    return {
        f"{prefix}.{name}": field
        for prefix, each in {model.__name__: form, **rows}.items()
        for name, field in each.base_fields.items()
        if isinstance(field, ModelMultipleChoiceField)
    }


def test_wherever_several_objects_are_chosen_there_is_a_list_to_tick(client: Client) -> None:
    ours = [
        model
        for model in (*get_page_models(), *get_snippet_models())
        if not model.__module__.startswith("wagtail")
    ]
    fields = {name: field for model in ours for name, field in several(model).items()}
    assert {
        "AnswerPage.prepared_by",
        "AssociationPage.kinds",
        "DialoguePage.places",
        "MeasurePage.funding",
        "PartnershipPage.measures",
        "PlacePage.parts",
        "Priority.places",
        "group_rows.places",
    } <= set(fields)
    assert [name for name, field in fields.items() if not isinstance(field.widget, TickList)] == []


@pytest.fixture
def places(place_index: models.PlaceIndexPage) -> dict[str, models.PlacePage]:
    return {name: PlaceFactory(parent=place_index, title=name) for name in TOWN}


@pytest.fixture
def measure(
    measure_index: models.MeasureIndexPage, places: dict[str, models.PlacePage]
) -> models.MeasurePage:
    page: models.MeasurePage = MeasureFactory(
        parent=measure_index, places=[places["Ängby"], places["Torg 2"]]
    )
    return page


def opened(client: Client, page: Page) -> Tag:
    """The list of places in the editor of a page."""
    return listed(client.get(editor_of(page)))


def listed(response: Any) -> Tag:
    shown = BeautifulSoup(response.text, "html.parser").find(id="id_places")
    assert isinstance(shown, Tag)
    return shown


def choose(client: Client, page: Page, *chosen: Any, action: str = "") -> Any:
    """Save a page with these places, as the editor sends them."""
    return press(client, editor_of(page), action, **STREAMS, places=[str(each) for each in chosen])


STREAMS = dict.fromkeys(("body-count", "results-count"), "0")


@pytest.mark.parametrize("action", ["", "publish"])
def test_what_was_chosen_is_chosen_when_the_form_is_opened_again(
    officer_client: Client,
    measure: models.MeasurePage,
    places: dict[str, models.PlacePage],
    action: str,
) -> None:
    assert ticked(opened(officer_client, measure)) == ["Torg 2", "Ängby"]
    choose(officer_client, measure, places["Östberga"].pk, places["Torg 2"].pk, action=action)
    shown = opened(officer_client, measure)
    assert ticked(shown) == labels(shown)[:2] == ["Torg 2", "Östberga"]
    measure.refresh_from_db()
    published = {"Torg 2", "Östberga"} if action else {"Torg 2", "Ängby"}
    assert {place.title for place in measure.places.all()} == published


def test_what_is_not_there_is_refused_in_swedish_and_the_rest_stays_ticked(
    officer_client: Client, measure: models.MeasurePage, places: dict[str, models.PlacePage]
) -> None:
    answer = choose(officer_client, measure, places["Östberga"].pk, 987_654)
    assert answer.context["form"].errors["places"] == [
        "Välj ett giltigt alternativ. 987654 finns inte bland tillgängliga alternativ."
    ]
    assert ticked(listed(answer)) == ["Östberga"]


def test_a_place_that_was_unpublished_stays_chosen_and_says_so(
    officer_client: Client, measure: models.MeasurePage, places: dict[str, models.PlacePage]
) -> None:
    places["Ängby"].unpublish()
    assert ticked(opened(officer_client, measure)) == ["Torg 2", "Ängby (inte publicerad)"]
    choose(officer_client, measure, *(places[name].pk for name in ("Ängby", "Torg 2")))
    assert ticked(opened(officer_client, measure)) == ["Torg 2", "Ängby (inte publicerad)"]


def test_two_versions_are_compared_by_what_was_chosen(
    officer_client: Client, measure: models.MeasurePage, places: dict[str, models.PlacePage]
) -> None:
    measure.save_revision()
    choose(officer_client, measure, places["Östberga"].pk, places["Torg 2"].pk)
    address = reverse(
        "wagtailadmin_pages:revisions_compare", args=(measure.pk, "earliest", "latest")
    )
    compared = BeautifulSoup(officer_client.get(address).text, "html.parser")
    taken, added = (
        {each.get_text() for each in compared.select(name)} & set(TOWN)
        for name in (".deletion", ".addition")
    )
    assert (taken, added) == ({"Ängby"}, {"Östberga"})


def test_a_form_costs_the_same_for_many_places(
    officer_client: Client,
    measure: models.MeasurePage,
    place_index: models.PlaceIndexPage,
    places: dict[str, models.PlacePage],
) -> None:
    address = editor_of(measure)
    officer_client.get(address)  # warm caches
    few = count_queries(officer_client, address)
    PlaceFactory.create_batch(30, parent=place_index)
    officer_client.get(address)
    assert count_queries(officer_client, address) == few
    assert len(labels(opened(officer_client, measure))) == len(places) + 30
