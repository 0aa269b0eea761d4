"""A passkey in a real browser: set up, used at the next log-in, and refused from another one."""

import os
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page, expect

from core.models import User
from core.staff.roles import Role
from tests.browser.axe import stands_in_nobodys_way
from tests.browser.chromium import chromium
from tests.two_steps.conftest import PASSWORD, person

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def handler() -> User:
    """An officer, whose role asks for a second step."""
    return person("hanna", Role.CASE_OFFICER)


@pytest.fixture
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as running:
        yield running


def visit(browser: Browser, address: str) -> Page:
    page = browser.new_context(base_url=address, locale="sv-SE").new_page()
    page.set_default_timeout(180_000)
    expect.set_options(timeout=180_000)
    return page


def with_authenticator(page: Page) -> None:
    """Give the page a telephone that answers for its owner."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )


def log_in(page: Page) -> None:
    page.goto("/admin/login/", wait_until="domcontentloaded")
    page.locator("[name=username]").fill("hanna")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def test_a_passkey_is_set_up_and_lets_in(
    browser: Browser, live_server: object, handler: User
) -> None:
    page = visit(browser, str(live_server.url))
    with_authenticator(page)
    log_in(page)
    expect(page.get_by_role("heading", name="Logga in i två steg")).to_be_visible()
    stands_in_nobodys_way(page)
    page.get_by_role("link", name="Lägg till en nyckel").click()
    stands_in_nobodys_way(page)
    page.get_by_label("Namn på nyckeln").fill("Jobbtelefonen")
    page.get_by_role("button", name="Lägg till nyckeln").click()
    expect(page.get_by_role("heading", name="Dina reservkoder")).to_be_visible()
    stands_in_nobodys_way(page)
    assert Authenticator.objects.filter(user=handler, type="webauthn").count() == 1
    page.get_by_role("link", name="Jag har sparat dem").click()
    expect(page.get_by_role("heading", name="Hej hanna, vad har hänt?")).to_be_visible()

    page.context.clear_cookies()
    log_in(page)
    expect(page.get_by_role("heading", name="Logga in: andra steget")).to_be_visible()
    stands_in_nobodys_way(page)
    page.get_by_role("button", name="Använd en nyckel").click()
    expect(page.get_by_role("heading", name="Hej hanna, vad har hänt?")).to_be_visible()
    page.goto("/admin/andra-steget/", wait_until="domcontentloaded")
    expect(page.get_by_text("Jobbtelefonen")).to_be_visible()

    stranger = visit(browser, str(live_server.url))
    with_authenticator(stranger)
    log_in(stranger)
    stranger.get_by_role("button", name="Använd en nyckel").click()
    stranger.wait_for_timeout(500)
    stranger.goto("/admin/", wait_until="domcontentloaded")
    expect(stranger.get_by_role("heading", name="Logga in på Trygghetsportalen")).to_be_visible()
