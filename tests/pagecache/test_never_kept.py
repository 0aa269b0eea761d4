"""Staff, forms, receipts, secret links and what is closed: walked whole, and never in the cache."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from wagtail.models import Page

from associations.models import Proposal
from core.models import User
from dialogues.models import Registration
from home.models import HomePage
from pagecache.entries import Entry
from tests.pagecache.portal import Headers, Server, server
from tests.roles.addresses import addresses_of
from tests.roles.portal import Portal
from tests.roles.table import canaries

__all__ = ["server"]

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

# Besides pages, all that may be kept.
_VIEWS = re.compile(
    r"(/en)?/(sok/|platser-(hitta|forslag)/|dialoger/(nasta/|flode.xml|kalender.ics)"
    r"|dialog/\d+/(dialog.ics|affisch/))"
    r"|/(robots.txt|favicon.ico|.well-known/security.txt|sitemap(-\w+)?.xml|flode/\w+.xml)"
)
STRAY: Headers = (
    (b"user-agent", b"kanarie-huvud"),
    (b"accept-language", b"kanarie-huvud"),
    (b"accept", b"kanarie-huvud"),
    (b"content-language", b"kanarie-huvud"),
    (b"referer", b"http://testserver/kanarie-huvud/"),
    (b"x-forwarded-host", b"kanarie-huvud.example.se"),
    (b"x-forwarded-for", b"kanarie-huvud"),
    (b"x-forwarded-port", b"4711"),
    (b"forwarded", b"host=kanarie-huvud"),
    (b"x-original-url", b"/kanarie-huvud/"),
    (b"origin", b"http://kanarie-huvud"),
    (b"x-http-method-override", b"POST"),
    (b"x-requested-with", b"XMLHttpRequest"),
)


@pytest.fixture(autouse=True)
def _own_library(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"


@pytest.fixture
def portal(front: HomePage) -> Portal:
    """A portal with something behind every address, and a word in what few may see."""
    return Portal(front)


def _secret_links() -> list[str]:
    registration, proposal = Registration.objects.get(), Proposal.objects.get()
    mine = f"/dialog/anmalan/{registration.token}/"
    return [mine, f"{mine}avanmal/", f"/partnerskap/mitt-forslag/{proposal.token}/"]


def _addresses(portal: Portal) -> list[str]:
    ids = portal.ids
    files = (ids["document_address"], *(f"/media/{name}" for name in ids["media"]))
    resolved = [address.path for address in addresses_of(ids)]
    return [*resolved, *ids["public"], *files, *_secret_links()]


def _kept(server: Server) -> list[tuple[str, Entry]]:
    room = server.kept.room
    return [(key[0].path, entry) for key in room if (entry := room.peek(key))]


def test_nothing_is_kept_but_what_all_readers_share(portal: Portal, server: Server) -> None:
    addresses, secrets = _addresses(portal), _secret_links()
    # Else it would prove nothing.
    assert {server.get(secret).status for secret in secrets} == {200}
    for headers in (STRAY, (*STRAY, (b"cookie", b"messages=kanarie-huvud; csrftoken=x")), ()):
        for address in addresses:
            server.get(address, headers)
            if not headers:
                server.get(address)
                server.get(address, method="HEAD")

    kept = _kept(server)
    told = b"\n".join(
        b"".join(each.body for each in entry.variants.values()) + repr(entry.headers).encode()
        for _path, entry in kept
    ).decode("utf-8", "replace")
    assert [word for word in canaries() if word in told] == []
    assert "kanarie-huvud" not in told
    assert "csrfmiddlewaretoken" not in told
    assert {path for path, _entry in kept if not _VIEWS.fullmatch(path)} <= _public_pages()
    assert len(kept) > 12


def _public_pages() -> set[str]:
    return {str(page.url) for page in Page.objects.live().public().filter(depth__gt=1)}


def test_staff_neither_get_what_is_kept_nor_leave_anything(
    portal: Portal, server: Server, administrator: User
) -> None:
    browser = Client()
    browser.force_login(administrator)
    cookie = browser.cookies[portal_settings.SESSION_COOKIE_NAME].value
    for address in portal.ids["public"][:3]:
        server.get(address)
    before = len(server.kept.room)
    for address in (*portal.ids["public"], "/sok/?q=ljus", "/admin/", "/flode/nyheter.xml"):
        name = portal_settings.SESSION_COOKIE_NAME
        got = server.get(address, ((b"cookie", f"{name}={cookie}".encode()),))
        assert got.how == "fwd=bypass; detail=session"
        assert "public" not in got.headers.get("cache-control", "")
    assert len(server.kept.room) == before


def test_a_poison_is_seen_by_nobody(portal: Portal, server: Server) -> None:
    clean = {address: server.truth(address).body for address in ("/", "/sitemap.xml", "/sok/")}
    for address in clean:
        for name in ("TESTSERVER", "testserver:80", "kanarie.example.se", "localhost"):
            server.get(f"{address}?kanarie=huvud&q", (*STRAY, (b"host", name.encode())))
            server.get(address, (*STRAY, (b"host", name.encode())))
    for address, body in clean.items():
        got = server.get(address)
        assert (got.how, got.body) == ("hit", body)
