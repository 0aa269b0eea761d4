"""What `make run` does before it serves, where somebody may have worked already."""

import socket
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from home.models import StandardPage
from tests.browser.server import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def prepare(port: int) -> str:
    said = StringIO()
    call_command("prepare", port=port, stdout=said)
    return said.getvalue()


def test_it_says_where_the_portal_is_and_how_to_log_in() -> None:
    port = free_port()
    said = prepare(port)
    assert f"http://127.0.0.1:{port}/admin/" in said
    assert "admin, " in said


def test_what_somebody_has_written_is_kept() -> None:
    page = StandardPage.objects.get(slug="kakor")
    page.title = "Om kakor"
    page.save_revision().publish()
    pages = Page.objects.count()
    prepare(free_port())
    page.refresh_from_db()
    assert (page.title, Page.objects.count()) == ("Om kakor", pages)


def test_the_portals_own_addresses_follow_the_port(client: Client) -> None:
    port = free_port()
    prepare(port)
    page = client.get("/om/").text
    assert f'<link rel="canonical" href="http://127.0.0.1:{port}/om/">' in page
    assert f'<meta property="og:url" content="http://127.0.0.1:{port}/om/">' in page
    assert f"Sitemap: http://127.0.0.1:{port}/sitemap.xml" in client.get("/robots.txt").text


def test_a_portal_with_a_name_of_its_own_keeps_its_address() -> None:
    Site.objects.filter(is_default_site=True).update(hostname="trygghet.example", port=443)
    prepare(free_port())
    assert Site.objects.get(is_default_site=True).root_url == "https://trygghet.example"


def test_a_port_that_is_taken_is_refused_with_a_way_on() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"make run PORT={port + 1}"):
            prepare(port)
