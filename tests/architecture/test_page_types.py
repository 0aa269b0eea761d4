"""Every page type keeps to its place in the house."""

import pytest
from wagtail.models import Page, get_page_models

from core.models import BasePage

OUR_PAGES = [model for model in get_page_models() if not model.__module__.startswith("wagtail")]


def app_of(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("model", OUR_PAGES, ids=lambda model: model.__name__)
def test_a_page_type_extends_base_page(model: type[Page]) -> None:
    assert issubclass(model, BasePage)


@pytest.mark.parametrize("model", OUR_PAGES, ids=lambda model: model.__name__)
def test_a_page_type_names_its_parents(model: type[Page]) -> None:
    assert "parent_page_types" in vars(model), "say where this page may stand"
    assert model.parent_page_types


@pytest.mark.parametrize("model", OUR_PAGES, ids=lambda model: model.__name__)
def test_a_page_type_names_no_other_apps_children(model: type[Page]) -> None:
    named = model.subpage_types
    children = named if named is not None else []
    assert {app_of(child) for child in children} <= {model._meta.app_label}


def test_only_the_front_page_is_open_to_children_of_any_app() -> None:
    open_to_all = {model.__name__ for model in OUR_PAGES if model.subpage_types is None}
    assert open_to_all == {"HomePage"}


@pytest.mark.parametrize("model", OUR_PAGES, ids=lambda model: model.__name__)
def test_a_page_type_has_a_swedish_name(model: type[Page]) -> None:
    english = model._meta.object_name or ""
    assert str(model._meta.verbose_name).replace(" ", "") != english.lower()


@pytest.mark.parametrize("model", OUR_PAGES, ids=lambda model: model.__name__)
def test_a_page_type_says_what_it_is_for(model: type[Page]) -> None:
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")
