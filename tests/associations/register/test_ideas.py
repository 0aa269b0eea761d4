"""Ideas that did not go further: shown and found only after somebody has approved them."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from associations.models import NotPursued
from searching.models import SearchEntry
from tests.associations.reading import text_of
from tests.factories.associations import IdeaFactory
from tests.factories.home import ActorFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    entries = SearchEntry.objects.filter(kind="idea")
    return [f"{entry.title} {entry.address}" for entry in entries]


def test_a_draft_is_neither_shown_nor_found(register, visitor):
    IdeaFactory(title="Schack i väntrummet")
    assert "Schack i väntrummet" not in visitor.get(register.url).text
    assert found() == []


def test_publishing_shows_it_with_reason_and_alternative_and_lets_it_be_found(register, visitor):
    idea = IdeaFactory(
        title="Schack i väntrummet", slug="schack", alternative_text="Biblioteket har schack."
    )
    idea.save_revision().publish()
    page = visitor.get(register.url).text
    assert 'id="schack"' in page
    assert "Parterna kom gemensamt fram till att lokalen saknades." in page
    assert "Biblioteket har schack." in page
    assert found() == ["Schack i väntrummet /partnerskap/#schack"]
    assert visitor.get("/sok/?q=väntrummet").context["list"].total == 1


def test_it_says_who_proposed_it_to_whom_and_for_whom(register, visitor):
    IdeaFactory(
        proposed_by=ActorFactory(name="Studieförbundet"),
        discussed_with=ActorFactory(name="Stadsdelen"),
        target_groups="äldre, unga vuxna",
        live=True,
    )
    shown = text_of(visitor, register.url)
    assert "Föreslogs av Studieförbundet Diskuterades med Stadsdelen" in shown
    assert "För vem Äldre, unga vuxna" in shown


def test_what_there_is_already_is_linked_to_while_it_is_published(register, square, visitor):
    IdeaFactory(alternative=square.page_ptr, live=True)
    link = f'<dd><a href="{square.url}">Torget</a></dd>'
    assert link in visitor.get(register.url).text
    square.unpublish()
    page = visitor.get(register.url).text
    assert link not in page
    assert "Det finns redan" not in page


def test_taking_it_down_hides_it_again(register, visitor):
    idea = IdeaFactory(title="Schack i väntrummet")
    idea.save_revision().publish()
    idea.refresh_from_db()
    idea.unpublish()
    assert found() == []
    assert "Schack i väntrummet" not in visitor.get(register.url).text


def test_an_idea_moves_with_the_register(register):
    IdeaFactory(slug="schack").save_revision().publish()
    register.slug = "overenskommelser"
    register.save_revision().publish()
    assert found()[0].endswith("/overenskommelser/#schack")


@pytest.fixture
def writer() -> Client:
    """Somebody who may write ideas but not publish them."""
    user = UserFactory()
    codes = ("access_admin", "add_notpursued", "change_notpursued", "view_notpursued")
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = Client()
    client.force_login(user)
    return client


WRITTEN = {
    "title": "Schack i väntrummet",
    "slug": "schack",
    "idea": "Schack.",
    "reason": "Parterna stannade där gemensamt.",
}


def test_who_may_not_publish_can_only_write_a_draft(register, writer):
    address = reverse("wagtailsnippets_associations_notpursued:add")
    writer.post(address, {**WRITTEN, "action-publish": "action-publish"})
    assert not NotPursued.objects.get(slug="schack").live


def test_who_may_publish_approves_it(register, writer, administrator_client):
    add = reverse("wagtailsnippets_associations_notpursued:add")
    writer.post(add, WRITTEN)
    idea = NotPursued.objects.get(slug="schack")
    assert not idea.live
    edit = reverse("wagtailsnippets_associations_notpursued:edit", args=[idea.pk])
    administrator_client.post(edit, {**WRITTEN, "action-publish": "action-publish"})
    idea.refresh_from_db()
    assert idea.live


def test_the_lists_in_the_admin_open(register, administrator_client):
    IdeaFactory()
    for model in ("notpursued", "associationkind"):
        address = reverse(f"wagtailsnippets_associations_{model}:list")
        assert administrator_client.get(address).status_code == 200
