"""nginx's log tells what is slow or fails, and nothing of who came and with which link."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.signing import Signer
from django.urls import get_resolver

from tests.deploy.addresses import filled, has_secret, routes
from tests.deploy.recording import Front, Upstream, serving

# `make test` does without nginx.
pytestmark = [pytest.mark.thorough, pytest.mark.processes]

SECRET = Signer(key="k" * 50, sep=":").sign("c0ffee-4f1d-4a1e-9c7e-31b1d0c0ffee")


def secret_addresses() -> list[str]:
    """An address for each route with a secret in it."""
    every = [route for route, _view in routes(get_resolver().url_patterns)]
    found = [f"/{filled(route, SECRET)}" for route in every if has_secret(route)]
    assert len(found) > 10
    return found


@pytest.fixture
def front(folder: Path) -> Iterator[Front]:
    """nginx before a portal that answers anything."""
    with serving(folder, Upstream()) as running:
        yield running


def test_no_link_that_opens_something_is_written_down(front: Front) -> None:
    addresses = secret_addresses()
    for address in addresses:
        for written in (address, f"/en{address}", address.replace(":", "%3A")):
            assert front.asks(written)[0] == 200
    log = front.log(3 * len(addresses))
    for part in {SECRET, *re.split(r"[:.]", SECRET)}:
        assert part not in log
    assert " /partnerskap/mitt-forslag/* " in log
    assert " /en/dialog/anmalan/* " in log


def test_what_is_searched_for_and_who_searched_is_not_written_down(front: Front) -> None:
    told = {"Referer": "https://elsewhere.example/hemligt", "User-Agent": "Webbläsare/1".encode()}
    front.asks("/sok/?q=anna+andersson", headers=told, source="127.0.0.77")
    front.asks("/readyz?q=anna", source="127.0.0.77")
    front.asks_plainly("/sok/?q=anna")
    log = front.log(3)
    for word in ("anna", "hemligt", "bbl", "0.77"):
        assert word not in log
    assert " 127.0.0.0/24 GET /sok/ 200 " in log


def test_readable_addresses_and_files_stay_readable(front: Front) -> None:
    paths = ["/", "/platser/solberga/", "/static/css/atkinson-hyperlegible-next.0123456789ab.woff2"]
    for path in paths:
        front.asks(path)
    assert re.findall(r"GET (\S+)", front.log(3)) == paths


def test_nothing_of_a_request_stands_in_nginxs_other_log(folder: Path) -> None:
    gone = Upstream()
    gone.close()
    with serving(folder, gone) as front:
        assert front.asks(f"/partnerskap/mitt-forslag/{SECRET}/?q=anna")[0] == 503
        assert front.asks("/", headers={"X_Forwarded_For": "192.0.2.1"})[0] == 503
        log = front.log(2)
    assert (folder / "log/nginx.log").read_text() == ""
    assert " GET /partnerskap/mitt-forslag/* 503 " in log
    assert " 502 " in log
