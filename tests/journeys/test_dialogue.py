"""From an invitation to the open doors: the communicator, the calendar, and a resident's phone."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.moved_clock import clock_at
from tests.browser.printed import is_one_sheet
from tests.dialogues.calendars.strict_calendar import read_strictly
from tests.journeys.portal import Manage, fits, logged_in
from tests.journeys.post import Post, calendar_of, words_of

TITLE = "Trygghetsvandring vid tunnelbanan, ljus och gångvägar"
ROOM = "https://meet.jit.si/rummet-for-vandringen"
WAY_IN = "Gå till mötet i Jitsi"
LATE = "Tunneln stängs om en vecka, och vi vill gå där innan."
MOVED = "Entreprenören gräver den dagen; vi går i stället veckan efter."
PHONE = 320


@pytest.fixture
def communicator(browser: Browser, portal: str, manage: Manage) -> Iterator[Page]:
    """The browser of a communicator: one of the role, not an administrator."""
    login = {"username": "vandringsledaren", "password": "en-lang-hemlighet-4711"}
    manage.shell(
        "from core.models import User; from django.contrib.auth.models import Group;"
        # Whoever has decided something stays for good.
        f" known = User.objects.filter(username='{login['username']}').first();"
        f" names = {{'first_name': 'Vera', 'last_name': 'Vandring'}};"
        f" user = known or User.objects.create_user(**{login}, **names);"
        " user.groups.add(Group.objects.get(name='Kommunikatör'))"
    )
    with logged_in(browser, portal, **login) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, portal: str) -> Iterator[Page]:
    """A resident's telephone."""
    context = browser.new_context(
        base_url=portal,
        locale="sv-SE",
        reduced_motion="reduce",
        viewport={"width": PHONE, "height": 640},
        has_touch=True,
        is_mobile=True,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def at_half_past_six(*, days: int) -> datetime:
    """Return an evening from today on, in Sweden."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=18, minute=30, second=0, microsecond=0)


def typed(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def type_times(editor: Page, starts: datetime) -> None:
    """Type when it starts, and that it ends two hours later."""
    calendar = editor.locator(".xdsoft_datetimepicker:visible")
    for name, moment in (("starts_at", starts), ("ends_at", starts + timedelta(hours=2))):
        field = editor.locator(f"#id_{name}")
        field.click()
        # It offers days to choose from, and folds away when one goes on to what is next.
        expect(calendar).to_be_visible()
        field.fill(typed(moment))
        field.press("Tab")
        expect(calendar).to_have_count(0)


def open_tab(editor: Page, name: str) -> None:
    tab = editor.get_by_role("tab", name=name)
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")


def write(editor: Page, **fields: str) -> None:
    for name, words in fields.items():
        editor.locator(f"#id_{name}").fill(words)


def point(editor: Page, name: str) -> Locator:
    """A line of the checklist."""
    return editor.locator(".invitation-check__point").filter(
        has=editor.get_by_text(name, exact=True)
    )


def asked_of(editor: Page, field: str) -> Locator:
    """The part of the editor that holds a field, with what is said of it."""
    return editor.get_by_role("region", name=field)


def press(editor: Page, button: str) -> None:
    """Press a button of the editor's foot, folded away or not."""
    wanted = editor.get_by_role("button", name=button, exact=True).first
    if not wanted.is_visible():
        editor.locator("footer").get_by_role("button", name="Fler åtgärder").click()
    wanted.click()


def unfolded(content: bytes) -> str:
    """Return a calendar's text with its lines whole, so that it can be searched."""
    return content.replace(b"\r\n ", b"").decode()


def entry_in(content: bytes) -> Any:
    """Return what a calendar's parser finds of the walk, also one that forgives nothing."""
    read_strictly(content)
    entries = Calendar.from_ical(content).walk("VEVENT")
    (entry,) = (each for each in entries if str(each["SUMMARY"]) == TITLE)
    return entry


def test_a_communicator_invites_to_a_walk_and_a_resident_takes_part_from_home(
    communicator: Page, phone: Page, manage: Manage, mailbox: Post
) -> None:
    starts = at_half_past_six(days=5)

    # A communicator writes the invitation.
    communicator.goto("/admin/dialoger/")
    communicator.get_by_role("link", name=re.compile("Lägg till|Skapa")).first.click()
    write(communicator, title=TITLE)
    communicator.locator("#id_kind").select_option(label="Trygghetsvandring")
    communicator.get_by_label("Solberga", exact=True).check()
    type_times(communicator, starts)
    open_tab(communicator, "Inbjudan")
    write(
        communicator,
        problem="Tunneln är mörk, och gångvägen dit är lång.",
        what_can_change="Var lamporna ställs.",
        without_district="Stadsdelen får protokollet och svarar skriftligt.",
        access="Stegfritt hela vägen.",
        contact_role="Trygghetssamordnaren",
        contact_email="trygghet@exempel.se",
        if_cancelled="Det står på sidan, och alla anmälda får ett brev.",
    )
    communicator.locator("#id_participation").select_option(label="Konsultation")
    open_tab(communicator, "Delta")
    communicator.locator("#id_form").select_option(label="På plats eller digitalt")
    write(communicator, meeting_point="Vid tunnelbanans uppgång", digital_url=ROOM, capacity="20")
    communicator.locator("#id_sign_up").select_option(label="Du behöver anmäla dig")
    press(communicator, "Spara utkast")
    expect(communicator.get_by_text("skapad.")).to_be_visible()

    # The checklist warns of what is late and who is missing.
    open_tab(communicator, "Klar att publicera?")
    expect(point(communicator, "I rätt tid")).to_contain_text("saknas")
    expect(point(communicator, "Polisen")).to_contain_text("Bjud in polisen")
    expect(point(communicator, "Plats")).to_contain_text("klart")
    expect(point(communicator, "Delta digitalt")).to_contain_text("klart")
    expect(communicator.locator(".invitation-check")).to_contain_text("minst 14 dagar före")

    # It is not published without a reason, and nothing that was written is lost.
    press(communicator, "Publicera")
    expect(communicator.get_by_text("Sidan kunde inte sparas")).to_be_visible()
    open_tab(communicator, "Klar att publicera?")
    reason = communicator.locator("#id_gate_reason")
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(asked_of(communicator, "Skäl till undantag")).to_contain_text("skriv skälet")
    reason.fill(LATE)
    press(communicator, "Publicera")
    expect(communicator.get_by_text("publicerad").first).to_be_visible()
    communicator.goto("/admin/dialoger/")
    row = communicator.get_by_role("row").filter(has_text=TITLE)
    expect(row).to_contain_text(LATE)
    expect(row).to_contain_text("5 dagar före")
    expect(row).to_contain_text("Polisen")

    # A resident finds it by phone; the room is not open yet.
    phone.goto("/dialoger/")
    phone.get_by_role("link", name=TITLE).first.tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)
    address = phone.url
    fits(phone, PHONE)
    assert ROOM not in phone.content()

    # The poster hangs on the notice board, and calendars know of the walk, not of its room.
    poster = phone.context.new_page()
    number = re.findall(r"/dialog/(\d+)/anmal/", phone.content())[0]
    poster.goto(f"/dialog/{number}/affisch/")
    is_one_sheet(poster)
    feed = poster.request.get("/dialoger/kalender.ics").body()
    announced = entry_in(feed)
    assert announced.decoded("DTSTART") == starts
    assert ROOM not in unfolded(feed)
    poster.close()

    # The resident signs up, and gets a mail.
    phone.get_by_role("link", name="Anmäl dig", exact=True).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Anmäl dig")
    fits(phone, PHONE)
    phone.get_by_label("Ditt namn").fill("Åsa Öberg-Ström")
    phone.get_by_label("Din e-postadress").fill("asa.vandrar@exempel.se")
    phone.get_by_label("Digitalt", exact=True).check()
    phone.get_by_label("Vad behöver du").fill("Textning")
    phone.wait_for_timeout(3100)
    phone.get_by_role("button", name="Anmäl mig").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Du är anmäld och deltar digitalt")
    fits(phone, PHONE)
    confirmed = mailbox.mail_to(manage, "asa.vandrar@exempel.se")
    words = words_of(confirmed)
    assert "Du är anmäld och deltar digitalt." in words
    calendar = calendar_of(confirmed)
    assert entry_in(calendar)["UID"] == announced["UID"]
    assert ROOM not in words + unfolded(calendar)
    mine = re.findall(r"http://[^/]+(/dialog/anmalan/\S+)", words)[0]
    phone.goto(mine)
    expect(phone.get_by_role("link", name="Avanmäl dig")).to_be_visible()
    expect(phone.get_by_role("main")).to_contain_text("Länken visas här")
    fits(phone, PHONE)

    # The evening comes. The page that is open shows the way in by itself.
    opens = starts - timedelta(minutes=15)
    phone.goto(address)
    with clock_at(opens - timedelta(seconds=8), manage.var_dir):
        phone.reload()
        expect(phone.get_by_role("main")).to_contain_text("Länken öppnar")
        assert ROOM not in phone.content()
        way_in = phone.get_by_role("link", name=WAY_IN)
        expect(way_in).to_have_attribute("href", ROOM, timeout=20_000)
        fits(phone, PHONE)
        phone.goto(mine)
        expect(phone.get_by_role("link", name=WAY_IN)).to_have_attribute("href", ROOM)
        fits(phone, PHONE)

    # Back in the present, the communicator has to move it, and says why.
    later = at_half_past_six(days=12)
    row.get_by_role("link", name=TITLE, exact=True).click()
    communicator.get_by_role("link", name="Flytta dialogen").first.click()
    expect(communicator.get_by_text("1 anmäld får ett brev.")).to_be_visible()
    type_times(communicator, later)
    communicator.get_by_role("button", name="Flytta och berätta").click()
    expect(communicator.get_by_text("Skriv skälet. Det visas för alla.")).to_be_visible()
    expect(communicator.locator("#id_starts_at")).to_have_value(typed(later))
    write(communicator, reason=MOVED)
    communicator.get_by_role("button", name="Flytta och berätta").click()
    expect(communicator.get_by_text("Dialogen har fått sin nya tid.")).to_be_visible()

    # The resident is told by mail, on the page and in the calendar.
    moved = mailbox.mail_to(manage, "asa.vandrar@exempel.se")
    assert "har fått en ny tid" in words_of(moved)
    assert MOVED in words_of(moved)
    entry = entry_in(calendar_of(moved))
    assert entry.decoded("DTSTART") == later
    assert entry["SEQUENCE"] > announced["SEQUENCE"]
    assert entry["UID"] == announced["UID"]
    phone.goto(address)
    # A browser keeps a page for some minutes.
    phone.reload()
    main = phone.get_by_role("main")
    expect(main).to_contain_text("Tiden har ändrats")
    expect(main).to_contain_text(MOVED)
    expect(main.locator("s").first).to_contain_text(f"{starts.day} ")
    assert ROOM not in phone.content()
    fits(phone, PHONE)
    assert violations(phone) == []
