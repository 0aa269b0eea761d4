"""What deploy/nginx does, with servers behind it that note what reaches them."""

import re
import select
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPResponse
from pathlib import Path

import pytest
from django.urls import get_resolver

from casework.files.uploads import MOST_OF_A_FORM, MOST_WITH_FILES, may_take_files
from deploy.local.proxy import nginx
from tests.deploy.addresses import filled, routes
from tests.deploy.recording import Front, Upstream, rendered, serving

# `make test` does without nginx.
pytestmark = [pytest.mark.thorough, pytest.mark.processes]


@pytest.fixture
def upstream() -> Upstream:
    """A portal that lives."""
    return Upstream()


@pytest.fixture
def front(folder: Path, upstream: Upstream) -> Iterator[Front]:
    """nginx before it."""
    with serving(folder, upstream) as running:
        yield running


def test_nginx_takes_the_files_as_they_are(folder: Path) -> None:
    rendered(folder, [8000])
    command = [*nginx(folder, is_ready=lambda: True).command, "-t"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "syntax is ok" in told.stderr, told.stderr
    assert "[warn]" not in told.stderr


@pytest.mark.parametrize("here", ["here", "in-compose"])
def test_nginx_takes_what_an_installation_begins_with(folder: Path, here: str) -> None:
    front = rendered(folder, [8000])
    ports = {
        "80": front.plain_port,
        "8080": front.plain_port,
        "443": front.port,
        "8443": front.port,
    }
    kept = folder / "nginx/trygghetsportalen"
    for path in (kept / here).iterdir():
        text = re.sub(
            r"(?<=[ :])(80|443|8080|8443)(?= )", lambda port: str(ports[port[1]]), path.read_text()
        )
        text = re.sub(r"(?<=ssl_certificate )\S+", f"{folder}/certificate.pem;", text)
        text = re.sub(r"(?<=ssl_certificate_key )\S+", f"{folder}/certificate.key;", text)
        text = re.sub(r"(?<=access_log )\S+", f"{folder}/log/access.log", text)
        text = re.sub(r"(?<=proxy_cache_path )\S+", f"{folder}/pages", text)
        (kept / "here" / path.name).write_text(text)
    command = [*nginx(folder, is_ready=lambda: True).command, "-t"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_what_is_forwarded_is_written_by_the_proxy_alone(front: Front, upstream: Upstream) -> None:
    forged = {
        "X-Forwarded-For": "192.0.2.1",
        "X_Forwarded_For": "192.0.2.2",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-Host": "elsewhere.example",
        "X-Real-IP": "192.0.2.3",
        "Forwarded": "for=192.0.2.4",
        "Host": "trygghet.example.se",
    }
    assert front.asks(headers=forged, source="127.0.0.9")[0] == 200
    told = upstream.asked[0].splitlines()[1:]
    about = {line for line in told if "orwarded" in line or "192.0.2" in line or "Host" in line}
    assert about == {
        "X-Forwarded-For: 127.0.0.9",
        "X-Forwarded-Proto: https",
        "Host: trygghet.example.se",
    }


def test_a_reader_is_led_to_https_at_the_portals_own_name(front: Front) -> None:
    status, headers, _words = front.asks_plainly("/sok/?q=lampa")
    assert (status, headers["Location"]) == (308, f"https://127.0.0.1:{front.port}/sok/?q=lampa")


def test_readers_do_not_notice_that_a_process_died(folder: Path) -> None:
    dying, living = Upstream(dies=True), Upstream()
    with serving(folder, dying, living) as front:
        answers = [front.asks("/")[0] for _ in range(12)]
    assert answers == [200] * 12
    assert dying.asked


def test_what_was_sent_is_never_sent_twice(folder: Path) -> None:
    upstreams = Upstream(dies=True), Upstream(dies=True)
    with serving(folder, *upstreams) as front:
        status, _headers, words = front.asks("/tyck-till/", "POST", body=b"text=hej")
    assert status == 503
    assert "Portalen svarar inte just nu" in words
    assert sum(len(each.asked) for each in upstreams) == 1


@pytest.mark.parametrize("path", ["/", "/admin/pages/", "/readyz"])
def test_who_asks_when_all_are_away_is_told_in_the_portals_words(folder: Path, path: str) -> None:
    gone = Upstream()
    gone.close()
    with serving(folder, gone, gone) as front:
        status, headers, words = front.asks(path)
    assert (status, headers["Retry-After"]) == (503, "30")
    assert "Portalen svarar inte just nu" in words


def test_what_could_not_be_sent_goes_to_the_next(folder: Path) -> None:
    gone, living = Upstream(), Upstream()
    gone.close()
    with serving(folder, gone, living) as front:
        answers = [front.asks("/tyck-till/", "POST", body=b"text=hej")[0] for _ in range(4)]
    assert answers == [200] * 4


def test_a_slow_sender_does_not_reach_the_portal(front: Front, upstream: Upstream) -> None:
    with front.connects() as link:
        head = "POST /tyck-till/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\n\r\n"
        link.sendall(head.encode())
        for _ in range(5):
            link.sendall(b"text=")
            time.sleep(0.1)
        assert upstream.connections == 0
        link.sendall(b"x" * 5)
        assert link.recv(100).startswith(b"HTTP/1.1 200")
    assert len(upstream.asked) == 1


def told_of_length(front: Front, path: str, length: int) -> tuple[int, str]:
    """What somebody is told who asks whether they may send so much."""
    with front.connects() as link:
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n"
        link.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
        answer = HTTPResponse(link)
        status, _reason = answer._read_status()[1:]
        if status == 100:
            return 100, ""
    with front.connects() as link:
        link.sendall(f"{head}\r\n".encode())
        answer = HTTPResponse(link)
        answer.begin()
        return answer.status, answer.read().decode()


def test_more_than_the_portal_takes_is_refused_in_swedish(front: Front, upstream: Upstream) -> None:
    assert told_of_length(front, "/tyck-till/", MOST_OF_A_FORM)[0] == 100
    status, words = told_of_length(front, "/tyck-till/", MOST_OF_A_FORM + 1)
    assert status == 413
    assert "Det du skickade är för stort" in words
    assert upstream.connections == 0


def test_files_are_let_through_wherever_the_portal_takes_them(front: Front) -> None:
    taking = {
        f"/{filled(route, 'hemligt')}"
        for route, view in routes(get_resolver().url_patterns)
        if may_take_files(view)
    }
    assert len(taking) >= 2
    for path in [*taking, *(f"/en{path}" for path in taking), "/admin/documents/multiple/add/"]:
        assert told_of_length(front, path, MOST_WITH_FILES)[0] == 100, path
        assert told_of_length(front, path, MOST_WITH_FILES + 1)[0] == 413, path


def words_over(links: list[ssl.SSLSocket], *, until: int) -> str:
    """Return what is told over connections, once so many have had an answer.

    That there is something to read says nothing: TLS sends tickets of its own beforehand.
    """
    told = dict.fromkeys(links, b"")
    give_up_at = time.monotonic() + 20
    while sum(map(bool, told.values())) < until and time.monotonic() < give_up_at:
        for link in select.select(links, [], [], 0.2)[0]:
            link.setblocking(False)
            with suppress(ssl.SSLWantReadError):
                told[link] += link.recv(1000)
    return b"".join(told.values()).decode()


@pytest.mark.parametrize("said", ["Content-Length: 100000000", "Transfer-Encoding: chunked"])
def test_one_sender_cannot_fill_the_disk_and_goes_on_sending_words(
    front: Front, upstream: Upstream, said: str
) -> None:
    """Each of them would keep 120 MB there for as long as it likes."""
    head = f"POST /partnerskap/foresla/formular/ HTTP/1.1\r\nHost: localhost\r\n{said}\r\n\r\n"
    with ExitStack() as held:
        links = [held.enter_context(front.connects()) for _ in range(12)]
        for link in links:
            link.sendall(head.encode())
        assert words_over(links, until=2).count("HTTP/1.1 429") == 2
        assert front.asks("/tyck-till/", "POST", body=b"text=hej")[0] == 200
    assert len(upstream.asked) == 1


@pytest.mark.parametrize("path", ["/readyz", "/metrics", "/metrics/", "/%72eadyz"])
def test_how_the_portal_is_is_told_to_this_machine_only(
    front: Front, upstream: Upstream, path: str
) -> None:
    assert front.asks(path)[0] == 200
    status, _headers, words = front.asks(path, source="127.0.0.2")
    assert (status, "Sidan finns inte" in words) == (404, True)
    assert len(upstream.asked) == 1


def test_who_asks_far_more_than_a_reader_waits_and_nobody_else_does(front: Front) -> None:
    # At once, over one connection, as a program does.
    with front.connects() as link:
        one = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
        last = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        link.sendall(one * 900 + last)
        told = link.makefile(errors="replace").read()
    assert 600 <= told.count("HTTP/1.1 200") < 900
    assert "HTTP/1.1 429" in told
    assert "Vänta några sekunder" in told
    assert front.asks(source="127.0.0.2")[0] == 200


def test_what_the_portal_says_is_not_rewritten(front: Front) -> None:
    _status, headers, words = front.asks("/", headers={"Accept-Encoding": "gzip"})
    assert (words, headers["Content-Encoding"]) == ("ja", None)


def test_nginxs_own_pages_have_the_headers_of_the_portal(front: Front) -> None:
    _status, headers, words = front.asks("/readyz", source="127.0.0.2")
    for name in ("Strict-Transport-Security", "Content-Security-Policy", "Cache-Control"):
        assert headers[name]
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert words.startswith("<!doctype html><html lang=sv>")
