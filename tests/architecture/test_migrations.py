"""Migrations have names that tell what they do, and stand in one line."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations import CreateModel
from django.db.migrations.loader import MigrationLoader
from pytest_django import DjangoDbBlocker

OUR_APPS = ["core", "casework", "searching", "home", "associations", "dialogues"]


@pytest.fixture(scope="module")
def loader(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> MigrationLoader:
    # A migration of wagtail-localize asks the database something when it is imported.
    with django_db_blocker.unblock():
        return MigrationLoader(None)


def names(loader: MigrationLoader, app: str) -> list[str]:
    return sorted(name for label, name in loader.disk_migrations if label == app)


@pytest.mark.parametrize("app", OUR_APPS)
def test_no_migration_has_a_name_that_django_made_up(loader: MigrationLoader, app: str) -> None:
    for name in names(loader, app):
        assert not re.search(r"_auto_\d|_alter_.*_and_more$", name), name


@pytest.mark.parametrize("app", OUR_APPS)
def test_migrations_stand_in_one_line(loader: MigrationLoader, app: str) -> None:
    leaves = [name for label, name in loader.graph.leaf_nodes() if label == app]
    assert len(leaves) <= 1
    numbers = [int(name[:4]) for name in names(loader, app)]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("app", OUR_APPS)
def test_every_data_migration_can_be_taken_back(loader: MigrationLoader, app: str) -> None:
    for (label, name), migration in loader.disk_migrations.items():
        if label == app:
            assert all(operation.reversible for operation in migration.operations), name


def test_every_app_of_ours_is_checked() -> None:
    here = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    assert here - {"config"} == set(OUR_APPS)


def test_the_portals_own_user_is_there_from_the_first_migration(loader: MigrationLoader) -> None:
    first = loader.disk_migrations["core", names(loader, "core")[0]]
    made = {each.name for each in first.operations if isinstance(each, CreateModel)}
    assert settings.AUTH_USER_MODEL == "core.User"
    assert "User" in made
