"""What does not answer is named, and nothing else goes untold for it."""

from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from config.readings.looking import look
from config.readings.told import Told

pytestmark = pytest.mark.django_db


def seen() -> dict[str, Told]:
    with translation.override("en"):
        return {each.what: each for each in look()}


@pytest.fixture
def portal(front: object, settings: Settings, tmp_path: Path) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    settings.MEDIA_ROOT, settings.LIBRARY_ROOT = tmp_path / "media", tmp_path / "library"
    settings.VAR_DIR = tmp_path


@pytest.mark.usefixtures("portal")
def test_everything_answers_and_nothing_is_left_behind(tmp_path: Path) -> None:
    lines = seen()
    for what in ("Database", "Mail", "Cache", "Storage", "Scanner", "Readers"):
        assert lines[what].is_well, lines[what]
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("portal")
def test_each_that_fails_is_told_with_the_reason(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.PRIVATE_ROOT = tmp_path / "file" / "private"
    settings.CLAMD_SOCKET = str(tmp_path / "clamd")
    settings.CACHES = {
        "default": {
            "BACKEND": "core.freshness.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:9/0",
        },
    }
    lines = seen()
    assert {what for what, line in lines.items() if not line.is_well} >= {
        *("Storage", "Scanner", "Cache"),
    }
    assert "NotADirectoryError" in lines["Storage"].said
    assert str(lines["Cache"]).startswith("  Cache      ! OSError")


def test_a_portal_without_a_front_page_is_told(db: None, settings: Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    assert seen()["Readers"].said == "get 503 instead of the front page"


@pytest.mark.usefixtures("portal")
def test_advice_on_settings_is_one_row_and_each_fault_a_row_of_its_own(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = False
    with translation.override("en"):
        told = [each for each in look() if each.what == "Settings"]
    advice = [each.said for each in told if each.is_well]
    assert len(advice) == 1
    assert "advice from check --deploy: " in advice[0]
    assert {"security.W008", "security.W012"} <= set(advice[0].replace(",", "").split())
    faults = [each for each in told if not each.is_well]
    assert faults
    assert all(each.remedy for each in faults)
