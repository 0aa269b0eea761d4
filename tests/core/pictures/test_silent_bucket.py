"""A bucket that takes connections and answers nothing: its files are a 503, and pages go on."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from core.freshness.kept_warm import move
from core.models import PortalImage, PortalRendition
from core.pictures.bucket_turns import MOST_AT_ONCE, turns
from core.pictures.renditions import PICTURE
from core.templatetags.pictures import responsive_picture
from tests.browser.portal import database_url
from tests.browser.server import environment, serving
from tests.config.silent_server import between
from tests.core.pictures.buckets import CLOSED, KEYS, SIZES, Buckets, buckets, in_these
from tests.database import working_on

__all__ = ["buckets"]

SOON_S = 5.0
# For many at once on a machine that has other work: far from the minutes that silence may last.
SOON_BUSY_S = 20.0
PAGES = ("/", "/platser/", "/sok/?q=torg", "/healthz")


def timed(work: Callable[[], object]) -> tuple[str, float]:
    """Return what came of it, and how long it took."""
    began, told = time.monotonic(), "well"
    try:
        work()
    except OSError as failure:
        told = str(failure)
    return told, time.monotonic() - began


@pytest.fixture
def silent(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process as one that serves, with its files in buckets that never answer."""
    with between() as listening:
        in_these(settings, monkeypatch, f"http://127.0.0.1:{listening.port}")
        turns.hurry()
        yield
        turns.hurry(on=False)


@pytest.mark.usefixtures("silent")
def test_few_wait_for_it_and_after_the_first_nobody_does() -> None:
    with ThreadPoolExecutor(8) as many:
        asked = list(
            many.map(lambda _n: timed(lambda: storages["sizes"].open("a.png").read()), range(8))
        )
    assert max(took for _told, took in asked) < SOON_S
    assert sum(took > 1 for _told, took in asked) <= MOST_AT_ONCE
    for storage in (default_storage, storages["sizes"], storages["private"]):
        told, took = timed(lambda storage=storage: storage.save("a.txt", ContentFile(b"a")))
        assert "a moment ago" in told
        assert took < 0.5


@pytest.mark.django_db
@pytest.mark.usefixtures("silent")
def test_a_picture_of_it_is_a_503_that_nobody_keeps(visitor: Client) -> None:
    image = PortalImage(title="Torget", file="original_images/a.png", width=9, height=9)
    PortalImage.objects.bulk_create([image])
    size = PortalRendition(image=image, file="images/a.png", width=9, height=9)
    PortalRendition.objects.bulk_create([size])
    visitor.raise_request_exception = False
    began = time.monotonic()
    answer = visitor.get("/media/images/a.png")
    assert time.monotonic() - began < SOON_S
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert answer["Retry-After"]


@pytest.mark.django_db
@pytest.mark.usefixtures("silent")
def test_a_page_whose_picture_has_no_sizes_yet_is_shown_without_it() -> None:
    image = PortalImage(title="Torget", file="original_images/a.png", width=9, height=9)
    PortalImage.objects.bulk_create([image])
    assert responsive_picture(image, "100vw") == {}
    PortalRendition.objects.create(
        image=image, filter_spec=PICTURE[-1], file="images/a.jpg", width=9, height=9
    )
    move()
    assert responsive_picture(image, "100vw")["smallest"].file.name == "images/a.jpg"


def test_it_is_asked_again_when_it_has_rested(buckets: Buckets) -> None:
    storage: Storage = storages["sizes"]
    storage.save("a.txt", ContentFile(b"a"))
    turns.hurry()
    try:
        turns._rests_until = time.monotonic() + 0.3
        assert "a moment ago" in timed(lambda: storage.open("a.txt"))[0]
        time.sleep(0.3)
        assert storage.open("a.txt").read() == b"a"
    finally:
        turns.hurry(on=False)


def test_it_is_left_alone_also_when_it_falls_silent_in_the_middle_of_a_file(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\nETag: "a"\r\n\r\n'
    with half_answering(head, b"half") as port:
        in_these(settings, monkeypatch, f"http://127.0.0.1:{port}")
        turns.hurry()
        try:
            told, took = timed(lambda: storages["sizes"].open("a.png").read())
            assert "The bucket answered with" in told
            assert took < SOON_S
            assert "a moment ago" in timed(lambda: storages["sizes"].open("a.png").read())[0]
        finally:
            turns.hurry(on=False)


@contextmanager
def half_answering(head: bytes, half: bytes) -> Iterator[int]:
    """Begin an answer to whoever asks, and never end it; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def talk(came: socket.socket) -> None:
            with suppress(OSError), came:
                while asked := came.recv(65_536):
                    came.sendall(head if asked.startswith(b"HEAD") else head + half)

        def take() -> None:
            with suppress(OSError):
                while True:
                    threading.Thread(target=talk, args=door.accept()[:1], daemon=True).start()

        threading.Thread(target=take, daemon=True).start()
        yield door.getsockname()[1]
        door.shutdown(socket.SHUT_RDWR)


@pytest.mark.processes
@pytest.mark.thorough
def test_readers_get_pages_while_it_is_silent(
    demo_database: str, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), working_on(demo_database):
        names = list(PortalRendition.objects.values_list("file", flat=True)[:12])
    assert names
    given = {
        **environment(database_url(demo_database), tmp_path),
        **KEYS,
        "DJANGO_SETTINGS_MODULE": "tests.config.backups.settings",
        "AWS_STORAGE_BUCKET_NAME": SIZES,
        "AWS_PRIVATE_BUCKET_NAME": CLOSED,
    }
    with between() as listening, ThreadPoolExecutor(24) as many:
        given["AWS_S3_ENDPOINT_URL"] = f"http://127.0.0.1:{listening.port}"
        with serving(given, tmp_path / "log") as address:
            # What a process reads first, it reads slowly.
            list(many.map(lambda path: requests.get(address + path, timeout=60), PAGES * 4))
            pictures = [
                many.submit(requests.get, f"{address}/media/{name}", timeout=60) for name in names
            ]
            time.sleep(0.3)
            pages = list(many.map(lambda path: requests.get(address + path, timeout=60), PAGES * 2))
            assert {page.status_code for page in pages} == {200}
            assert max(page.elapsed.total_seconds() for page in pages) < SOON_BUSY_S
            answers = [each.result() for each in pictures]
            assert {answer.status_code for answer in answers} == {503}
            assert max(answer.elapsed.total_seconds() for answer in answers) < SOON_BUSY_S
