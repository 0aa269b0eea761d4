"""A backup of a portal on SQLite, made once; whatever the tests run on."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.config.backups.portals import Portal, copy_of, new_in
from tests.core.conftest import built_portal

__all__ = ["built_portal"]


@dataclass(frozen=True)
class Kept:
    """A portal, and its backup."""

    portal: Portal
    folder: Path


@pytest.fixture(scope="session")
def kept(built_portal: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """For tests that only read of both."""
    folder = tmp_path_factory.mktemp("kept")
    portal = copy_of(built_portal, folder / "living")
    return Kept(portal, portal.backs_up(folder / "backups"))


@pytest.fixture
def backup(kept: Kept, tmp_path: Path) -> Path:
    """A copy of the backup, for one test to damage."""
    return Path(shutil.copytree(kept.folder, tmp_path / "backups" / kept.folder.name))


@pytest.fixture
def new(tmp_path: Path) -> Portal:
    """A place where there is nothing yet."""
    return new_in(tmp_path / "new")


@pytest.fixture
def living(built_portal: Path, tmp_path: Path) -> Portal:
    """A portal for one test to change."""
    return copy_of(built_portal, tmp_path / "living")
