"""Whether a backup fits this portal: its keys and its code."""

import pytest
from django.db.migrations.loader import MigrationLoader
from pytest_django import Settings

from config.backups import code, fingerprints
from config.backups.refusal import BackupRefused

KEYS = ["DEVICE_KEY", "FORM_KEY", "LINK_KEY", "RECIPIENT_KEY", "SECRET_KEY", "SENDER_KEY"]


def test_the_same_keys_are_known_again_and_none_is_told() -> None:
    made_with = fingerprints.present()
    assert sorted(made_with) == KEYS
    assert len(set(made_with.values())) == len(KEYS)
    assert "only-for-tests" not in str(made_with)
    assert fingerprints.strangers(made_with) == []


def test_another_key_is_told_by_its_name(settings: Settings) -> None:
    settings.PURPOSE_KEYS = {"LINK_KEY": ["then"]}
    made_with = fingerprints.present()
    settings.PURPOSE_KEYS = {"LINK_KEY": ["now"]}
    assert fingerprints.strangers(made_with) == ["LINK_KEY"]
    settings.PURPOSE_KEYS = {"LINK_KEY": ["now", "later", "then"]}
    assert fingerprints.strangers(made_with) == []


def test_a_key_that_all_share_is_another_for_all(settings: Settings) -> None:
    made_with = fingerprints.present()
    settings.SECRET_KEY = "another"
    assert fingerprints.strangers(made_with) == KEYS
    settings.SECRET_KEY_FALLBACKS = ["only-for-tests"]
    assert fingerprints.strangers(made_with) == []


@pytest.mark.django_db
def test_the_code_knows_its_own_migrations_and_what_they_replace() -> None:
    loader = MigrationLoader(None)
    ours = [f"{app}.{name}" for app, name in loader.disk_migrations]
    replaced = [
        f"{app}.{name}" for each in loader.disk_migrations.values() for app, name in each.replaces
    ]
    assert replaced
    assert code.known([*ours, *replaced]) == sorted({*ours, *replaced})
    code.refuse_older([*ours, *replaced])


def test_what_an_app_that_is_gone_has_run_does_not_count() -> None:
    assert code.known(["gone.0001_initial", "home.0001_initial"]) == ["home.0001_initial"]


def test_older_code_refuses_what_it_does_not_know() -> None:
    with pytest.raises(BackupRefused, match=r"newer.*does not have home\.9999_of_later\."):
        code.refuse_older(["home.0001_initial", "home.9999_of_later"])


def test_the_version_is_told() -> None:
    assert code.version().count(".") == 2
