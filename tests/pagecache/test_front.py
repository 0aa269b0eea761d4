"""What a cache in front is told: how long it may keep an answer, and of which generation it is."""

from typing import Any

import pytest

from config.doorstep.application import GENERATION
from tests.config.loops import run
from tests.pagecache.portal import Server, server
from tests.pagecache.world import World

__all__ = ["server"]

KEPT, GENERATION_OF = "x-accel-expires", "x-portal-generation"


@pytest.fixture
def world() -> World:
    """A portal behind a cache in front."""
    return World(has_front=True)


def generation(world: World) -> str:
    told = run(world.cache.generation())
    assert told
    return told[0]


def test_a_page_that_all_share_may_be_kept_for_a_minute(world: World) -> None:
    for how in ("fwd=miss; stored", "hit"):
        got = world.get()
        assert got.how == how
        assert (got.headers[KEPT], got.headers[GENERATION_OF]) == ("60", generation(world))


def test_nobody_hears_of_it_where_nothing_stands_in_front() -> None:
    headers = World().get().headers
    assert not {KEPT, GENERATION_OF} & set(headers)
    assert headers["age"] == "0"


def test_readers_hear_how_long_a_page_lasts_when_it_was_kept_in_front_to_the_end(
    world: World,
) -> None:
    headers = world.get().headers
    # 300 seconds, of which 60 may have gone before it is sent.
    assert headers["cache-control"] == "public, max-age=240"
    assert "age" not in headers
    world.at += 25
    headers = world.get().headers
    assert (headers[KEPT], headers["cache-control"]) == ("35", "public, max-age=240")


@pytest.mark.parametrize(("lasts", "kept", "says"), [(61, 30, 31), (10, 5, 5), (2, 1, 1)])
def test_what_time_changes_is_never_read_after_that(
    world: World, lasts: int, kept: int, says: int
) -> None:
    world.headers["Cache-Control"] = f"public, max-age={lasts}"
    headers = world.get().headers
    assert headers[KEPT] == str(kept)
    assert headers["cache-control"] == f"public, max-age={says}"
    assert kept + says <= lasts


def test_what_ends_within_the_second_is_not_given_away(world: World) -> None:
    world.headers["Cache-Control"] = "public, max-age=1"
    headers = world.get().headers
    assert KEPT not in headers
    assert (headers["cache-control"], headers["age"]) == ("public, max-age=1", "0")


def test_who_knows_the_page_hears_the_same_of_it(world: World) -> None:
    tag = world.get().headers["etag"].encode()
    known = world.get(headers=[(b"if-none-match", tag)])
    assert (known.status, known.headers["cache-control"]) == (304, "public, max-age=240")


def test_another_generation_begins_with_a_change_and_with_nothing_else(world: World) -> None:
    first = generation(world)
    world.at += 0.3
    assert generation(world) == first
    world.publish("2")
    world.at += 0.3
    assert generation(world) != first
    world.at += 1
    assert world.get().headers[GENERATION_OF] == generation(world)
    # What is closed past all signals, too.
    closed = generation(world)
    world.publish("2", "/closed/")
    world.at += 0.3
    assert generation(world) != closed


def test_every_process_and_host_says_the_same_of_the_same(world: World) -> None:
    other = World(at=2_000_000.0, has_front=True)
    assert generation(world) == generation(other)


@pytest.mark.parametrize(
    "headers", [[(b"cookie", b"sessionid=a")], [(b"authorization", b"Basic YTpi")]]
)
def test_what_is_for_one_may_be_kept_by_nobody(world: World, headers: Any) -> None:
    world.get()
    assert not {KEPT, GENERATION_OF} & set(world.get(headers=headers).headers)


def test_what_views_do_not_share_may_be_kept_by_nobody(world: World) -> None:
    world.reads = None
    assert not {KEPT, GENERATION_OF} & set(world.get().headers)


def test_what_is_old_while_the_database_is_away_may_be_kept_by_nobody(world: World) -> None:
    world.get()
    world.is_away = True
    world.at += 2
    got = world.get()
    assert got.how == "hit; detail=stale"
    assert not {KEPT, GENERATION_OF} & set(got.headers)
    # Nor is a generation told of which nobody knows whether it goes on.
    assert run(world.cache.generation()) is None


def test_the_portal_tells_its_generation_and_for_how_long_it_is_known(
    server: Server, settings: Any
) -> None:
    settings.FRONT_CACHE = True
    with_front = Server()
    told = with_front.get(GENERATION)
    name, age = told.text.split()
    assert (told.status, told.headers["cache-control"]) == (200, "no-store")
    assert 0 <= int(age) <= 100
    assert len(name) == 16
    assert with_front.get(GENERATION).text.split()[0] == name


def test_where_nothing_stands_in_front_no_generation_is_told(server: Server) -> None:
    assert server.get(GENERATION).status != 200
