"""What Driftläge says of the page cache."""

from typing import Any

import pytest
from django.utils import translation

from config.doorstep import pages
from config.readings.kept_pages import kept_by_this_process
from tests.pagecache.portal import Server, server

__all__ = ["server"]


@pytest.mark.parametrize(("language", "word"), [("sv", "var färdiga"), ("en", "were ready")])
def test_hits_and_what_passes_by_are_told(
    front: Any, server: Server, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setattr("config.readings.kept_pages.kept_pages", lambda: server.kept)
    for address in ("/", "/", "/", "/admin/"):
        server.get(address)
    with translation.override(language):
        kept, passed = [str(each) for each in kept_by_this_process()]
    assert "2 " in kept
    assert word in kept
    assert passed.endswith("1")


def test_a_cache_without_room_is_told_of(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PAGE_CACHE_MB = 0
    pages.kept_pages.cache_clear()
    try:
        assert "PAGE_CACHE_MB" in str(next(kept_by_this_process()))
    finally:
        pages.kept_pages.cache_clear()
