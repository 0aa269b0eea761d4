"""What is kept, for whom, and until when: the cache alone, by a clock of the test."""

import pytest

from tests.pagecache.world import PUBLIC, World


def test_the_second_reader_gets_the_bytes_of_the_first() -> None:
    world = World()
    assert world.get("/platser/").how == "fwd=miss; stored"
    world.at += 7
    again = world.get("/platser/")
    assert (again.how, again.body, again.headers["age"]) == ("hit", b"page", "7")
    assert again.headers["content-length"] == "4"
    assert len(world.renders) == 1


def test_nothing_is_asked_of_the_database_within_a_second() -> None:
    world = World()
    for _each in range(50):
        world.get()
    assert world.asked == 1


def test_an_answer_ends_when_its_own_time_ends() -> None:
    world = World(headers={**PUBLIC, "Cache-Control": "public, max-age=9"})
    world.get()
    world.at += 8.9
    assert world.get().how == "hit"
    world.at += 0.1
    assert world.get().how == "fwd=miss; stored"


def test_what_ends_at_once_is_kept_as_soon_as_it_does_not() -> None:
    """A page whose meeting begins within the second: just then everybody asks for it."""
    world = World(headers={**PUBLIC, "Cache-Control": "public, max-age=0"})
    assert [world.get().how for _each in range(3)] == ["fwd=miss"] * 3
    world.headers = dict(PUBLIC)
    assert [world.get().how for _each in range(2)] == ["fwd=miss; stored", "hit"]


def test_what_nobody_tells_of_is_seen_within_a_minute() -> None:
    world = World()
    world.get()
    world.at += 60
    assert world.get().how == "fwd=miss; stored"


def test_a_clock_that_is_set_back_keeps_nothing() -> None:
    world = World()
    world.get()
    world.at -= 3600
    assert world.get().how == "fwd=miss; stored"


def test_a_change_elsewhere_is_seen_after_a_second() -> None:
    world = World()
    world.get()
    world.publish("2")
    world.page = lambda scope: b"new"
    world.at += 0.6
    assert world.get().body == b"page"
    world.at += 0.4
    assert world.get().body == b"new"


def test_a_change_of_this_process_is_seen_at_once() -> None:
    world = World()
    world.get()
    world.publish("2")
    world.page = lambda scope: b"new"
    # As `present.forget` does.
    world.reading = None
    assert world.get().body == b"new"


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private, no-store"},
        {"Cache-Control": "public, max-age=0"},
        {"Cache-Control": "max-age=300"},
        {"Cache-Control": "public, no-cache, max-age=300"},
        {"Cache-Control": "public, private=x, max-age=300"},
        {"Cache-Control": "public, max-age=300", "Set-Cookie": "a=1"},
        {"Cache-Control": "public, max-age=300", "Vary": "Cookie"},
        {"Cache-Control": "public, max-age=300", "Vary": "Accept-Encoding, Accept-Language"},
        {"Cache-Control": "public, max-age=300", "Content-Encoding": "gzip"},
        {},
    ],
)
def test_what_is_not_for_everybody_is_not_kept(headers: dict[str, str]) -> None:
    world = World(headers=headers)
    for _each in range(3):
        world.get()
    assert len(world.renders) == 3
    assert len(world.cache.room) == 0


@pytest.mark.parametrize("status", [201, 206, 301, 302, 404, 500, 503])
def test_nothing_but_a_whole_page_is_kept(status: int) -> None:
    world = World(status=status)
    assert [world.get().status for _each in range(3)] == [status] * 3
    assert len(world.cache.room) == 0


def test_what_declares_nothing_is_not_kept() -> None:
    world = World(reads=None)
    assert [world.get().how for _each in range(2)] == ["fwd=miss", "fwd=bypass; detail=other"]
    assert len(world.cache.room) == 0


def test_head_is_answered_from_what_was_got() -> None:
    world = World()
    assert world.get(method="HEAD").how == "fwd=bypass; detail=head"
    world.get()
    head = world.get(method="HEAD")
    assert (head.how, head.body, head.headers["content-length"]) == ("hit", b"", "4")


def test_who_has_it_already_is_told_so_without_asking_anybody() -> None:
    world = World()
    tag = world.get().headers["etag"]
    for matches in (tag, f'"x", W/{tag}', "*", f"{tag},{tag}"):
        told = world.get(headers=[(b"if-none-match", matches.encode())])
        assert (told.status, told.body) == (304, b"")
        assert {"etag", "cache-control", "vary", "age"} <= told.headers.keys()
        assert "content-length" not in told.headers
    assert world.get(headers=[(b"if-none-match", b'"other"')]).status == 200
    assert len(world.renders) == 1


def test_a_condition_does_not_keep_others_from_the_page() -> None:
    world = World(status=304)
    assert world.get(headers=[(b"if-none-match", b'"old"')]).status == 304
    world.status = 200
    assert world.get(headers=[(b"if-none-match", b'"old"')]).how == "fwd=miss; stored"
    # Django was asked without it.
    assert b"if-none-match" not in dict(world.renders[-1]["headers"])
