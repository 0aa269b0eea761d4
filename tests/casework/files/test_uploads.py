"""Too much, half of it, or no disk to put it on: an answer in Swedish, and the words are kept."""

import errno
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.http import UnreadablePostError
from django.test import Client

from casework.files import waiting_files
from casework.files.file_types import FileRefused, Reason
from casework.public_forms.form_flow import FormFlow
from core.chrome.outages import is_outage
from home.feedback.forms import YES, FoundForm
from tests.factories import files as make
from tests.filled_forms import filled, form_of

MB = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
pytestmark = pytest.mark.usefixtures("front")
in_small_portal = pytest.mark.urls("tests.casework.files.upload_urls")
Answer = tuple[int, str]


def files(*contents: bytes) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{number}.pdf", part) for number, part in enumerate(contents)]


def send(client: Client, *contents: bytes, path: str = "/med-filer/") -> Any:
    return client.post(path, {"file": files(*contents), "text": "hej"})


def is_page(text: str) -> bool:
    return 'lang="sv"' in text and "<h1" in text and "bakåtknapp" in text


@pytest.fixture
def wsgi(db: None, settings: Any) -> Callable[..., Answer]:
    """Ask as a server does, with a body and headers that need not fit together."""
    settings.ROOT_URLCONF = "tests.casework.files.upload_urls"

    def ask(body: bytes | io.RawIOBase = b"", path: str = "/utan-filer/", **environ: str) -> Answer:
        status = []
        answer = WSGIHandler()(
            {
                "REQUEST_METHOD": "POST",
                "PATH_INFO": path,
                "SERVER_NAME": "testserver",
                "SERVER_PORT": "80",
                "wsgi.url_scheme": "http",
                "wsgi.input": io.BytesIO(body) if isinstance(body, bytes) else body,
                "CONTENT_TYPE": FORM,
                **environ,
            },
            lambda line, _headers: status.append(int(line.split()[0])),
        )
        return status[0], b"".join(answer).decode()

    return ask


