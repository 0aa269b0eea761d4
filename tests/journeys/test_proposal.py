"""From an idea to the draft of a partnership: the association, the mail and the officer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import COLOURS, violations
from tests.factories.files import exe_bytes, pdf_bytes, png_bytes
from tests.journeys.portal import WIDTHS, Manage, fits, logged_in
from tests.journeys.post import Post

WAY, FORM = "/partnerskap/foresla/", "/partnerskap/foresla/formular/"


@pytest.fixture
def officer(browser: Browser, portal: str, manage: Manage) -> Iterator[Page]:
    """The browser of a case officer: one of the role, not an administrator."""
    login = {"username": "handlaggaren", "password": "en-lang-hemlighet-4711"}
    manage.shell(
        "from core.models import User; from django.contrib.auth.models import Group;"
        # Whoever has decided something stays for good.
        f" known = User.objects.filter(username='{login['username']}').first();"
        f" names = {{'first_name': 'Hanna', 'last_name': 'Handling'}};"
        f" user = known or User.objects.create_user(**{login}, **names);"
        " user.groups.add(Group.objects.get(name='Handläggare'))"
    )
    with logged_in(browser, portal, **login) as page:
        yield page


def files(folder: Path) -> dict[str, Path]:
    made = {"plan å.pdf": pdf_bytes(), "karta.png": png_bytes(), "fel.pdf": exe_bytes()}
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in made}


def looks_right(page: Page) -> None:
    """Check the present state of a page at all widths, by day and by night."""
    for width in WIDTHS:
        fits(page, width)
        assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, only=COLOURS) == []
    page.emulate_media(color_scheme="light")


def step(officer: Page, title: str) -> None:
    """Unfold one step of the case, unless it is unfolded."""
    summary = officer.locator("details.step > summary", has_text=re.compile(f"^{title}$"))
    if summary.locator("xpath=..").get_attribute("open") is None:
        summary.click()


def test_a_proposal_becomes_the_draft_of_a_partnership(
    page: Page, officer: Page, manage: Manage, mailbox: Post, tmp_path: Path
) -> None:
    sent = files(tmp_path)

    # An association finds the way and makes a mistake; nothing that it wrote is lost.
    page.goto("/partnerskap/")
    page.get_by_role("link", name="Föreslå ett partnerskap").click()
    page.get_by_role("link", name="Till formuläret").click()
    looks_right(page)
    page.get_by_label("Föreningens namn").fill("Föreningen Lyktan")
    page.get_by_label("Kontaktpersonens namn").fill("Åsa Öberg-Ström")
    page.get_by_label("E-postadress").fill("<asa@exempel.se> ")
    page.get_by_label("Vilket problem eller behov").fill("Det är mörkt vid planen.")
    page.get_by_label("Vad vill ni göra?").fill("Vi vandrar på fredagar.\nMed lyktor.")
    page.get_by_label("Solberga", exact=True).check()
    page.locator("input[type=file]").set_input_files([sent["plan å.pdf"], sent["fel.pdf"]])
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Granska innan du skickar").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Ge idén ett namn")
    expect(page.get_by_role("alert")).to_contain_text("en sorts fil")
    expect(page.get_by_label("Vad vill ni göra?")).to_have_value(
        "Vi vandrar på fredagar.\nMed lyktor."
    )
    expect(page.get_by_role("list", name="Bifogade filer")).to_contain_text("plan å.pdf")
    looks_right(page)

    # The browser crashes; what was typed is there again.
    crashed = page.context.new_page()
    crashed.goto(FORM)
    expect(crashed.get_by_label("Föreningens namn")).to_have_value("Föreningen Lyktan")
    expect(crashed.get_by_text("Vi har fyllit i det som du skrev")).to_be_visible()
    crashed.get_by_role("button", name="Visa bifogade filer").click()
    expect(crashed.get_by_role("list", name="Bifogade filer")).to_contain_text("plan å.pdf")
    crashed.close()

    # The connection is lost while it is sent; back in the form, everything is there.
    page.get_by_label("Vad kallar ni idén?").fill("Lyktor")
    page.context.set_offline(True)
    page.get_by_role("button", name="Granska innan du skickar").click()
    page.context.set_offline(False)
    page.goto(FORM)
    expect(page.get_by_label("Vad kallar ni idén?")).to_have_value("Lyktor")
    expect(page.get_by_label("Solberga", exact=True)).to_be_checked()
    page.get_by_role("button", name="Visa bifogade filer").click()

    # It is put right, reviewed and sent, by keyboard, and sent twice.
    page.get_by_label("Vad kallar ni idén?").fill("Lyktor på planen")
    page.locator("input[type=file]").set_input_files([sent["karta.png"]])
    page.get_by_label("Vad kallar ni idén?").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Granska innan du skickar")
    expect(page.get_by_role("main")).to_contain_text("karta.png")
    looks_right(page)
    page.get_by_role("button", name="Skicka förslaget").last.dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tack!")
    receipt = page.url
    looks_right(page)
    printing = page.get_by_role("button", name="Skriv ut")
    expect(printing).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".receipt__reference")).to_be_visible()
    expect(printing).to_be_hidden()
    page.emulate_media(media="screen")
    page.reload()
    expect(page).to_have_url(receipt)
    assert page.evaluate("localStorage.length") == 0
    reference = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", page.get_by_role("main").inner_text())
    assert reference

    # The mail holds the link.
    mail = mailbox.to(manage, "asa@exempel.se")
    assert reference[0] in mail
    link = re.findall(r"http://[^/]+(/partnerskap/mitt-forslag/\S+)", mail)[0]

    # The officer finds the case, takes it, registers it and asks.
    officer.goto("/admin/")
    officer.get_by_role(
        "link", name=re.compile("Partnerskapsförslag|Förslag till partnerskap")
    ).first.click()
    officer.get_by_role("link", name=reference[0]).first.click()
    expect(officer.get_by_role("main")).to_contain_text("Det är mörkt vid planen.")
    step(officer, "Välj handläggare")
    officer.get_by_label("Handläggare", exact=True).select_option(label="Hanna Handling (du)")
    officer.get_by_role("button", name="Spara handläggare").click()
    step(officer, "Fyll i diarienummer")
    officer.get_by_label("Diarienummer", exact=False).last.fill("HÄ 2026/123")
    officer.get_by_role("button", name="Spara diarienummer").click()
    step(officer, "Be om mer uppgifter")
    officer.get_by_label("Fråga").fill("Hur många är ni?")
    officer.get_by_role("button", name="Skicka fråga").click()

    # The association answers through its link, with a file.
    assert link in mailbox.to(manage, "asa@exempel.se")
    page.goto(link)
    expect(page.locator("blockquote")).to_have_text("Hur många är ni?")
    looks_right(page)
    page.get_by_role("textbox").last.fill("Vi är sexton.")
    page.locator("input[type=file]").set_input_files([sent["karta.png"]])
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.get_by_role("status")).to_contain_text("Vi har fått det du skickade")
    expect(page.get_by_role("main")).to_contain_text("Vi är sexton.")
    # What was sent is not kept on a computer that others may use, and fills in no later form.
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.locator("textarea[name=text]")).to_have_value("")

    # The officer reads it, says yes, and finds the draft in the register.
    officer.reload()
    expect(officer.get_by_role("main")).to_contain_text("Vi är sexton.")
    step(officer, "Byt status")
    officer.get_by_label("Bedöms").check()
    officer.get_by_role("button", name="Byt status").last.click()
    step(officer, "Säg ja och börja skriva")
    officer.get_by_role("button", name="Säg ja till förslaget").click()
    officer.get_by_role("link", name="Lyktor på planen").first.click()
    expect(officer).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    expect(officer.locator("#id_purpose")).to_have_value("Det är mörkt vid planen.")

    # The sender reads of it in plain words; nobody else sees anything.
    page.reload()
    expect(page.get_by_role("heading", name="Vi skriver en överenskommelse")).to_be_visible()
    assert "Vi skriver en överenskommelse" in mailbox.to(manage, "asa@exempel.se")
    page.goto("/partnerskap/")
    expect(page.get_by_role("main")).not_to_contain_text("Lyktor på planen")
