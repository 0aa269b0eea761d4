"""`manage.py prepare --production`, from an empty database to readers, as an operator runs it."""

import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.browser.portal import database_url
from tests.config.founding.test_pages import INDEXES
from tests.core.conftest import PRODUCTION, ROOT, asked, environment
from tests.smtp import Mailbox, mail_server

pytestmark = [pytest.mark.processes, pytest.mark.thorough]

ADDRESSES = ["/", "/en/", *INDEXES, "/admin/login/", "/readyz"]


@pytest.fixture
def empty_database(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of a database without a table, on the engine that the tests run on."""
    database = connections["default"]
    if database.vendor == "sqlite":
        yield database_url(str(tmp_path / "portal.sqlite3"))
        return
    name = f"prepared_{secrets.token_hex(6)}"
    with django_db_blocker.unblock(), database._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield database_url(name)
    with django_db_blocker.unblock(), database._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def operator(empty_database: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What the environment of a new installation says."""
    with mail_server(Mailbox()) as port:
        yield {
            **PRODUCTION,
            "SECRET_KEY": secrets.token_urlsafe(60),
            "DATABASE_URL": empty_database,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "VAR_DIR": str(tmp_path / "var"),
        }


def preparing(env: dict[str, str], *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "manage.py", "prepare", "--production", *options]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment("production", **env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: "subprocess.Popen[str]") -> str:
    said, complained = process.communicate(timeout=600)
    assert process.returncode == 0, said + complained
    return said


def statuses(env: dict[str, str], paths: list[str]) -> dict[str, int]:
    steps = [{"ask": path, "secure": True} for path in paths]
    answers = asked(steps, settings="production", **env)
    return {path: answer["status"] for path, answer in zip(paths, answers, strict=True)}


def test_an_empty_production_serves(operator: dict[str, str]) -> None:
    invite = ("--administrator", "anna@stad.se")
    assert statuses(operator, ["/", "/readyz"]) == {"/": 503, "/readyz": 503}
    both = [preparing(operator, *invite), preparing(operator, *invite)]
    first, second = sorted((finished(each) for each in both), key=len, reverse=True)
    assert "12 made, for https://testserver" in first + second
    assert "12, left alone" in first + second
    assert (first + second).count("anna@stad.se is invited.") == 1
    assert statuses(operator, ADDRESSES) == dict.fromkeys(ADDRESSES, 200)
    again = finished(preparing(operator, *invite))
    assert "Nothing had to be done." in again
    for line in ("Settings   no faults", "Mail       127.0.0.1", "Readers    get the front page"):
        assert line in again
    assert " ! " not in again


def test_what_does_not_answer_is_named_after_everything_was_made(operator: dict[str, str]) -> None:
    silent = {**operator, "EMAIL_URL": "smtp://127.0.0.1:9"}
    process = preparing(silent)
    said, complained = process.communicate(timeout=600)
    assert process.returncode != 0
    assert "12 made" in said
    assert "Mail       ! " in said
    assert complained == "CommandError: Not everything is as it must be: Log-in, Mail.\n"


@pytest.mark.parametrize(
    ("module", "options", "told"),
    [
        ("dev", ("--production",), "export DJANGO_SETTINGS_MODULE=config.settings.production"),
        ("dev", ("--administrator", "anna@stad.se"), "--administrator goes with --production."),
        (
            "production",
            ("--production", "--administrator", "anna"),
            "--administrator anna is no address.",
        ),
    ],
)
def test_a_mistake_is_told_before_anything_is_done(
    operator: dict[str, str], module: str, options: tuple[str, ...], told: str
) -> None:
    command = [sys.executable, "manage.py", "prepare", *options]
    env = environment(module, **operator)
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert told in done.stderr
    assert not done.stdout
