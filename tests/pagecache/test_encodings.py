"""Each reader gets an encoding that they take, and a validator of just these bytes."""

import gzip

import brotli
import pytest

from pagecache.encodings import wanted
from tests.pagecache.world import PUBLIC, World

LONG = "Trygghet på torget. ".encode() * 200


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0", ""),
        ("gzip;q=0.000, br;q=0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("gzip;q=0, *;q=0.1", "br"),
        ("identity", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip;q=1", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("gzip;q=abc", ""),
        ("gzip;q=7", ""),
        ("gzip;q=nan", ""),
        ("gzip; q = 0.4 , br ; q=0.3", "gzip"),
        ("gzip, gzip;q=0", ""),
        (",,;q=1,", ""),
        ("compress, deflate", ""),
        ("gzip" + ", x" * 500, ""),
    ],
)
def test_what_is_accepted_is_weighed(accepts: str, encoding: str) -> None:
    assert wanted(accepts.encode()) == encoding


def test_each_encoding_has_its_own_bytes_length_and_validator() -> None:
    world = World(page=lambda scope: LONG)
    unpack = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    tags = set()
    for encoding, unpacked in unpack.items():
        for _each in range(2):
            got = world.get(headers=[(b"accept-encoding", encoding.encode())])
            assert got.headers.get("content-encoding", "") == encoding
            assert got.headers["content-length"] == str(len(got.body))
            assert got.headers["vary"] == "Accept-Encoding"
            assert unpacked(got.body) == LONG
        assert got.headers["etag"].rstrip('"').endswith(f"-{encoding}" if encoding else "")
        tags.add(got.headers["etag"])
        known = (b"if-none-match", got.headers["etag"].encode())
        again = world.get(headers=[known, (b"accept-encoding", encoding.encode())])
        assert again.status == 304
    assert len(tags) == 3
    assert len(world.renders) == 1


def test_the_validator_of_another_encoding_is_none() -> None:
    world = World(page=lambda scope: LONG)
    tag = world.get().headers["etag"].encode()
    packed = world.get(headers=[(b"accept-encoding", b"gzip"), (b"if-none-match", tag)])
    assert packed.status == 200


def test_other_bytes_have_another_validator_and_the_same_the_same() -> None:
    tags = [
        World(page=lambda scope, body=body: body).get().headers["etag"]
        for body in (b"a", b"b", b"a")
    ]
    assert tags[0] == tags[2] != tags[1]


def test_what_does_not_get_smaller_is_sent_as_it_is() -> None:
    picture = World(headers={**PUBLIC, "Content-Type": "image/x-icon"}, page=lambda scope: LONG)
    for world in (picture, World(page=lambda scope: b"short")):
        assert "content-encoding" not in world.get(headers=[(b"accept-encoding", b"br")]).headers


def test_what_is_packed_is_counted() -> None:
    world = World(page=lambda scope: LONG)
    world.get()
    before = world.cache.room.bytes
    world.get(headers=[(b"accept-encoding", b"br")])
    assert world.cache.room.bytes > before
