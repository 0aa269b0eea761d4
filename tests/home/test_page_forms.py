"""The forms of every page type open in the admin, and so do the previews that they offer."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import querydict_from_html

from tests.factories.home import HomePageFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

OURS = [model for model in get_page_models() if not model.__module__.startswith("wagtail")]
every_page_type = pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
MADE_UP = {forms.DateField: "2026-09-01", forms.IntegerField: "2026"}


@pytest.fixture
def staff() -> Client:
    client = Client()
    client.force_login(UserFactory(administrator=True))
    return client


def parent_for(model: type[Page]) -> Page:
    """A page under which a page of this type can be made; of some there may only be one."""
    HomePageFactory(parent=Page.get_first_root_node(), slug="en-till")
    for page in model.objects.filter(numchild=0) if model.max_count_per_parent else ():
        page.delete()
    parents = Page.objects.type(*model.allowed_parent_page_models()).order_by("-depth", "pk")
    return next(page for page in parents if model.can_create_at(page.specific))


def required(form: forms.BaseForm) -> dict[str, str]:
    """Something for each field that even a draft must have."""
    return {
        name: MADE_UP[type(field)]
        for name, field in form.fields.items()
        if field.required and type(field) in MADE_UP and form[name].value() is None
    }


def sent(response: HttpResponse, model: type[Page], **changes: str) -> QueryDict:
    """What a browser sends of the form on a page, its streams empty."""
    form = BeautifulSoup(response.text, "html.parser").find("form", id="page-edit-form")
    data = querydict_from_html(str(form), form_index=0)
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data[f"{field.name}-count"] = "0"
    for name, value in changes.items():
        data[name] = value
    return data


def previewed(staff: Client, address: str, data: QueryDict) -> str:
    """The preview of a form with this content."""
    told = staff.post(address, data).json()
    assert told == {"is_valid": True, "is_available": True}
    response = staff.get(address, {"in_preview_panel": "true"})
    assert response.status_code == 200
    return str(response.text)


@every_page_type
def test_a_new_page_can_be_begun_and_previewed_with_nothing_but_a_title(
    model: type[Page], staff: Client
) -> None:
    names = (model._meta.app_label, model._meta.model_name, parent_for(model).pk)
    form = staff.get(reverse("wagtailadmin_pages:add", args=names))
    assert form.status_code == 200
    data = sent(form, model, **{**required(form.context["form"]), "title": "Det nya"})
    shown = previewed(staff, reverse("wagtailadmin_pages:preview_on_add", args=names), data)
    assert "Det nya" in shown


@every_page_type
def test_a_page_can_be_opened_and_previewed_with_another_title(
    model: type[Page], staff: Client
) -> None:
    page = model.objects.live().order_by("-depth", "pk").first()
    assert page is not None
    form = staff.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert form.status_code == 200
    data = sent(form, model, title="Det ändrade")
    shown = previewed(staff, reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,)), data)
    assert "Det ändrade" in shown
