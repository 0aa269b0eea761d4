"""A communicator finds one of many places, ticks it by keyboard, and finds the tick again."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import COLOURS, violations
from tests.journeys.portal import WIDTHS, Manage, fits, logged_in

pytestmark = pytest.mark.thorough
LOGIN = {"username": "bockar-i-listor", "password": "en-lang-hemlighet-4711"}
MADE = """
from core.models import User; from core.staff.roles import Role
from django.contrib.auth.models import Group
from associations.models import NightWalkPage
from home.models import MeasureIndexPage, MeasurePage, PlacePage
user = User.objects.create_user(**{login})
user.groups.add(Group.objects.get(name=str(Role.COMMUNICATOR)))
drafts = [MeasurePage(title="Utkast", slug=f"utkast-{n}", live=False) for n in (1, 2)]
for draft in drafts:
    draft.places = PlacePage.objects.filter(title__in=["Solberga", "Älvsjö"])
    MeasureIndexPage.objects.first().add_child(instance=draft)
    draft.save_revision()
print(*(draft.pk for draft in drafts), NightWalkPage.objects.get().pk)
"""


@pytest.fixture(scope="module")
def editors(portal_environment: dict[str, str]) -> Iterator[list[str]]:
    """The addresses of three editors: of two drafts with two places, and of the night walks."""
    manage = Manage(portal_environment)
    kept, looked_at, walks = manage.shell(MADE.replace("{login}", str(LOGIN))).split()[-3:]
    yield [f"/admin/pages/{number}/edit/" for number in (looked_at, walks, kept)]
    manage.shell(
        "from home.models import MeasurePage\n"
        f"for page in MeasurePage.objects.filter(pk__in=[{kept}, {looked_at}]): page.delete()"
    )


@pytest.fixture(scope="module")
def clerk(browser: Browser, portal: str, editors: list[str]) -> Iterator[Page]:
    """The browser of a communicator."""
    with logged_in(browser, portal, **LOGIN) as page:
        # An editor that is left with changes asks whether it may.
        page.on("dialog", lambda question: question.accept())
        yield page


@pytest.fixture
def desk(clerk: Page, editors: list[str]) -> Page:
    """The editor of the draft, just opened."""
    clerk.emulate_media(color_scheme="light")
    clerk.goto(editors[0])
    return clerk


def listed(page: Page) -> Locator:
    return page.locator("#id_places")


def search(page: Page) -> Locator:
    return listed(page).get_by_role("searchbox", name=re.compile("^Sök bland [0-9]+ val$"))


def shown(page: Page) -> list[str]:
    labels = listed(page).locator(".tick-list__option:visible label")
    return [text.strip() for text in labels.all_inner_texts()]


def sent(page: Page) -> list[list[str]]:
    """What the editor's form would send now."""
    return page.evaluate(
        "() => [...new FormData(document.getElementById('page-edit-form'))]"
        ".map(([name, value]) => [name, String(value)])"
    )


def test_looking_for_a_place_is_no_change_of_the_page(desk: Page) -> None:
    before = sent(desk)
    assert [name for name, _ in before if name == "places"] == ["places"] * 2
    search(desk).fill("alvsjo")
    assert shown(desk)[-2:] == ["Solberga", "Älvsjö"]
    assert sent(desk) == before
    search(desk).fill("")
    assert sent(desk) == before


def test_a_place_is_found_ticked_and_kept(desk: Page, editors: list[str]) -> None:
    # What it keeps is not for the others to find, in whichever order they run.
    desk.goto(editors[2])
    address, status = desk.url, listed(desk).get_by_role("status")
    everything = len(shown(desk))
    expect(status).to_have_text("2 valda.")
    search(desk).focus()
    desk.keyboard.type("alvsjo c")
    # What fits, and then what was chosen before.
    assert shown(desk) == ["Älvsjö centrum", "Solberga", "Älvsjö"]
    expect(status).to_have_text(f"2 valda. 1 av {everything} passar sökningen.")
    desk.keyboard.press("Enter")
    assert desk.url == address
    desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    expect(status).to_have_text(f"3 valda. 1 av {everything} passar sökningen.")
    search(desk).fill("finns inte")
    assert sorted(shown(desk)) == ["Solberga", "Älvsjö", "Älvsjö centrum"]
    expect(status).to_have_text(f"3 valda. 0 av {everything} passar sökningen.")
    search(desk).fill("")
    assert len(shown(desk)) == everything
    expect(status).to_have_text("3 valda.")
    with desk.expect_navigation():
        desk.locator("[data-page-action-menu] button, .action-save").first.click()
    desk.goto(address)
    boxes = listed(desk).get_by_role("checkbox")
    assert shown(desk)[:3] == ["Solberga", "Älvsjö", "Älvsjö centrum"]
    assert [box.is_checked() for box in boxes.all()] == [True] * 3 + [False] * (everything - 3)


def test_nobody_is_shut_out_of_the_list(desk: Page) -> None:
    search(desk).fill("alvsjo")
    # Wagtail's editor brings rules of its own, which are for the page that is edited.
    assert violations(desk, left_out=("empty-meta-description",)) == []
    desk.emulate_media(color_scheme="dark")
    desk.wait_for_timeout(300)
    assert violations(desk, only=COLOURS) == []


def test_a_row_that_is_added_has_its_own_search(desk: Page, editors: list[str]) -> None:
    desk.goto(editors[1])
    desk.locator("#id_group_rows-ADD").click()
    added = desk.locator(".tick-list").last
    added.get_by_role("searchbox").fill("alvsjo c")
    expect(added.get_by_role("status")).to_contain_text("0 valda. 1 av ")
    added.get_by_label("Älvsjö centrum").check()
    expect(added.get_by_role("status")).to_contain_text("1 vald. 1 av ")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_fits_on_any_screen(desk: Page, width: int) -> None:
    fits(desk, width)
    box = listed(desk).locator(".tick-list__box")
    assert box.evaluate("each => each.scrollWidth <= each.clientWidth")


def test_without_its_script_the_list_is_whole_and_has_no_search(desk: Page) -> None:
    everything = listed(desk).get_by_role("checkbox").count()
    desk.route("**/admin-tick-list*.js", lambda route: route.abort())
    desk.reload()
    desk.unroute_all()
    expect(listed(desk).get_by_role("checkbox")).to_have_count(everything)
    assert listed(desk).get_by_role("checkbox").first.is_checked()
    expect(listed(desk).locator("[type=search]")).to_be_hidden()
