"""From the network to Django and back: what gets through, and what is answered before."""

import asyncio
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from casework.files.uploads import MOST_OF_A_FORM, MOST_WITH_FILES, most_bytes
from config.doorstep import application
from config.doorstep.application import Doorstep
from config.doorstep.bodies import Message
from config.doorstep.shares import Shares
from config.doorstep.spool import ANSWERS
from core.routing.middleware import GIVEN_UP
from tests.config.loops import run

Headers = list[tuple[bytes, bytes]]
Wsgi = Callable[..., Iterable[bytes]]


SCOPE = {"type": "http", "method": "GET", "path": "/", "headers": []}


async def nothing_sent() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def ask(
    wsgi: Wsgi, headers: Headers = None, method: str = "GET", body: bytes = b"", **scope: Any
) -> list[Message]:
    """Return what the doorstep before `wsgi` sends."""
    if headers is None:
        headers = []
    if body:
        headers = [*headers, (b"content-length", b"%d" % len(body))]
    asked = {"type": "http", "method": method, "path": "/", "headers": headers, **scope}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    doorstep = Doorstep(wsgi, threads=1, most_bytes=most_bytes)
    run(doorstep(asked, receive, send))
    return sent


def seen(headers: Headers = None, method: str = "GET", **scope: Any) -> dict[str, Any]:
    """Return the environment that an application gets."""
    if headers is None:
        headers = []
    got: dict[str, Any] = {}

    def wsgi(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        got.update(environ, body=environ["wsgi.input"].read())
        start_response("204 No Content", [])
        return []

    assert ask(wsgi, headers, method, **scope)[0]["status"] == 204
    return got


def test_the_environment_tells_what_the_server_told() -> None:
    environ = seen(
        [(b"host", b"portal.example.se"), (b"content-type", b"text/plain"), (b"accept", b"a")],
        method="POST",
        raw_path=b"/f%C3%B6reningar/%20x%2Fy",
        query_string=b"q=%C3%B6",
        client=("192.0.2.7", 51234),
        server=("127.0.0.1", 8000),
        scheme="https",
        body=b"words",
    )
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/föreningar/ x/y"
    assert environ["QUERY_STRING"] == "q=%C3%B6"
    assert (environ["REMOTE_ADDR"], environ["SERVER_PORT"]) == ("192.0.2.7", "8000")
    assert (environ["CONTENT_TYPE"], environ["HTTP_ACCEPT"]) == ("text/plain", "a")
    assert (environ["wsgi.url_scheme"], environ["HTTP_HOST"]) == ("https", "portal.example.se")


def test_headers_that_come_twice_are_joined_in_their_order() -> None:
    environ = seen(
        [
            (b"x-forwarded-for", b"1.2.3.4"),
            (b"cookie", b"a=1"),
            (b"x-forwarded-for", b"192.0.2.7"),
            (b"cookie", b"b=2"),
        ]
    )
    assert environ["HTTP_X_FORWARDED_FOR"] == "1.2.3.4,192.0.2.7"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


@pytest.mark.parametrize(
    "name",
    [
        b"x_forwarded_for",
        b"X_Forwarded-For",
        b"x-forwarded_proto",
        b"content_length",
        b"x_real_ip",
        b"transfer_encoding",
        b"x_forwarded_host",
    ],
)
def test_an_underscore_does_not_pass_for_what_a_proxy_tells(name: bytes) -> None:
    def wsgi(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        raise AssertionError("asked all the same")

    assert ask(wsgi, [(b"x-forwarded-for", b"192.0.2.7"), (name, b"1.2.3.4")])[0]["status"] == 400


def test_any_other_header_with_an_underscore_is_left_out() -> None:
    environ = seen([(b"x_office_proxy", b"on"), (b"remote_user", b"admin"), (b"accept", b"a")])
    assert environ["HTTP_ACCEPT"] == "a"
    assert not {"HTTP_X_OFFICE_PROXY", "HTTP_REMOTE_USER", "REMOTE_USER"} & environ.keys()


@pytest.mark.parametrize("name", [b"host", b"content-type"])
def test_what_can_be_said_once_is_not_heard_twice(name: bytes) -> None:
    sent = ask(lambda environ, start_response: [], [(name, b"a"), (name, b"b")])
    assert sent[0]["status"] == 400


LOGGED_IN = {"HTTP_COOKIE": "sessionid=abc"}
FEEDBACK, PROPOSAL = "/tyck-till/fel/", "/partnerskap/foresla/formular/"


@pytest.mark.parametrize(
    ("method", "path", "headers", "most"),
    [
        ("POST", FEEDBACK, {"CONTENT_LENGTH": "5"}, MOST_OF_A_FORM),
        ("POST", PROPOSAL, {"CONTENT_LENGTH": "5"}, MOST_WITH_FILES),
        ("POST", f"/en{PROPOSAL}", {"CONTENT_LENGTH": "5"}, MOST_WITH_FILES),
        ("POST", f"/en{FEEDBACK}", {"CONTENT_LENGTH": "5"}, MOST_OF_A_FORM),
        # Nobody who is not logged in has a file for the admin.
        ("POST", "/admin/images/add/", {"CONTENT_LENGTH": "5"}, MOST_OF_A_FORM),
        ("POST", "/admin/images/add/", {**LOGGED_IN, "CONTENT_LENGTH": "5"}, MOST_WITH_FILES),
        ("GET", FEEDBACK, {"CONTENT_LENGTH": "5"}, None),
        ("POST", FEEDBACK, {}, None),
        ("POST", FEEDBACK, {"CONTENT_LENGTH": "-5"}, None),
        ("POST", FEEDBACK, {"CONTENT_LENGTH": "5", "HTTP_TRANSFER_ENCODING": "chunked"}, None),
    ],
)
def test_only_what_will_be_read_is_waited_for(
    method: str, path: str, headers: dict[str, str], most: int | None
) -> None:
    assert most_bytes({"REQUEST_METHOD": method, "PATH_INFO": path, **headers}) == most


def test_what_is_too_much_is_not_waited_for() -> None:
    too_much = (b"content-length", b"%d" % (MOST_OF_A_FORM + 1))
    environ = seen([too_much], method="POST", path=FEEDBACK)
    assert environ[GIVEN_UP] == 413
    assert environ["body"] == b""


@pytest.mark.parametrize("status", [408, 413, 503])
@pytest.mark.parametrize("path", [FEEDBACK, "/en/tyck-till/fel/", "/admin/login/"])
def test_who_was_given_up_is_told_so_on_a_page_of_ours(status: int, path: str) -> None:
    django = WSGIHandler()

    def wsgi(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return django({**environ, GIVEN_UP: status}, start_response)

    host = [(b"host", b"testserver"), (b"content-length", b"5")]
    start, page = ask(wsgi, host, method="POST", path=path)
    assert start["status"] == status
    assert b"<h1>" in page["body"]
    assert (b"content-security-policy") in dict(start["headers"])


def test_a_whole_file_is_left_to_the_server() -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"content")
        file.flush()
        (path,) = (sent["path"] for sent in ask(sending(file.name, 7))[1:])
        assert path == file.name
        pieces = [sent["body"] for sent in ask(sending(file.name, 3))[1:]]
        assert b"".join(pieces) == b"content"


def sending(path: str, length: int) -> Wsgi:
    def wsgi(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Length", str(length))])
        wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](open(path, "rb"))  # noqa: SIM115
        return wrapped

    return wsgi


def test_an_answer_that_is_made_bit_by_bit_arrives_whole() -> None:
    def wsgi(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return (b"%05d" % number for number in range(40_000))

    sent = ask(wsgi)
    assert b"".join(message["body"] for message in sent[1:]) == b"".join(
        b"%05d" % number for number in range(40_000)
    )
    assert [message["more_body"] for message in sent[1:]].count(False) == 1


def test_who_does_not_read_an_answer_keeps_neither_the_connection_nor_its_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(application, "PIECE_WITHIN_S", 0.05)
    before = ANSWERS.disk.left
    pieces: list[Message] = []

    def wsgi(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return (b"x" * 65_536 for _ in range(40))

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            pieces.append(message)
            await asyncio.sleep(3600)

    run(Doorstep(wsgi, threads=1, most_bytes=most_bytes)(SCOPE, nothing_sent, send))
    assert len(pieces) == 1
    assert ANSWERS.disk.left == before


def test_one_sender_cannot_take_the_room_of_all() -> None:
    shares = Shares(most=100)
    with shares.held("192.0.2.7", 60) as first, shares.held("192.0.2.7", 60) as second:
        assert (first, second) == (True, False)
        with shares.held("192.0.2.8", 60) as another:
            assert another
    with shares.held("192.0.2.7", 100) as again:
        assert again


def test_whose_share_is_used_up_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "Shares", lambda: Shares(most=4))
    environ = seen(method="POST", path=FEEDBACK, body=b"words", client=("192.0.2.7", 1))
    assert (environ[GIVEN_UP], environ["body"]) == (503, b"")
    assert seen(method="POST", path=FEEDBACK, body=b"word", client=("192.0.2.7", 1))["body"]
