"""Portals in processes of their own, for what one cannot do to the database under the tests."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.core.asking import Answer
from tests.database import copy_database, kept_database

ROOT = Path(__file__).resolve().parents[2]
Ask = Callable[..., list[Answer]]

# What a public installation has to be told.
PRODUCTION = {
    "SECRET_KEY": "k" * 40 + "0123456789",
    "ALLOWED_HOSTS": "testserver",
    "DATABASE_URL": "sqlite:///none.sqlite3",
    "WAGTAILADMIN_BASE_URL": "https://testserver",
    "DEFAULT_FROM_EMAIL": "trygghet@exempel.se",
    "EMAIL_URL": "smtp://localhost:25",
}

BUILD = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from wagtail.models import Locale, Page, Site
from core.models import PortalSettings
from tests.factories import home as make
Page.objects.filter(depth=2).delete()
front = make.HomePageFactory(parent=Page.get_first_root_node(), locale=Locale.get_default())
site = Site.objects.create(hostname="testserver", root_page=front, is_default_site=True)
PortalSettings.objects.create(site=site, contact_phone="08-111 22 33")
places = make.PlaceIndexFactory(parent=front)
make.PlaceFactory(parent=places, title="Solberga")
measures = make.MeasureIndexFactory(parent=front)
make.MeasureFactory(parent=measures, title="Nattvandring")
make.NewsFactory(parent=make.NewsIndexFactory(parent=front), title="Ny belysning")
make.AnswerFactory(parent=make.AnswerIndexFactory(parent=front), title="Svar om trygghet")
make.ActorIndexFactory(parent=front)
"""


def environment(settings: str, **more: str) -> dict[str, str]:
    """Return a bare environment for a process that uses these settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}",
        "TEST_DB_TIMEOUT": "1",
        **more,
    }


def run(*arguments: str, settings: str = "test", **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `arguments` at the root of the project, and return what it said."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(settings, **more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def asked(steps: list[dict[str, Any]], *, settings: str = "test", **more: str) -> list[Answer]:
    """Return what a portal in another process answers; see tests/core/asking.py for steps."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.core.asking"],
        cwd=ROOT,
        env=environment(settings, **more),
        input=json.dumps(steps),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    answers: list[Answer] = json.loads(told.stdout)
    return answers


@pytest.fixture(scope="session")
def built_portal(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Path:
    """A SQLite database with one page of every kind, made once, whatever the tests run on."""
    path = tmp_path_factory.mktemp("portal") / "built.sqlite3"
    if kept_database().exists():
        copy_database(kept_database(), path)
    told = run("-c", BUILD, DATABASE_URL=f"sqlite:///{path}")
    assert told.returncode == 0, told.stderr
    return path


@pytest.fixture
def portal(built_portal: Path, tmp_path: Path) -> Path:
    """A copy of the database for one test to lock, break or write to."""
    return Path(shutil.copyfile(built_portal, tmp_path / "portal.sqlite3"))


@pytest.fixture(scope="session")
def production(built_portal: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a public installation with its static files in place."""
    folder = tmp_path_factory.mktemp("production")
    shutil.copyfile(built_portal, folder / "portal.sqlite3")
    given = {
        **PRODUCTION,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "VAR_DIR": str(folder),
    }
    collect = run("manage.py", "collectstatic", "--noinput", settings="production", **given)
    assert collect.returncode == 0, collect.stderr
    return given
