"""The communicator's own views of dialogues: nothing in them stands in the way of anyone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import stands_in_nobodys_way, violations
from tests.browser.registrations import FULL
from tests.journeys.portal import Manage, logged_in

pytestmark = pytest.mark.thorough

LOGIN = {"username": "ser-dialoger", "password": "en-lang-hemlighet-4711"}
# Ours; around them stands Wagtail's frame, in which axe finds nothing either.
VIEWS = [
    "/admin/",
    "/admin/dialoger/",
    "/admin/snippets/dialogues/dialogueseries/",
    f"/admin/dialog/{FULL}/flytta/",
    f"/admin/dialog/{FULL}/skjut-upp/",
    f"/admin/dialog/{FULL}/stall-in/",
    f"/admin/dialog/{FULL}/anmalda/",
    f"/admin/dialog/{FULL}/anmalda/utskrift/",
]


@pytest.fixture(scope="module")
def desk(browser: Browser, portal: str, portal_environment: dict[str, str]) -> Iterator[Page]:
    """The browser of a communicator."""
    Manage(portal_environment).shell(
        "from core.models import User; from core.staff.roles import Role;"
        " from django.contrib.auth.models import Group;"
        f" user = User.objects.create_user(**{LOGIN});"
        " user.groups.add(Group.objects.get(name=str(Role.COMMUNICATOR)))"
    )
    with logged_in(browser, portal, **LOGIN) as page:
        yield page


@pytest.mark.parametrize("address", VIEWS)
def test_a_view_fits_and_axe_finds_nothing(desk: Page, address: str) -> None:
    desk.emulate_media(color_scheme="light")
    answer = desk.goto(address)
    assert answer is not None
    assert answer.status == 200
    stands_in_nobodys_way(desk)


def test_axe_finds_nothing_in_the_editor_with_its_checklist(desk: Page) -> None:
    desk.emulate_media(color_scheme="light")
    desk.goto(f"/admin/pages/{FULL}/edit/#tab-klar_att_publicera")
    desk.locator(".invitation-check").wait_for(state="visible")
    # Wagtail's editor brings rules of its own, which are for the page that is edited.
    assert violations(desk, left_out=("empty-meta-description",)) == []
