"""One asks, the others wait or get what was true a moment ago, and nobody waits for ever."""

import asyncio
import time
from collections.abc import Iterable
from typing import Any

import pytest

from tests.config.loops import run
from tests.pagecache.world import Got, Headers, World


async def _opened_after(world: World, *asking: Any, then: Any = lambda: None) -> list[Got]:
    """Let all ask, then do something, then let Django answer."""
    world.gate = asyncio.Event()
    tasks = [asyncio.ensure_future(each) for each in asking]
    await asyncio.sleep(0.05)
    then()
    world.gate.set()
    got = await asyncio.gather(*tasks)
    world.gate = None
    return got


def test_many_at_once_on_a_cold_address_ask_once() -> None:
    world = World()
    got = run(_opened_after(world, *(world.ask_for("/platser/") for _each in range(100))))
    assert len(world.renders) == 1
    assert {each.body for each in got} == {b"page"}
    assert sorted({each.how for each in got}) == ["fwd=miss; collapsed", "fwd=miss; stored"]


def test_many_with_different_stray_parameters_ask_at_most_twice() -> None:
    world = World(reads=("q",))
    asking = (world.ask_for(f"/?fbclid={number}") for number in range(50))
    got = run(_opened_after(world, *asking))
    # The first teaches what is read, the next is kept for all.
    assert len(world.renders) == 2
    assert {each.status for each in got} == {200}


def test_who_waited_for_what_cannot_be_kept_asks_alone() -> None:
    world = World(reads=None)
    run(_opened_after(world, *(world.ask_for("/tyck-till/") for _each in range(20))))
    assert len(world.renders) == 20
    # And nobody waits for another there afterwards.
    assert world.get("/tyck-till/").how == "fwd=bypass; detail=other"


def test_who_asked_first_and_fails_takes_nobody_along() -> None:
    world = World()

    async def fails(scope: dict[str, Any]) -> Any:
        world.renders.append(scope)
        await asyncio.sleep(0.1)
        raise RuntimeError

    async def both() -> list[Any]:
        looked = world.cache.look(_scope())
        first = asyncio.ensure_future(world.cache.answer(looked, fails))
        await asyncio.sleep(0.05)
        return list(await asyncio.gather(first, world.ask_for(), return_exceptions=True))

    first, second = run(both())
    assert isinstance(first, RuntimeError)
    assert second.status == 200


def test_who_hangs_up_takes_nothing_from_the_others() -> None:
    world = World()

    async def both() -> Got:
        world.gate = asyncio.Event()
        first = asyncio.ensure_future(world.ask_for())
        await asyncio.sleep(0.05)
        second = asyncio.ensure_future(world.ask_for())
        await asyncio.sleep(0.05)
        first.cancel()
        world.gate.set()
        return await second

    assert run(both()).how == "fwd=miss; collapsed"
    assert len(world.renders) == 1


def test_a_publish_in_the_middle_of_a_refill_is_not_covered_by_it() -> None:
    world = World()

    def publish() -> None:
        world.publish("2")
        world.page = lambda scope: b"new"
        world.at += 1

    run(_opened_after(world, world.ask_for(), then=publish))
    assert world.get().body == b"new"


def test_while_one_refills_the_others_get_what_was_true_five_seconds_ago() -> None:
    world = World()
    world.get()
    world.publish("2")
    world.at += 4
    first, second = run(_opened_after(world, world.ask_for(), world.ask_for()))
    assert (first.how, second.how) == ("fwd=miss; stored", "hit; detail=stale")


def test_what_was_true_longer_ago_is_given_to_nobody() -> None:
    world = World()
    world.get()
    world.publish("2")
    world.at += 5.1
    first, second = run(_opened_after(world, world.ask_for(), world.ask_for()))
    assert (first.how, second.how) == ("fwd=miss; stored", "fwd=miss; collapsed")


