"""A server that is not told everything does not start, and says what it misses."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import required
from tests.core.conftest import PRODUCTION, run


@pytest.mark.parametrize("missing", PRODUCTION)
def test_production_refuses_to_start_without_its_settings_and_names_the_missing_one(
    missing: str,
) -> None:
    given = {name: text for name, text in PRODUCTION.items() if name != missing}
    told = run("-c", "import config.settings.production", settings="production", **given)
    assert told.returncode != 0
    assert f"Set the environment variable {missing}: " in told.stderr.splitlines()[-1]


@pytest.mark.parametrize("value", ["", "  "])
def test_a_setting_that_is_empty_is_missing(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SECRET_KEY", value)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY: for signing"):
        required("SECRET_KEY", "for signing")
