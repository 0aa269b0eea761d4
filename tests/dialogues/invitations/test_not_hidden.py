"""An announced dialogue is not made private; what nobody counts on may be."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from dialogues.models import DialogueIndexPage
from tests.factories.dialogues import DialogueFactory

pytestmark = pytest.mark.django_db

TOLD = "Ställ in dialogen i stället"


def hide(client: Client, page_id: int) -> str:
    """Choose that only those who are logged in may read the page, and return the answer."""
    address = f"/admin/pages/{page_id}/privacy/"
    shown = str(client.get(address).json()["html"])
    client.post(address, {"restriction_type": "login"})
    return shown


@pytest.mark.parametrize("state", ["undated", "hybrid", "live_now", "cancelled", "postponed"])
def test_what_people_count_on_is_not_hidden(
    administrator_client: Client, visitor: Client, dialogue_index: DialogueIndexPage, state: str
) -> None:
    page = DialogueFactory(parent=dialogue_index, **{state: True})
    assert TOLD in hide(administrator_client, page.pk)
    assert not PageViewRestriction.objects.exists()
    assert visitor.get(page.url).status_code == 200


def test_nor_is_the_list_that_they_all_stand_in(
    administrator_client: Client, dialogue_index: DialogueIndexPage
) -> None:
    assert TOLD in hide(administrator_client, dialogue_index.pk)
    assert not PageViewRestriction.objects.exists()


@pytest.mark.parametrize("state", [{"held": True}, {"publish": False}, {"reported": True}])
def test_what_has_been_or_was_never_announced_may_be(
    administrator_client: Client, dialogue_index: DialogueIndexPage, state: dict[str, bool]
) -> None:
    page = DialogueFactory(parent=dialogue_index, **state)
    assert TOLD not in hide(administrator_client, page.pk)
    assert PageViewRestriction.objects.get().page_id == page.pk


def test_what_was_private_when_it_was_published_can_be_opened(
    administrator_client: Client,
    dialogue_index: DialogueIndexPage,
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = DialogueFactory(parent=dialogue_index, publish=False)
    # Which pages are private is kept warm until that is stored.
    with django_capture_on_commit_callbacks(execute=True):
        hide(administrator_client, page.pk)
        page.save_revision().publish()
    address = f"/admin/pages/{page.pk}/privacy/"
    assert "restriction_type" in administrator_client.get(address).json()["html"]
    administrator_client.post(address, {"restriction_type": "none"})
    assert not PageViewRestriction.objects.exists()
