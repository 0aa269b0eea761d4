"""Whom the reader's browser may ask for a map's pictures."""

import pytest

from associations.directory.domain.tile_server import content_source, host_name


@pytest.mark.parametrize(
    ("tile_url", "source", "host"),
    [
        (
            "https://tiles.example.se/{z}/{x}/{y}.png",
            "https://tiles.example.se",
            "tiles.example.se",
        ),
        ("https://{s}.example.se/{z}/{x}/{y}.png", "https://*.example.se", "example.se"),
        ("http://127.0.0.1:4711/{z}/{x}/{y}.png", "http://127.0.0.1:4711", "127.0.0.1"),
        ("//tiles.example.se/{z}/{x}/{y}.png", "https://tiles.example.se", "tiles.example.se"),
        ("/kartbilder/{z}/{x}/{y}.png", "", ""),
        ("", "", ""),
    ],
)
def test_only_the_host_of_the_pictures_is_allowed(tile_url, source, host):
    assert content_source(tile_url) == source
    assert host_name(tile_url) == host
