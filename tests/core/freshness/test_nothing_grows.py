"""What readers invent leaves nothing behind: no key in the cache, and no key without an end."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import CacheKeyWarning
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings
from redis import Redis
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname

from core.freshness import kept_warm
from core.freshness.kept_warm import in_process, last_known, remember, warm
from core.routing.page_routing import page_at
from core.routing.sites import SiteMiddleware
from home.models import HomePage, PlaceIndexPage

REDIS = "redis://127.0.0.1:6379/0"


@pytest.fixture
def kept(settings: object) -> Iterator[Redis]:
    """The portal on a real Redis, under keys of this test alone."""
    redis, mine = Redis.from_url(REDIS), f"test-{secrets.token_hex(6)}"
    shared = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS,
        "KEY_PREFIX": mine,
    }
    settings.CACHES = {"default": shared}  # type: ignore[attr-defined]
    redis.mine = mine
    yield redis
    for key in keys_of(redis):
        redis.delete(key)


def keys_of(redis: Redis) -> set[bytes]:
    return set(redis.scan_iter(match=f"{redis.mine}:*", count=1000))


def ask(client: Client, number: int) -> None:
    for path in (
        f"/finns-inte-{number}/",
        f"/platser/finns-inte-{number}/",
        f"/{number}/a/b/c/",
        f"/en/finns-inte-{number}/",
        f"/sok/?q=ord{number}",
        f"/platser/?q=ord{number}&sida={number}",
    ):
        assert client.get(path).status_code in (200, 404), path
    port, cased = (
        1024 + number,
        "".join((c, c.upper())[number >> n & 1] for n, c in enumerate("localhost")),
    )
    client.get("/", headers={"host": f"{cased}:{port}"}, SERVER_PORT=str(port))


def test_invented_addresses_ports_and_words_leave_no_key(
    kept: Redis, place_index: PlaceIndexPage
) -> None:
    client = Client()
    ask(client, 1)
    before, values = keys_of(kept), len(in_process)
    for number in range(2, 12):
        ask(client, number)
    assert (keys_of(kept), len(in_process)) == (before, values)


def test_pages_that_were_never_there_leave_no_key(kept: Redis, place_index: PlaceIndexPage) -> None:
    request = RequestFactory().get("/")
    request._wagtail_site = Site.objects.get()
    assert page_at(request, "/platser/") == place_index
    paths = ("/{}/", "/platser/{}/", "/{}/platser/", "/en/{}/x/")

    def look_for(number: int) -> None:
        for path in paths:
            assert page_at(request, path.format(f"x{number}")) is None

    look_for(0)
    before, values = keys_of(kept), len(in_process)
    for number in range(1, 50):
        look_for(number)
    assert (keys_of(kept), len(in_process)) == (before, values)


def test_every_key_has_an_end(kept: Redis, place_index: PlaceIndexPage) -> None:
    for path in ("/", "/platser/", "/sok/?q=torg", "/en/"):
        Client().get(path)
    lives = {key: kept.ttl(key) for key in keys_of(kept)}
    assert lives
    assert all(0 < seconds <= kept_warm.REMEMBERED_SECONDS for seconds in lives.values()), lives


@pytest.mark.django_db
def test_what_is_missing_is_asked_for_each_time_and_what_is_empty_once() -> None:
    asked: list[str] = []

    def build(name: str, found: object) -> object:
        asked.append(name)
        return found

    for _time in range(3):
        assert warm("missing", lambda: build("missing", None)) is None
        assert warm("empty", lambda: build("empty", [])) == []
    assert asked.count("missing") == 3
    assert asked.count("empty") == 1


def test_what_a_reader_saw_this_week_is_known_when_the_database_is_not() -> None:
    with time_machine.travel(datetime(2026, 11, 30, tzinfo=UTC), tick=False) as clock:
        assert remember("phone", "08-123") == "08-123"
        clock.shift(timedelta(days=6))
        assert last_known("phone") == "08-123"
        clock.shift(timedelta(days=2))
        assert last_known("phone") is None


def site_asked(rf: RequestFactory, host: str, port: str) -> Site | None:
    request = rf.get("/healthz", SERVER_NAME=host, SERVER_PORT=port)
    SiteMiddleware(lambda _request: HttpResponse())(request)
    return request._wagtail_site


def test_the_site_is_the_one_that_wagtail_would_find(
    front: HomePage, rf: RequestFactory, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    root = Page.get_first_root_node()
    for host, port in (("a.se", 80), ("b.se", 80), ("b.se", 8000), ("testserver", 8080)):
        Site.objects.create(hostname=host, port=port, root_page=root)
    for host in ("a.se", "b.se", "testserver", "c.se"):
        for port in ("80", "8000", "8080", "4711"):
            assert site_asked(rf, host, port) == get_site_for_hostname(host, port), (host, port)
    Site.objects.filter(is_default_site=True).delete()
    assert site_asked(rf, "c.se", "80") is None


def test_a_long_address_is_asked_for_without_a_word_that_stays(
    client: Client, front: HomePage, recwarn: pytest.WarningsRecorder
) -> None:
    for number in range(3):
        assert client.get(f"/platser/{'a' * 1900}{number}/").status_code == 404
        assert client.get(f"/{'å' * 600}{number}/b/").status_code == 404
    assert not [each for each in recwarn if issubclass(each.category, CacheKeyWarning)]