def test_nothing_old_is_given_when_something_was_closed() -> None:
    world = World()
    world.get()
    world.publish("2", "00010001")
    world.at += 1
    _first, second = run(_opened_after(world, world.ask_for(), world.ask_for()))
    assert second.how == "fwd=miss; collapsed"


def test_what_time_has_ended_is_given_for_five_seconds_and_only_while_one_refills() -> None:
    world = World()
    for late, how in ((4.0, "hit; detail=stale"), (5.5, "fwd=miss; collapsed")):
        world.get()
        ends = world.at + 60
        world.at = ends - 0.5
        world.get()
        world.at = ends + late
        _first, second = run(_opened_after(world, world.ask_for(), world.ask_for()))
        assert second.how == how


def test_while_the_database_is_away_answers_go_on_for_five_seconds() -> None:
    world = World()
    world.get()
    world.is_away = True
    world.at += 4.9
    assert world.get().how == "hit; detail=stale"
    world.at += 0.2
    assert world.get().how == "fwd=bypass; detail=unknown"
    world.is_away = False
    world.at += 1
    assert world.get().how == "hit"


def test_a_database_that_does_not_answer_is_asked_once_a_second() -> None:
    world = World()
    world.get()
    world.is_away = True
    world.at += 2
    for _each in range(20):
        world.get()
    assert world.asked == 2
    world.at += 1
    world.get()
    assert world.asked == 3


def test_a_failure_is_hidden_by_what_was_true_a_moment_ago() -> None:
    world = World()
    world.get()
    world.publish("2")
    world.at += 2
    world.status, world.reads = 503, None
    assert (world.get().status, world.get().how) == (200, "hit; detail=stale")
    world.at += 5
    assert world.get().status == 503


def test_a_failure_is_kept_by_nobody() -> None:
    world = World(status=503, reads=None)
    world.get()
    world.status, world.reads = 200, ()
    assert [world.get().how for _each in range(2)] == ["fwd=miss; stored", "hit"]


def _scope() -> dict[str, Any]:
    return {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "scheme": "http",
        "headers": [(b"host", b"portal.example.se")],
    }


def test_many_at_once_after_a_change_of_this_process_ask_once() -> None:
    world = World(outdated=1, takes_s=0.4)
    got = run(_all(world.ask_for() for _each in range(50)))
    assert {each.status for each in got} == {200}
    assert len(world.renders) == 1


def test_a_database_that_is_slow_to_tell_is_waited_for_and_nothing_old_is_given() -> None:
    world = World()
    world.get()
    world.at += 2
    world.publish("2")
    world.takes_s = 0.4
    assert world.get().how == "fwd=miss; stored"
    assert len(world.renders) == 2


@pytest.mark.parametrize(
    ("address", "headers"), [("/?plats=finns-inte", []), ("/", [(b"cookie", b'x="\\000"')])]
)
def test_what_came_of_a_readers_own_words_says_nothing_of_the_address(
    address: str, headers: Headers
) -> None:
    world = World(reads=None, status=404)
    world.get(address, headers)
    world.reads, world.status = (), 200
    assert world.get("/").how == "fwd=miss; stored"


def test_who_hangs_up_while_it_is_packed_takes_nothing_from_the_others() -> None:
    world = World(page=lambda scope: b"lampa " * 1000)
    world.get()
    packed = [(b"accept-encoding", b"gzip")]

    async def both() -> Got:
        world.cache._packs.submit(time.sleep, 0.2)
        first = asyncio.ensure_future(world.ask_for(headers=packed))
        second = asyncio.ensure_future(world.ask_for(headers=packed))
        await asyncio.sleep(0.05)
        first.cancel()
        return await second

    assert run(both()).headers["content-encoding"] == "gzip"
    assert world.get(headers=packed).how == "hit"


async def _all(asking: Iterable[Any]) -> list[Got]:
    return list(await asyncio.gather(*asking))
