"""The set of a city from nothing, asked as readers ask, and killed part by part."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from casework.files.uploads import MOST_OF_A_FORM
from tests.deploy.running import City, awaits, children, started
from tests.form_fields import form_in

pytestmark = [pytest.mark.thorough, pytest.mark.processes]

# As an editor does.
PUBLISHES = """
from home.models import NewsIndexPage
page = NewsIndexPage.objects.filter(locale__language_code="sv").get()
page.title = "{title}"
page.save_revision().publish()
"""
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    """A running set."""
    with started() as running:
        yield running


@pytest.fixture(autouse=True)
def _whole(city: City) -> None:
    """Each test begins when what an earlier one has killed is back."""
    awaits(city.is_whole)


def sent(city: City, path: str, *, wait_s: float = 0, source: str = "127.0.0.1", **changes: str):
    """Fill in the form at `path` and send it, as a browser does; `more` goes as headers."""
    headers = {key: value for key, value in changes.items() if key.startswith("X")}
    fields = {key: value for key, value in changes.items() if key not in headers}
    status, told, page = city.front.asks(path, source=source)
    assert status == 200
    cookies = SimpleCookie(told["Set-Cookie"] or "")
    headers["Cookie"] = "; ".join(f"{name}={each.value}" for name, each in cookies.items())
    headers["Content-Type"], headers["Referer"] = FORM, f"https://127.0.0.1:{city.front.port}{path}"
    time.sleep(wait_s)
    body = urlencode({**form_in(page), **fields}, doseq=True).encode()
    return city.front.asks(path, "POST", body=body, headers=headers, source=source)


class Readers:
    """Some people who read, each page over a connection of its own."""

    def __init__(self) -> None:
        self.answers: list[int | str] = []
        self.is_over = False


@contextmanager
def reading(city: City, count: int = 2) -> Iterator[Readers]:
    """Let people read as long as the context lasts."""
    readers = Readers()

    def read() -> None:
        while not readers.is_over:
            # Slower than what one sender may ask.
            time.sleep(0.05)
            try:
                readers.answers.append(city.front.asks("/")[0])
            except OSError as failure:
                readers.answers.append(type(failure).__name__)

    threads = [threading.Thread(target=read) for _ in range(count)]
    for each in threads:
        each.start()
    try:
        time.sleep(0.5)
        yield readers
        time.sleep(0.5)
    finally:
        readers.is_over = True
        for each in threads:
            each.join()


def test_a_reader_gets_the_front_page_over_https(city: City) -> None:
    status, headers, words = city.front.asks("/")
    assert (status, "<h1" in words) == (200, True)
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Set-Cookie"] is None
    sheet = re.search(r'href="(/static/[^"]+\.css)"', words)
    assert sheet
    assert city.front.asks(sheet[1])[0] == 200


def test_a_reader_is_led_from_http_to_https(city: City) -> None:
    status, headers, _words = city.front.asks_plainly("/en/")
    assert (status, headers["Location"]) == (308, f"https://127.0.0.1:{city.front.port}/en/")


def test_what_is_sent_is_received_and_its_link_is_in_no_log(city: City) -> None:
    status, headers, _words = sent(
        city, "/tyck-till/fel/", wait_s=3.2, text="Lampan vid torget är trasig."
    )
    assert status == 302
    receipt = headers["Location"]
    assert city.front.asks(receipt)[0] == 200
    token = receipt.rstrip("/").rpartition("/")[2]
    awaits(lambda: "GET /tyck-till/tack/* 200" in city.told("nginx-access.log"), within_s=5)
    assert len(token) > 20
    for log in (city.folder / "log").iterdir():
        assert token not in log.read_text(errors="replace"), log.name


def test_who_guesses_passwords_is_known_whatever_they_claim(city: City) -> None:
    tries = [
        sent(
            city,
            "/admin/login/",
            source="127.0.0.5",
            username="anna",
            password=f"gissning-{number}",
            **{"X-Forwarded-For": f"192.0.2.{number}", "X_Forwarded_For": f"192.0.2.{number}"},
        )[0]
        for number in range(7)
    ]
    # The fifth is the last free one, and is told so.
    assert tries == [200] * 4 + [429] * 3
    other = sent(city, "/admin/login/", source="127.0.0.6", username="anna", password="gissning")
    assert other[0] == 200


def test_a_form_as_long_as_it_may_be_reaches_the_portal(city: City) -> None:
    body = b"text=" + b"a" * (MOST_OF_A_FORM - 5)
    status, _headers, words = city.front.asks(
        "/tyck-till/", "POST", body=body, headers={"Content-Type": FORM}
    )
    # It has no token, and the portal says so in its own look.
    assert (status, "/static/" in words) == (403, True)


@pytest.mark.parametrize("group", ["portal-one", "portal-two"])
def test_readers_do_not_notice_that_a_group_is_killed(city: City, group: str) -> None:
    with reading(city) as readers:
        killed = city.kills(group)
        awaits(lambda: city.number(group) != killed)
        time.sleep(2)
    assert set(readers.answers) == {200}, city.not_served()


def test_readers_do_not_notice_that_a_process_of_a_group_is_killed(city: City) -> None:
    awaits(lambda: len(children(city.number("portal-one"))) >= 2)
    with reading(city) as readers:
        for _ in range(2):
            os.kill(children(city.number("portal-one"))[-1], signal.SIGKILL)
            time.sleep(1)
    assert set(readers.answers) == {200}, city.not_served()


def test_readers_do_not_notice_that_a_group_begins_anew(city: City) -> None:
    group = city.number("portal-two")
    before = set(children(group))
    by_itself: list[bool] = []

    def is_anew() -> bool:
        # A small machine has no other group.
        by_itself.append(city.lives(1))
        after = set(children(group))
        return len(after) >= len(before) and not after & before

    with reading(city) as readers:
        # What `systemctl reload` does.
        os.kill(group, signal.SIGHUP)
        awaits(is_anew, within_s=60)
    assert set(readers.answers) == {200}, city.not_served()
    assert all(by_itself)
    assert city.number("portal-two") == group


def test_what_one_host_publishes_is_read_on_all_within_a_second_or_so(city: City) -> None:
    def words() -> str:
        return str(city.front.asks("/nyheter/")[2])

    def is_kept() -> bool:
        words()
        return "nginx; hit" in str(city.front.asks("/nyheter/")[1].get_all("Cache-Status"))

    for group, title in (("one", "Nyheter om ljuset"), ("two", "Nyheter om torget")):
        awaits(is_kept)
        city.does(group, PUBLISHES.format(title=title))
        # Commands end after the change was committed.
        awaits(lambda title=title: title in words(), within_s=5)
        # And never as it was, by whichever process, kept or not.
        assert all(title in words() for _ in range(40))


def test_readers_are_turned_away_by_nobody_while_all_groups_begin_anew(city: City) -> None:
    with reading(city) as readers:
        for name in ("portal-one", "portal-two"):
            begun = city.number(name)
            before = set(children(begun))
            os.kill(begun, signal.SIGHUP)
            awaits(
                lambda begun=begun, before=before: (
                    len(children(begun)) >= 2 and not before & set(children(begun))
                ),
                within_s=90,
            )
    assert set(readers.answers) == {200}, city.not_served()


def test_a_killed_worker_works_again(city: City) -> None:
    killed = city.kills("worker")
    awaits(lambda: city.number("worker") != killed)
    number = city.number("worker")
    time.sleep(1)
    assert city.number("worker") == number


def test_readers_do_not_notice_that_the_cache_is_killed(city: City) -> None:
    with reading(city) as readers:
        killed = city.kills("redis")
        awaits(lambda: city.number("redis") != killed)
    assert set(readers.answers) == {200}, city.not_served()


def test_a_database_that_is_away_is_told_and_its_return_needs_nobody(city: City) -> None:
    with city.database.away(city):
        awaits(lambda: city.front.asks("/readyz")[0] == 503, within_s=20)
        status, _headers, words = city.front.asks("/platser/")
        assert (status, "<h1" in words) == (503, True)
    awaits(city.is_ready)
    assert city.front.asks("/platser/")[0] == 200
