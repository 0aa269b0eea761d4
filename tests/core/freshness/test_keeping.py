"""What a process keeps has a bound, an end, and one value for all of its threads."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from core.freshness import kept_warm
from core.freshness.kept_warm import InProcess
from home.models import PlaceIndexPage
from tests.redis_server import RedisServer, redis_server

__all__ = ["redis_server"]

NOON = datetime(2026, 11, 30, 11, tzinfo=UTC)


def put(kept: InProcess, key: str, value: object, *, stamp: str = "stamp") -> None:
    kept.put(key, stamp, value, seconds=60, ends=None)


def test_the_oldest_go_when_there_is_no_room() -> None:
    kept = InProcess(3)
    for key in "abcd":
        put(kept, key, key.upper())
    put(kept, "b", "again")
    put(kept, "e", "E")
    assert [kept.get(key, "stamp") for key in "abcde"] == [None, "again", None, "D", "E"]
    assert len(kept) == 3


def test_a_value_is_good_under_its_stamp_and_until_its_end() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        kept = InProcess(3)
        put(kept, "menu", "the menu", stamp="one")
        assert kept.get("menu", "two") is None
        assert kept.get("menu", "one") == "the menu"
        clock.shift(timedelta(seconds=60))
        assert kept.get("menu", "one") is None


def test_what_ends_by_time_alone_ends_then() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        kept = InProcess(3)
        kept.put("next", "one", "soon", seconds=60, ends=NOON + timedelta(seconds=5))
        kept.put("past", "one", "over", seconds=60, ends=NOON - timedelta(seconds=5))
        assert (kept.get("next", "one"), kept.get("past", "one")) == ("soon", None)
        clock.shift(timedelta(seconds=5))
        assert kept.get("next", "one") is None


def test_a_clock_that_is_set_back_keeps_nothing_for_longer() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        kept = InProcess(3)
        put(kept, "menu", "the menu", stamp="one")
        clock.shift(timedelta(hours=-1))
        assert kept.get("menu", "one") is None


def test_many_threads_never_keep_more_than_there_is_room_for() -> None:
    kept = InProcess(50)

    def work(name: int) -> None:
        for number in range(2000):
            put(kept, f"{name} {number % 70}", number)
            kept.get(f"{name - 1} {number % 70}", "stamp")

    threads = [Thread(target=work, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 50


@pytest.mark.django_db
def test_a_page_asks_redis_for_nothing_when_it_is_warm(
    redis_server: RedisServer, settings: Settings, place_index: PlaceIndexPage, client: Client
) -> None:
    backend = "core.freshness.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": redis_server.address}}
    for address in ("/", "/platser/", "/sok/?q=torg"):
        client.get(address)
    before = _reads(redis_server)
    for address in ("/", "/platser/", "/sok/?q=torg"):
        assert client.get(address).status_code == 200
    assert _reads(redis_server) == before


def _reads(server: RedisServer) -> int:
    told = server.client.info("stats")
    return int(told["keyspace_hits"]) + int(told["keyspace_misses"])


def test_nothing_is_kept_for_longer_than_a_minute() -> None:
    assert kept_warm.GOOD_SECONDS <= 60
