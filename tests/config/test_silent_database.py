"""A database that takes connections and answers nothing: readers hear 503 soon, and all goes on.

Every installation meets the first on any database of the tests; what falls silent in the middle of
its work is a PostgreSQL, so that is shown where the tests run on it.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.db import connection

from pagecache.truth import OLDEST_S
from tests.browser.portal import database_url
from tests.browser.server import collect_static, environment, serving
from tests.config.silent_server import Between, between

pytestmark = [pytest.mark.thorough, pytest.mark.processes]
SOON_S = 5.0
AT_ONCE_S = 1.0
PAGES = ("/", "/platser/", "/sok/?q=torg", "/dialoger/", "/en/", "/finns-inte/")


def ask(address: str, path: str, method: str = "GET") -> tuple[int, float, requests.Response]:
    """Return the status, the seconds that it took, and the answer."""
    began = time.monotonic()
    answer = requests.request(method, f"{address}{path}", timeout=60, data=b"")
    return answer.status_code, time.monotonic() - began, answer


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[str]:
    """A portal whose database has never answered."""
    with between() as listening:
        (tmp_path / "static").mkdir()
        (tmp_path / "static" / "sheet.txt").write_text("static")
        url = f"postgres://portal:secret@127.0.0.1:{listening.port}/portal"
        with serving(environment(url, tmp_path), tmp_path / "log") as address:
            yield address


def test_readers_get_503_within_five_seconds_and_then_at_once(silent: str) -> None:
    with ThreadPoolExecutor(24) as many:
        first = list(many.map(lambda path: ask(silent, path), PAGES * 4))
        alive = ask(silent, "/healthz")
    assert {status for status, _took, _answer in first} == {503}
    assert max(took for _status, took, _answer in first) < SOON_S
    for _status, _took, answer in first:
        assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (
            "60",
            "no-store",
        )
    assert alive[0] == 200
    # Each process finds out for itself, once.
    for _time in range(2):
        ask(silent, "/")
    then = [ask(silent, path) for path in PAGES]
    assert {status for status, _took, _answer in then} == {503}
    assert sum(took > AT_ONCE_S for _status, took, _answer in then) <= 1


def test_what_needs_no_database_answers_meanwhile(silent: str) -> None:
    with ThreadPoolExecutor(16) as many:
        waiting = [many.submit(ask, silent, path, "POST") for path in ("/tyck-till/",) * 8]
        waiting += [many.submit(ask, silent, path) for path in PAGES]
        time.sleep(0.3)
        for _time in range(3):
            status, took, _answer = ask(silent, "/healthz")
            assert (status, took < AT_ONCE_S) == (200, True), took
        status, took, answer = ask(silent, "/readyz")
        assert (status, took < SOON_S) == (503, True)
        assert "database does not answer" in answer.text
        assert ask(silent, "/static/sheet.txt")[2].text == "static"
        assert max(each.result()[1] for each in waiting) < SOON_S


@pytest.fixture
def falling(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Between] | None]:
    """A portal on the demo content, and what stands between it and its PostgreSQL."""
    if connection.vendor != "postgresql":
        yield None
        return
    url = urlsplit(database_url(request.getfixturevalue("demo_database")))
    with between((url.hostname, url.port or 5432)) as wire:
        user = url.netloc.rpartition("@")[0]
        through = url._replace(netloc=f"{user}@127.0.0.1:{wire.port}").geturl()
        env = environment(through, tmp_path)
        collect_static(env)
        with serving(env, tmp_path / "log") as address:
            yield address, wire


def test_who_waits_when_it_falls_silent_hears_soon_and_readers_return_with_it(
    falling: tuple[str, Between] | None,
) -> None:
    if falling is None:
        return
    address, wire = falling
    with ThreadPoolExecutor(24) as many:
        before = list(many.map(lambda path: ask(address, path), PAGES * 4))
        assert {status for status, _took, _answer in before} == {200, 404}
        wire.fall_silent()
        during = list(many.map(lambda path: ask(address, path), PAGES * 4))
        during += many.map(lambda path: ask(address, path, "POST"), ["/admin/login/"] * 4)
        assert max(took for _status, took, _answer in during) < SOON_S
        # What was kept from before may be read for a while; nothing else is answered.
        assert {status for status, _took, _answer in during} <= {200, 403, 503}
        # A whole page for five seconds, since each process last knew that it is true.
        until = time.monotonic() + 2 * OLDEST_S
        while ask(address, "/platser/")[0] != 503:
            assert time.monotonic() < until
            time.sleep(0.2)
        assert ask(address, "/healthz")[0] == 200
        wire.speak()
        until = time.monotonic() + SOON_S
        while ask(address, "/platser/")[0] != 200:
            assert time.monotonic() < until
            time.sleep(0.2)
