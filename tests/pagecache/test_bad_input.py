"""Nobody can put anything into the cache that others then get, nor push others out of it."""

from typing import Any

import pytest

from pagecache.room import MOST_OF_A_PATH
from tests.pagecache.world import HOST, World


def shows(scope: dict[str, Any]) -> bytes:
    """A page that repeats all that it was asked with: whatever gets in, is seen."""
    return repr((scope["query_string"], sorted(scope["headers"]), scope["method"])).encode()


def test_unknown_parameters_are_dropped_before_django_is_asked() -> None:
    world = World(page=shows, reads=("q",))
    world.get("/sok/?q=a&evil=1")
    assert len(world.cache.room) == 0
    second = world.get("/sok/?q=a&evil=2")
    assert second.how == "fwd=miss; stored"
    assert b"evil" not in second.body
    assert world.get("/sok/?evil=3&q=a").body == second.body


def test_declared_parameters_are_sorted_and_written_in_one_way() -> None:
    world = World(reads=("a", "b"))
    world.get("/")
    first = world.get("/?b=%C3%B6&a=1&a=2")
    assert first.body == b"a=1&a=2&b=%C3%B6"
    assert world.get("/?a=1&b=%c3%b6&a=2&x").how == "hit"
    # The last of several may be the one that counts.
    assert world.get("/?a=2&a=1&b=%C3%B6").how == "fwd=miss; stored"


def test_what_reads_more_in_another_case_is_not_kept_under_less() -> None:
    world = World(reads=("a",))
    world.get("/")
    world.reads = ("a", "month")
    # Nor is it given to who asked for more.
    assert world.get("/?a=1&month=2").body == b"a=1&month=2"
    assert world.get("/?a=1").body == b"a=1"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ((b"authorization", b"Bearer x"), "authorization"),
        ((b"cookie", b"a=1; sessionid=abc"), "session"),
        ((b"content-length", b"5"), "body"),
        ((b"transfer-encoding", b"chunked"), "body"),
        ((b"x_forwarded_for", b"192.0.2.7"), "headers"),
        ((b"host", b"other.example.se"), "headers"),
        ((b"x-forwarded-proto", b"gopher"), "host"),
        ((b"x-forwarded-proto", b"https, http"), "host"),
    ],
)
def test_what_is_unusual_passes_by(header: tuple[bytes, bytes], reason: str) -> None:
    world = World()
    world.get()
    assert world.get(headers=[HOST, header]).how == f"fwd=bypass; detail={reason}"


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "PUT", "DELETE", "TRACE", "get"])
def test_other_methods_pass_by(method: str) -> None:
    world = World()
    world.get()
    assert world.get(method=method).how == "fwd=bypass; detail=method"


@pytest.mark.parametrize(
    "host", [b"", b"a b", b"evil/..", b"x" * 300, b"a:b", b"\xff", b"portal.example.se:99999999"]
)
def test_what_is_no_host_passes_by(host: bytes) -> None:
    world = World()
    assert world.get(headers=[(b"host", host)]).how == "fwd=bypass; detail=host"


def test_a_host_is_one_however_it_is_written_and_django_hears_it_so() -> None:
    world = World(page=shows)
    first = world.get(headers=[(b"host", b"Portal.Example.SE:80")])
    assert b"Portal" not in first.body
    assert world.get().how == "hit"
    assert world.get(headers=[(b"host", b"portal.example.se:8080")]).how == "fwd=miss; stored"


def test_http_and_https_are_two() -> None:
    world = World()
    secure = [(b"x-forwarded-proto", b"https")]
    world.get(headers=secure)
    assert world.get().how == "fwd=miss; stored"
    assert world.get(headers=[(b"host", b"portal.example.se:443"), *secure]).how == "hit"
    assert world.get(scheme="https").how == "fwd=miss; stored"


@pytest.mark.parametrize(
    "address",
    ["/" + "x" * 2049, "/?" + "q=" + "x" * 2049],
    ids=["path", "parameters"],
)
def test_very_long_addresses_pass_by(address: str) -> None:
    assert World().get(address).how == "fwd=bypass; detail=length"


def test_parameters_that_are_no_ascii_pass_by() -> None:
    assert World().get("/?q=\xe5").how == "fwd=bypass; detail=encoding"


def test_a_path_is_one_however_it_is_encoded() -> None:
    world = World()
    world.get("/f%C3%B6reningar/")
    assert world.get("/f%c3%b6r%65ningar/").how == "hit"
    assert world.get("/f%F6reningar/").how == "fwd=miss; stored"
    assert world.get("/foreningar%00/").how == "fwd=miss; stored"


def test_a_range_gets_the_whole_and_is_not_heard_by_django() -> None:
    world = World(page=shows)
    world.get("/?stray")
    ranged = world.get(headers=[(b"range", b"bytes=0-1")])
    assert ranged.how == "fwd=miss; stored"
    assert b"range" not in ranged.body


def test_a_cookie_of_whatever_kind_is_not_in_what_others_get() -> None:
    world = World(page=shows)
    world.get(headers=[(b"cookie", b"messages=evil")])
    assert len(world.cache.room) == 0
    assert b"evil" not in world.get(headers=[(b"cookie", b"messages=evil")]).body
    assert world.get(headers=[(b"cookie", b"csrftoken=other")]).how == "hit"


@pytest.mark.parametrize(
    "name", [b"x-forwarded-host", b"x-forwarded-port", b"x-original-url", b"x-http-method-override"]
)
def test_django_hears_no_other_header_of_who_asked_first(name: bytes) -> None:
    world = World(page=shows)
    world.get("/?stray")
    world.get(headers=[(name, b"evil")])
    assert b"evil" not in world.get().body


def test_a_flood_of_addresses_takes_no_hit_from_the_others_and_no_memory() -> None:
    world = World(page=lambda scope: b"x" * 2000, reads=("q",), most_bytes=400_000)
    wanted = [f"/sida-{number}/" for number in range(20)]
    for address in wanted * 2:
        world.get(address)
    for number in range(2000):
        world.get(f"/flod-{number}/")
        world.get(f"/sok/?q={number}")
        if number % 100 == 0:
            # Somebody goes on reading, as they do.
            world.get(wanted[number // 100])
    assert world.cache.room.bytes <= 400_000
    assert {world.get(address).how for address in wanted} == {"hit"}


def test_a_flood_behind_one_path_takes_only_so_much() -> None:
    world = World(reads=("q",))
    world.get("/sok/")
    world.get("/sok/")
    for number in range(500):
        world.get(f"/sok/?q={number}")
    assert len(world.cache.room) == MOST_OF_A_PATH
    assert world.get("/sok/").how == "hit"


def test_what_is_too_large_is_given_and_not_kept() -> None:
    world = World(page=lambda scope: b"x" * 200_000)
    assert [len(world.get().body) for _each in range(2)] == [200_000] * 2
    assert len(world.cache.room) == 0


def test_nothing_below_an_address_that_is_never_kept_is_looked_for() -> None:
    assert World().get("/admin/x").how == "fwd=bypass; detail=path"


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-type", b"a/b; charset=utf-16-le")],
        [(b"content-type", b"text/plain")],
        [(b"content-length", b"0"), (b"content-length", b"0")],
    ],
)
def test_words_about_a_body_that_is_not_there_pass_by(headers: Any) -> None:
    world = World(reads=("q",))
    assert world.get("/sok/?q=lampa", headers).how.startswith("fwd=bypass")
    assert len(world.cache.room) == 0
