"""Portals with a database and files of their own, in processes of their own."""

import json
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.core.asking import Answer
from tests.core.conftest import BUILD, ROOT, asked, environment, run
from tests.database import copied

SETTINGS = "tests.config.backups.settings"

# A case with a file, a document, and a size of a picture.
FILL = """
import django
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.documents.models import Document
from tests.factories.proposals import ProposalFileFactory
ProposalFileFactory(content=b"%PDF-1.4 ett falt\\n")
Document.objects.create(title="Plan", file=ContentFile(b"Planen\\n", "plan.txt"))
storages["sizes"].save("images/torget.png", ContentFile(b"en bild"))
"""

# What a restored portal must have as it was.
TELL = """
import django, json
django.setup()
from associations.models import ProposalFile
from home.models import Feedback, PlacePage
from wagtail.documents.models import Document
halves = [Feedback.objects.filter(text=half).count() for half in ("en halva", "en annan")]
print(json.dumps({
    "place": PlacePage.objects.get().title,
    "case files": [each.file.open().read().decode() for each in ProposalFile.objects.all()],
    "documents": [each.file.open().read().decode() for each in Document.objects.all()],
    "addresses": [each.url for each in Document.objects.all()],
    "halves": halves,
}))
"""


class Portal:
    """One installation: where its database and its files are."""

    def __init__(self, database_url: str, var_dir: Path, **more: str) -> None:
        self.var_dir = var_dir
        self.given = {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "DATABASE_URL": database_url,
            "VAR_DIR": str(var_dir),
            "TEST_DB_TIMEOUT": "20",
            **more,
        }

    @property
    def file(self) -> Path:
        """The database, where it is SQLite's."""
        return Path(self.given["DATABASE_URL"].removeprefix("sqlite:///"))

    def manage(self, *arguments: object, **more: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of manage.py."""
        return run("manage.py", *map(str, arguments), **{**self.given, **more})

    def does(self, *arguments: object, **more: str) -> str:
        """Run a command that must succeed; return what it said."""
        ended = self.manage(*arguments, **more)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def refuses(self, *arguments: object, **more: str) -> str:
        """Run a command that must fail; return its one sentence."""
        ended = self.manage(*arguments, **more)
        assert ended.returncode != 0, ended.stdout
        assert ended.stderr.startswith("CommandError: "), ended.stderr
        return ended.stderr

    def backs_up(self, into: Path, *arguments: object) -> Path:
        """Make a backup; return its folder."""
        said = self.does("backup", into, *arguments)
        return Path(said.partition(": ")[0])

    def runs(self, script: str) -> str:
        """Run a program in the portal."""
        ended = run("-c", script, **self.given)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def tells(self) -> dict[str, Any]:
        """What it has; see TELL."""
        told: dict[str, Any] = json.loads(self.runs(TELL))
        return told

    def begins(self, *arguments: object) -> "subprocess.Popen[str]":
        """Start Python with these arguments, and leave it alone."""
        return subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env={**environment("test"), **self.given},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def answers(self, *paths: str) -> list[Answer]:
        """What readers get."""
        return asked([{"ask": path} for path in paths], **self.given)


def copy_of(built: Path, folder: Path, **more: str) -> Portal:
    """Return a portal on SQLite with a copy of the database `built`, and the things of FILL."""
    portal = new_in(folder, **more)
    shutil.copyfile(built, portal.file)
    portal.runs(FILL)
    return portal


def new_in(folder: Path, **more: str) -> Portal:
    """Return a portal on SQLite that has nothing yet."""
    folder.mkdir()
    return Portal(f"sqlite:///{folder}/portal.sqlite3", folder, **more)


def url_of(name: str) -> str:
    """Return the address of a database of the kind that the tests run on."""
    given = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        return f"sqlite:///{name}"
    user = f"{given['USER']}:{given['PASSWORD']}@" if given["USER"] else ""
    return f"postgres://{user}{given['HOST'] or 'localhost'}:{given['PORT'] or 5432}/{name}"


@contextmanager
def filled_database(blocker: DjangoDbBlocker) -> Iterator[str]:
    """Yield the address of a database of that kind with a page of each kind."""
    name = str(connections["default"].settings_dict["NAME"])
    with copied(name, f"living_{secrets.token_hex(4)}", blocker) as copy:
        told = run("-c", BUILD, DATABASE_URL=url_of(copy))
        assert told.returncode == 0, told.stderr
        yield url_of(copy)


@contextmanager
def empty_database(folder: Path, blocker: DjangoDbBlocker) -> Iterator[str]:
    """Yield the address of a database of that kind with nothing in it."""
    database = connections["default"]
    if database.vendor == "sqlite":
        yield url_of(str(folder / "portal.sqlite3"))
        return
    name = f"restored_{secrets.token_hex(4)}"
    with blocker.unblock(), database._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield url_of(name)
    finally:
        with blocker.unblock(), database._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
