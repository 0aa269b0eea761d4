"""An association corrects its entry by link, and a communicator approves what it changed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.axe import violations
from tests.journeys.portal import WIDTHS, Manage, fits, logged_in

ENTRY = "kulturforeningen-solan"
LOGIN = {"username": "kommunikatoren", "password": "en-lang-hemlighet-4711"}


@pytest.fixture
def communicator(browser: Browser, portal: str, manage: Manage) -> Iterator[Page]:
    """A communicator's browser, logged in, at an entry that has an address to send links to."""
    manage(
        *("shell", "--no-imports", "-c"),
        "from core.models import User; from associations.models import AssociationPage as A;"
        # Whoever has decided something stays for good.
        f" known = User.objects.filter(username='{LOGIN['username']}');"
        f" known or User.objects.create_superuser(**{LOGIN});"
        f" page = A.objects.get(slug='{ENTRY}', locale__language_code='sv');"
        " page.review_email = 'styrelsen@exempel.se'; page.save_revision().publish()",
    )
    with logged_in(browser, portal, **LOGIN) as page:
        yield page


def links_in(mail: str) -> list[str]:
    return re.findall(r"http://\S+(/forening/uppgifter/\S+)", mail)


def test_an_association_corrects_its_entry_and_a_communicator_approves(
    communicator: Page, context: BrowserContext, page: Page, manage: Manage
) -> None:
    # The communicator sends the link.
    communicator.goto(entry_editor(manage))
    communicator.get_by_role("button", name="Handlingar").first.click()
    communicator.get_by_role("link", name="Skicka granskningslänk").first.click()
    communicator.get_by_role("button", name="Skicka granskningslänk").click()
    expect(communicator.get_by_text("Länken är på väg till föreningen.")).to_be_visible()
    link = [link for mail in manage.delivered() for link in links_in(mail)][-1]

    # The association opens it, without an account, and corrects what is wrong.
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Se över era uppgifter")
    for width in WIDTHS:
        fits(page, width)
        assert violations(page) == []
    assert not context.cookies()
    page.get_by_label("Det här söker vi").fill("Vuxna som vill spela teater\nEn scen")
    page.get_by_label("Föreningens telefon").fill("08-123 45 67")
    page.get_by_label("Visa telefonen på portalen").check()
    page.get_by_label("Organisationsnummer").fill("811218-9876")
    page.wait_for_timeout(1100)
    page.get_by_role("button", name="Skicka ändringar").click()
    expect(page.get_by_role("alert")).to_contain_text("Ta bort personnumret")
    expect(page.get_by_label("Organisationsnummer")).to_have_value("")
    expect(page.get_by_label("Det här söker vi")).to_have_value(
        "Vuxna som vill spela teater\nEn scen"
    )
    assert violations(page) == []
    page.get_by_role("button", name="Skicka ändringar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Tack! Vi har tagit emot det du skickade"
    )
    reference = page.locator(".receipt__reference").inner_text()
    for width in WIDTHS:
        fits(page, width)
        assert violations(page) == []

    # The link is used, and nothing is published yet.
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken är redan använd")
    assert violations(page) == []
    page.get_by_role("link", name="Be om en ny länk").click()
    expect(page.get_by_label("Föreningens e-postadress")).to_be_visible()
    page.goto(f"/foreningar/{ENTRY}/")
    expect(page.get_by_role("main")).not_to_contain_text("spela teater")

    # The communicator compares, rewrites a word and approves.
    communicator.goto("/admin/")
    communicator.get_by_role("link", name="Föreningsförslag").first.click()
    communicator.get_by_role("link", name=reference).first.click()
    seeks = communicator.get_by_role("region", name="Det här söker vi")
    expect(seeks.locator("ins")).to_contain_text("spela teater")
    expect(seeks.get_by_label("Ta med")).to_be_checked()
    seeks.get_by_text("Skriv om:").click()
    words = seeks.get_by_role("textbox")
    for width in WIDTHS:
        fits(communicator, width)
        # Wagtail's fields glide to their new width.
        communicator.wait_for_timeout(400)
        assert right_edge(words) <= right_edge(seeks)
        assert violations(communicator) == []
    words.fill("Vuxna som vill spela teater\nEn scen i Solberga")
    communicator.get_by_role("button", name="Godkänn det förbockade").click()
    expect(communicator.get_by_text(f"{reference} är nu: godkänt.")).to_be_visible()

    # Everybody can read it, and the association is told. A browser keeps a page for some minutes.
    page.goto(f"/foreningar/{ENTRY}/")
    page.reload()
    main = page.get_by_role("main")
    expect(main).to_contain_text("En scen i Solberga")
    expect(main).to_contain_text("08-123 45 67")
    expect(main).to_contain_text("Kontrollerad")
    told = [mail for mail in manage.delivered() if reference in mail][-1]
    assert "En del har vi ändrat eller lämnat utanför." in told


def right_edge(part: Locator) -> float:
    """Where a part of the page ends, in pixels."""
    box = part.bounding_box()
    assert box
    return round(box["x"] + box["width"])


def entry_editor(manage: Manage) -> str:
    """Where the entry is edited."""
    number = manage(
        *("shell", "--no-imports", "-c"),
        "from associations.models import AssociationPage as A;"
        f" print(A.objects.get(slug='{ENTRY}', locale__language_code='sv').pk)",
    )
    return f"/admin/pages/{number.strip()}/edit/"


def test_a_new_association_is_suggested_and_published(
    communicator: Page, page: Page, manage: Manage
) -> None:
    page.goto("/foreningar/")
    page.get_by_role("link", name="Anmäl din förening").click()
    for width in WIDTHS:
        fits(page, width)
        assert violations(page) == []
    page.get_by_label("Föreningens namn").fill("Liseberg schackklubb")
    page.get_by_label("Det här gör vi").fill("Schack för alla på torsdagar")
    page.get_by_label("Din e-postadress").fill("anna@exempel.se")
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="Skicka anmälan").click()
    reference = page.locator(".receipt__reference").inner_text()
    communicator.goto("/admin/foreningsforslag/")
    communicator.get_by_role("link", name=reference).first.click()
    communicator.get_by_label("Publicera föreningens sida direkt").check()
    communicator.get_by_role("button", name="Godkänn det förbockade").click()
    expect(communicator.get_by_text(f"{reference} är nu: godkänt.")).to_be_visible()
    page.goto("/foreningar/?q=schackklubb")
    page.get_by_role("link", name="Liseberg schackklubb").click()
    expect(page.get_by_role("main")).to_contain_text("Schack för alla på torsdagar")
