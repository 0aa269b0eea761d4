"""Which pages deploy/nginx keeps, for how long and for whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings

from config.doorstep.pages import NEVER
from tests.deploy.recording import Front, Upstream, serving
from tests.deploy.running import awaits

# `make test` does without nginx.
pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.any_engine]

ONE, TWO = "1111111111111111", "2222222222222222"


@dataclass
class Portal:
    """Answers as the portal does: what is kept of it, and under which generation."""

    generation: str = ONE
    seconds: int = 60
    more: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def says(self, head: str) -> bytes:
        """Answer with how often it was asked, and in which encoding."""
        self.asked.append(head)
        takes = re.search(r"^accept-encoding: (.*?)\r?$", head, re.MULTILINE | re.IGNORECASE)
        encoding = takes[1].partition(",")[0] if takes else "as-is"
        headers = {
            "Content-Type": "text/html",
            "Cache-Control": "public, max-age=300",
            "Vary": "Accept-Encoding",
            "ETag": f'"{self.generation}-{encoding}"',
            "Cache-Status": "Trygghetsportalen; hit",
            "Content-Encoding": encoding,
            **self.more,
        }
        if self.generation:
            headers["X-Portal-Generation"] = self.generation
        if self.seconds:
            headers["X-Accel-Expires"] = str(self.seconds)
        body = "" if head.startswith("HEAD") else f"page {len(self.asked)}"
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 200 OK\r\n{told}Content-Length: {len(body)}\r\n\r\n{body}".encode()


@pytest.fixture
def portal() -> Portal:
    """What stands behind nginx."""
    return Portal()


@pytest.fixture
def front(folder: Path, portal: Portal) -> Iterator[Front]:
    """nginx before it, which follows its generation."""
    with serving(folder, Upstream(portal.says)) as running:
        running.follows(ONE)
        yield running


def words(front: Front, path: str = "/", count: int = 4, **headers: str) -> list[str]:
    """What one after the other reads there."""
    return [front.asks(path, headers=headers)[2] for _ in range(count)]


def test_a_page_that_is_asked_for_again_is_kept(front: Front, portal: Portal) -> None:
    assert words(front) == ["page 1", "page 2", "page 2", "page 2"]
    _status, headers, _words = front.asks("/")
    assert headers.get_all("Cache-Status") == ["Trygghetsportalen; hit", "nginx; hit"]
    assert headers["Cache-Control"] == "public, max-age=300"
    assert headers["X-Portal-Generation"] is headers["X-Accel-Expires"] is None


def test_a_new_generation_lets_go_of_every_page_at_once(front: Front, portal: Portal) -> None:
    words(front, "/")
    words(front, "/sok/?q=lampa")
    portal.generation = TWO
    front.follows(TWO)
    assert words(front, "/", 1) == ["page 5"]
    assert words(front, "/sok/?q=lampa", 1) == ["page 6"]


def test_a_page_of_another_generation_is_shown_and_not_kept(front: Front, portal: Portal) -> None:
    """One process has not seen yet what another has told."""
    front.follows(TWO)
    assert words(front) == ["page 1", "page 2", "page 3", "page 4"]
    portal.generation = TWO
    assert words(front) == ["page 5"] * 4


@pytest.mark.parametrize(
    ("generation", "seconds", "more"),
    [
        (ONE, 0, {}),
        ("", 60, {}),
        ("", 0, {"Expires": "Thu, 31 Dec 2099 23:55:55 GMT"}),
        (ONE, 60, {"Set-Cookie": "csrftoken=a"}),
        ("unknown", 60, {}),
    ],
)
def test_what_the_portal_does_not_give_to_keep_is_not_kept(
    front: Front, portal: Portal, generation: str, seconds: int, more: dict[str, str]
) -> None:
    if generation == "unknown":
        front.follows(generation)
    portal.generation, portal.seconds, portal.more = generation, seconds, more
    assert words(front) == ["page 1", "page 2", "page 3", "page 4"]


def test_nothing_is_kept_for_longer_than_the_portal_says(front: Front, portal: Portal) -> None:
    portal.seconds = 1
    words(front)
    awaits(lambda: words(front, count=1) != ["page 2"], within_s=10)


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": f"a=b; {settings.SESSION_COOKIE_NAME}=c"},
        {"Cookie": "__Host-session=c"},
        {"Authorization": "Basic YTpi"},
        {"Range": "bytes=0-2"},
        {"Content-Type": "text/html; charset=utf-7"},
        {"Content-Length": "1"},
    ],
)
def test_who_may_get_something_else_reads_past_what_is_kept(
    front: Front, portal: Portal, headers: dict[str, str]
) -> None:
    words(front)
    body = b"x" if "Content-Length" in headers else None
    assert front.asks("/", headers=headers, body=body)[2] == "page 3"
    assert front.asks("/", headers=headers, body=body)[2] == "page 4"
    # As it came.
    name, value = next(iter(headers.items()))
    assert f"{name}: {value}" in portal.asked[-1]
    assert words(front, count=1) == ["page 2"]


@pytest.mark.parametrize("path", [path for path in NEVER if path != "/metrics"])
def test_files_and_what_is_for_some_are_asked_for_as_they_were_asked_of_nginx(
    front: Front, portal: Portal, path: str
) -> None:
    words(front, path)
    front.asks(path, "HEAD", headers={"If-None-Match": '"a"'})
    assert portal.asked[-1].startswith(f"HEAD {path}")
    assert 'If-None-Match: "a"' in portal.asked[-1]
    assert len(portal.asked) == 5


def test_a_cookie_that_is_no_session_makes_no_other_page(front: Front) -> None:
    words(front)
    assert words(front, count=1, Cookie="csrftoken=a") == ["page 2"]


def test_what_is_sent_is_never_answered_from_what_is_kept(front: Front, portal: Portal) -> None:
    words(front)
    assert front.asks("/", "POST", body=b"a=b")[2] == "page 3"
    assert portal.asked[-1].startswith("POST /")


def test_who_knows_a_page_is_told_so_by_nginx(front: Front, portal: Portal) -> None:
    words(front)
    tag = front.asks("/")[1]["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        status, headers, body = front.asks("/", headers={"If-None-Match": known})
        assert (status, body, headers["ETag"]) == (304, "", tag)
    assert front.asks("/", headers={"If-None-Match": '"other"'})[0] == 200
    assert len(portal.asked) == 2


def test_who_asks_for_the_head_gets_it_without_the_page(front: Front, portal: Portal) -> None:
    words(front)
    status, headers, body = front.asks("/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "6", "")
    # And never makes the page an empty one.
    for _ in range(3):
        assert front.asks("/other/", "HEAD")[2] == ""
    assert words(front, "/other/", 1)[0].startswith("page ")


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0,br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0.000", "as-is"),
        ("identity", "as-is"),
        ("zbr, xgzip", "as-is"),
        ("", "as-is"),
    ],
)
def test_each_reader_gets_an_encoding_that_they_take(
    front: Front, accepts: str, encoding: str
) -> None:
    for _ in range(3):
        headers = front.asks("/", headers={"Accept-Encoding": accepts})[1]
        assert headers["Content-Encoding"] == encoding
        assert headers["ETag"] == f'"{ONE}-{encoding}"'


def test_invented_encodings_make_no_further_variant(front: Front, portal: Portal) -> None:
    for each in range(40):
        front.asks("/", headers={"Accept-Encoding": f"gzip, x{each}"})
    assert len(portal.asked) == 2


def test_each_name_of_the_portal_has_pages_of_its_own(front: Front) -> None:
    """They stand in addresses on the page, port and all."""
    assert words(front, count=3, Host="one.example:81") == ["page 1", "page 2", "page 2"]
    assert words(front, count=1, Host="one.example:82") == ["page 3"]


def test_readers_get_what_is_kept_while_the_portal_is_away(folder: Path, portal: Portal) -> None:
    portal.seconds, portal.more = 1, {"Connection": "close"}
    upstream = Upstream(portal.says)
    with serving(folder, upstream) as front:
        front.follows(ONE)
        words(front)
        upstream.close()
        assert front.asks("/other/")[0] == 503
        awaits(lambda: "away" in str(front.asks("/")[1].get_all("Cache-Status")), within_s=10)
        assert words(front, count=2) == ["page 2"] * 2
        # Nobody can tell whether it is still so.
        front.follows("unknown")
        assert front.asks("/")[0] == 503


def test_invented_addresses_take_no_room(front: Front, folder: Path) -> None:
    for each in range(60):
        front.asks(f"/?x={each}")
    kept = [path for path in (folder / "nginx-files/pages").rglob("*") if path.is_file()]
    assert kept == []


@pytest.mark.parametrize("path", ["/generation", "/%67eneration", "/a/../generation?x=1"])
def test_nobody_outside_is_told_the_generation(front: Front, portal: Portal, path: str) -> None:
    status, _headers, body = front.asks(path)
    assert (status, "Sidan finns inte" in body) == (404, True)
    assert portal.asked == []