class Unread(io.RawIOBase):
    """A body that nobody may begin to read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("The body was read.")


class HangsUp(io.RawIOBase):
    """A connection that breaks while the form is on its way."""

    def read(self, size: int = -1) -> bytes:
        raise ConnectionResetError(errno.EIO, "gone")


# ---------------------------------------------------------------- files


@in_small_portal
@pytest.mark.django_db
def test_a_file_that_is_too_big_and_those_beyond_the_fifth_take_nothing_with_them(
    client: Client,
) -> None:
    small = make.pdf_bytes()
    film = b"\x00" * (11 * MB)
    told = send(client, film, small, b"\x00" * 10 * MB, small, small, small, small).json()
    assert told["text"] == "hej"
    assert told["files"] == [
        ["0.pdf", 0, "too_big"],
        ["1.pdf", len(small), None],
        ["2.pdf", 10 * MB, None],
        *[[f"{number}.pdf", len(small), None] for number in (3, 4)],
        *[[f"{number}.pdf", 0, "too_many"] for number in (5, 6)],
    ]


def test_what_was_not_kept_is_refused_with_the_reason() -> None:
    upload = SimpleUploadedFile("film.mp4", b"")
    upload.refused = Reason.TOO_BIG
    with pytest.raises(FileRefused) as refused:
        waiting_files.examine(upload)
    assert refused.value.reason is Reason.TOO_BIG


@in_small_portal
@pytest.mark.django_db
def test_a_form_without_files_may_be_small_and_the_admin_keeps_its_own_limits(
    client: Client,
) -> None:
    assert send(client, b"\x00" * 2 * MB, path="/utan-filer/").status_code == 200
    refused = send(client, b"\x00" * 3 * MB, path="/utan-filer/")
    assert refused.status_code == 413
    assert is_page(refused.content.decode())
    kept = send(client, b"\x00" * 11 * MB, path="/admin/ladda-upp/").json()
    assert kept["files"] == [["0.pdf", 11 * MB, None]]


# ---------------------------------------------------------------- what cannot be read

TOO_LONG = str(120 * MB + 1)
NOT_READ = [
    ({"CONTENT_LENGTH": "2621441"}, 413),
    ({"CONTENT_LENGTH": "9" * 5000}, 413),
    ({"CONTENT_LENGTH": TOO_LONG, "path": "/med-filer/"}, 413),
    ({"CONTENT_LENGTH": "-5"}, 400),
    ({"CONTENT_LENGTH": "+5"}, 400),
    ({"CONTENT_LENGTH": "many"}, 400),
    ({"CONTENT_LENGTH": "٣"}, 400),
    ({"CONTENT_LENGTH": ""}, 411),
    ({}, 411),
    ({"HTTP_TRANSFER_ENCODING": "chunked"}, 411),
]


@pytest.mark.parametrize(("environ", "status"), NOT_READ)
def test_a_body_without_a_sensible_length_is_refused_before_it_is_read(
    wsgi: Callable[..., Answer], environ: dict[str, str], status: int
) -> None:
    answered, text = wsgi(Unread(), **environ)
    assert answered == status
    assert is_page(text)


HEAD = b'--B\r\nContent-Disposition: form-data; name="text"\r\n\r\n'
MULTIPART = "multipart/form-data; boundary=B"
BROKEN = [
    # The connection breaks after half of the words: half is not taken for the whole.
    (b"text=hej", {"CONTENT_LENGTH": "30"}, 400),
    (HEAD + b"hej", {"CONTENT_LENGTH": "900", "CONTENT_TYPE": MULTIPART}, 400),
    (HEAD, {"CONTENT_LENGTH": "9", "CONTENT_TYPE": "multipart/form-data"}, 400),
    (HangsUp(), {"CONTENT_LENGTH": "30"}, 400),
    (HangsUp(), {"CONTENT_LENGTH": "30", "CONTENT_TYPE": MULTIPART}, 400),
    (HangsUp(), {"CONTENT_LENGTH": "30", "path": "/admin/ladda-upp/"}, 400),
    (b"a=1&" * 10_001, {"CONTENT_LENGTH": "40004"}, 413),
    (b"a=1&" * 10_001, {"CONTENT_LENGTH": "40004", "path": "/admin/ladda-upp/"}, 413),
    (
        HEAD + b"a" * 3 * MB + b"\r\n--B--\r\n",
        {"CONTENT_LENGTH": str(3 * MB + 61), "CONTENT_TYPE": MULTIPART, "path": "/med-filer/"},
        413,
    ),
]


@pytest.mark.parametrize(("body", "environ", "status"), BROKEN)
def test_what_breaks_while_it_is_read_is_the_senders_and_no_failure_of_ours(
    wsgi: Callable[..., Answer], body: Any, environ: dict[str, str], status: int
) -> None:
    answered, text = wsgi(body, **environ)
    assert answered == status
    assert is_page(text)


@in_small_portal
@pytest.mark.django_db
def test_too_many_files_for_a_form_of_words_is_a_413(client: Client) -> None:
    assert send(client, *[b"x"] * 101, path="/utan-filer/").status_code == 413


# ---------------------------------------------------------------- full disks


@pytest.mark.usefixtures("front")
def test_a_form_whose_files_find_no_room_comes_back_with_its_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_flow: FormFlow, _form: object) -> str:
        raise OSError(errno.ENOSPC, "secret")

    monkeypatch.setattr("home.feedback.views.FeedbackFlow.store", no_room)
    shown = form_of(client.get("/tyck-till/"))
    fields = filled(shown, FoundForm.purpose, found=YES, text="Länken är trasig.")
    refused = client.post("/tyck-till/", fields)
    assert refused.status_code == 503
    assert "Länken är trasig." in refused.content.decode()
    assert "secret" not in refused.content.decode()


def test_a_broken_connection_is_no_outage_whatever_its_number() -> None:
    assert is_outage(OSError(errno.EFBIG, "too big"))
    assert is_outage(OSError(errno.EDQUOT, "too much"))
    assert not is_outage(UnreadablePostError(errno.EIO, "gone"))
