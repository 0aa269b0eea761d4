"""A passkey is set up and used in a real browser, with Chromium's own virtual authenticator."""

import pytest

from tests.casework.log_in.test_two_steps_on import ON, run

pytestmark = pytest.mark.thorough


def test_a_passkey_works_where_two_steps_are_on(db: None) -> None:
    env = {**ON, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    chosen = ("-m", "pytest", "-m", "browser", "tests/two_steps/test_passkey.py")
    tested = run(*chosen, env=env, most_s=1800)
    assert tested.returncode == 0, tested.stdout[-6000:]
    assert "1 passed" in tested.stdout
