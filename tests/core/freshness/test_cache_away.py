"""Redis may stop, hang, be full, be emptied or come back with old values: readers see the truth."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.test import Client, TestCase
from django.utils import timezone
from pytest_django import Settings

from core.freshness import kept_warm, redis
from core.models import Notice
from home.models import HomePage, StandardPage
from tests.factories import home as make
from tests.redis_server import RedisServer, redis_server

__all__ = ["redis_server"]

pytestmark = pytest.mark.django_db
Way = Callable[[RedisServer], None]

WAYS: dict[str, tuple[Way, Way]] = {
    "stopped": (RedisServer.stop, RedisServer.start),
    "hanging": (RedisServer.freeze, RedisServer.thaw),
    "full": (RedisServer.fill, RedisServer.make_room),
    "emptied": (RedisServer.empty, RedisServer.empty),
    "set back": (lambda server: None, RedisServer.set_back),
}


@pytest.fixture
def kept_in_redis(redis_server: RedisServer, settings: Settings) -> Iterator[RedisServer]:
    """The portal with a Redis of its own."""
    backend = "core.freshness.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": redis_server.address}}
    redis.breaker.try_again()
    yield redis_server
    redis.breaker.try_again()


@pytest.fixture
def page(front: HomePage) -> StandardPage:
    page: StandardPage = make.StandardFactory(parent=front, show_in_menus=True, title="Förr")
    return page


def publish(page: StandardPage, title: str) -> None:
    page.title = title
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def seen_on(visitor: Client, page: StandardPage) -> tuple[set[str], set[str]]:
    """Return which of the titles the page and the menu of the front page show."""
    titles = ("Förr", "Nu", "Sedan")
    shown = [visitor.get(address) for address in (page.url, "/")]
    assert [answer.status_code for answer in shown] == [200, 200]
    texts = [answer.content.decode() for answer in shown]
    on_page, on_front = ({title for title in titles if f">{title}<" in text} for text in texts)
    return on_page, on_front


@pytest.mark.parametrize("way", WAYS)
def test_editors_publish_and_readers_read_the_truth(
    kept_in_redis: RedisServer, page: StandardPage, visitor: Client, way: str
) -> None:
    goes, comes_back = WAYS[way]
    assert seen_on(visitor, page) == ({"Förr"}, {"Förr"})
    assert kept_in_redis.client.dbsize()
    kept_in_redis.copy()
    goes(kept_in_redis)
    publish(page, "Nu")
    assert seen_on(visitor, page) == ({"Nu"}, {"Nu"})
    comes_back(kept_in_redis)
    redis.breaker.try_again()
    assert seen_on(visitor, page) == ({"Nu"}, {"Nu"})
    publish(page, "Sedan")
    assert seen_on(visitor, page) == ({"Sedan"}, {"Sedan"})


def test_a_notice_of_danger_shows_at_once_while_redis_is_away(
    kept_in_redis: RedisServer, page: StandardPage, visitor: Client
) -> None:
    visitor.get("/")
    kept_in_redis.freeze()
    with TestCase.captureOnCommitCallbacks(execute=True):
        Notice.objects.create(title="Vattnet är otjänligt", starts_at=timezone.now())
    assert "Vattnet är otjänligt" in visitor.get("/").content.decode()


def test_a_process_that_got_no_answer_asks_no_more_for_a_while(settings: Settings) -> None:
    asked: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as silent:
        Thread(target=_take_all, args=(silent, asked), daemon=True).start()
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        backend = "core.freshness.redis.RedisCache"
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": address}}
        redis.breaker.try_again()
        for number in range(20):
            assert kept_warm.remember(f"key-{number}", "known") == "known"
            assert kept_warm.last_known(f"key-{number}") is None
    assert len(asked) == 1
    redis.breaker.try_again()


def _take_all(silent: socket.socket, asked: list[socket.socket]) -> None:
    while True:
        try:
            asked.append(silent.accept()[0])
        except OSError:
            return


@pytest.mark.parametrize(
    "kept",
    [
        b"\x80\x05cno_such_module\nNothing\n.",
        # A crumb with a field that it has no more.
        b"\x80\x05ccore.pages.base_page\nCrumb\n(K\x01K\x02K\x03K\x04K\x05tR.",
        b"damaged",
    ],
)
def test_what_another_version_kept_is_not_known(kept_in_redis: RedisServer, kept: bytes) -> None:
    kept_warm.remember("phone", "08-1")
    for key in kept_in_redis.client.scan_iter():
        kept_in_redis.client.set(key, kept, ex=60)
    assert kept_warm.last_known("phone") is None
    assert kept_warm.remember("phone", "08-2") == kept_warm.last_known("phone") == "08-2"


def test_a_value_ends_by_itself_after_a_minute() -> None:
    noon = time_machine.travel("2026-11-30T12:00:00+01:00", tick=False)
    with noon as clock:
        assert kept_warm.warm("hours", lambda: "9-16") == "9-16"
        clock.shift(timedelta(seconds=59))
        assert kept_warm.warm("hours", lambda: "8-17") == "9-16"
        clock.shift(timedelta(seconds=2))
        assert kept_warm.warm("hours", lambda: "8-17") == "8-17"
