"""«Driftläge» in the admin: what `manage.py status` says, in words for who keeps the portal."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.users.models import UserProfile

from core.models import User
from core.staff.roles import Role
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal(front: object, settings: Settings, tmp_path: Path) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"
    settings.VAR_DIR = tmp_path


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def rows(client: Client) -> dict[str, tuple[str, str]]:
    """State and reading by what was read."""
    response = client.get(reverse("readings"))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    found = {}
    for row in BeautifulSoup(response.content, "html.parser").select(".readings tbody tr"):
        what, state, said = (cell.get_text(" ", strip=True) for cell in row.select("th, td"))
        found[what] = (state, said)
    return found


def administrator() -> Client:
    client = Client()
    client.force_login(UserFactory(groups=(Role.ADMINISTRATOR,)))
    return client


def test_each_thing_is_a_row_that_says_how_it_is_in_words() -> None:
    told = rows(administrator())
    assert {"Databas", "E-post", "Lagring", "Läsare", "Sök", "Disk", "Brev"} <= set(told)
    assert told["Databas"][0] == "OK"
    assert told["Läsare"] == ("OK", "får startsidan")
    assert told["Sök"] == ("OK", "hittar det som är publicerat")
    # Nothing has worked here.
    assert told["Arbetare"][0] == "Måste åtgärdas"
    assert "Gör så här: Starta manage.py worker." in told["Arbetare"][1]
    # Of settings there may be several rows.
    states = [state for what, (state, _said) in told.items() if what != "Inställningar"]
    assert states == sorted(states), "what must be mended stands first"


def test_an_english_administrator_reads_it_in_english() -> None:
    user: User = UserFactory(groups=(Role.ADMINISTRATOR,))
    UserProfile.objects.create(user=user, preferred_language="en")
    client = Client()
    client.force_login(user)
    assert rows(client)["Worker"][0] == "Must be mended"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COMMUNICATOR, Role.CASE_OFFICER])
def test_only_administrators_see_it(role: Role) -> None:
    client = Client()
    client.force_login(UserFactory(groups=(role,)))
    assert client.get(reverse("readings")).status_code in (302, 403)
    assert "Driftläge" not in client.get("/admin/").content.decode()


def test_what_is_silent_is_a_row_and_holds_nobody_up(settings: Settings, silent: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", silent
    settings.CLAMD_SOCKET = f"127.0.0.1:{silent}"
    settings.CACHES = {
        "default": {
            "BACKEND": "core.freshness.redis.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{silent}/0",
        },
    }
    began = time.monotonic()
    told = rows(administrator())
    assert time.monotonic() - began < 10
    assert {told[what][0] for what in ("E-post", "Virusskydd", "Cache")} == {"Måste åtgärdas"}
    assert told["Databas"][0] == "OK"
    # What was given up ends by itself.
    assert threading.active_count() < 10
