"""The staff's own pages, and the doors to them: readable by everybody, on any screen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import stands_in_nobodys_way
from tests.journeys.portal import Manage, logged_in

pytestmark = pytest.mark.thorough

LOGIN = {"username": "ser-allt", "password": "en-lang-hemlighet-4712"}
NEWCOMER = "inbjuden"
# Ours; around them stands Wagtail's frame.
INSIDE = [
    "/admin/synpunkter/",
    "/admin/foreningsforslag/",
    "/admin/partnerskapsforslag/",
    "/admin/utskick/",
    "/admin/gallring/",
    "/admin/gallring/protokoll/",
    "/admin/registerutdrag/",
    "/admin/reports/atkomst/",
    "/admin/users/",
    "/admin/utskick/?export=csv",
]
OUTSIDE = ["/admin/login/", "/admin/password_reset/", "/admin/inbjudan/MQ/fel-bricka/"]


@pytest.fixture(scope="module")
def manage(portal_environment: dict[str, str]) -> Manage:
    return Manage(portal_environment)


@pytest.fixture(scope="module")
def desk(browser: Browser, portal: str, manage: Manage) -> Iterator[Page]:
    """The browser of somebody who may see everything."""
    manage.shell(f"from core.models import User; User.objects.create_superuser(**{LOGIN})")
    with logged_in(browser, portal, **LOGIN) as page:
        yield page


@pytest.mark.parametrize("address", INSIDE)
def test_a_page_of_the_staff_fits_and_axe_finds_nothing(desk: Page, address: str) -> None:
    answer = desk.goto(address)
    assert answer is not None
    assert answer.status == 200
    stands_in_nobodys_way(desk)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_door_fits_and_axe_finds_nothing(page: Page, address: str) -> None:
    page.goto(address)
    stands_in_nobodys_way(page)


def test_an_invitation_is_followed_on_a_telephone(page: Page, manage: Manage) -> None:
    manage.shell(
        "from core.models import User; from django.utils import timezone;"
        " from casework.log_in.invitations import invite;"
        f" user = User.objects.create(username='{NEWCOMER}', email='inbjuden@exempel.se');"
        " invite(user_id=user.pk, inviter=user, now=timezone.now())"
    )
    links = re.findall(r"https?://[^/\s]+(/admin/inbjudan/\S+)", "".join(manage.delivered()))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(links[-1])
    stands_in_nobodys_way(page)
    for name in ("new_password1", "new_password2"):
        page.locator(f"[name={name}]").fill("nagot-langt-och-eget-4713")
    page.locator("button[type=submit]").click()
    page.wait_for_load_state()
    stands_in_nobodys_way(page)
