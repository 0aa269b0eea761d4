"""A portal of any release, with what people had sent to it, is the same portal after `migrate`."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.test import Client
from post_office.models import STATUS
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from core.models import User
from tests.browser.portal import database_url
from tests.database import working_on
from tests.factories.files import png_bytes
from tests.searching.stored import projected
from tests.upgrades import dumping
from tests.upgrades.changed import CHANGED, GONE, NEW_NAMES
from tests.upgrades.lint import releases
from tests.upgrades.making import FOLDER, HASHERS

ROOT = FOLDER.parents[1]
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.on_sqlite,
    pytest.mark.processes,
    pytest.mark.django_db,
]

# The smallest picture that a page can show.
PICTURE = png_bytes(size=(720, 199))
# What `migrate` says, and what of it stands under *By hand*.
WARNINGS = {"are no sizes of pictures": "counts what lies in the public folder"}
Rows = dict[str, dict[Any, dict[str, Any]]]


@dataclass
class Upgraded:
    """A database of a release, and what `migrate` made of it."""

    told: dict[str, Any]
    before: Rows
    after: Rows
    warnings: list[str]
    again: str
    folder: Path


@pytest.fixture(scope="module", params=releases())
def upgraded(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Upgraded]:
    engine = connections["default"].vendor
    folder = tmp_path_factory.mktemp("upgrade")
    with django_db_blocker.unblock(), _empty_database(folder) as name, working_on(name):
        dumping.read(FOLDER / f"{request.param}.{engine}.sql.gz", database_url(name))
        told = json.loads((FOLDER / f"{request.param}.{engine}.json").read_text())
        before = _everything()
        for row in before["core_portalimage"].values():
            original = folder / "media" / row["file"]
            original.parent.mkdir(parents=True, exist_ok=True)
            original.write_bytes(PICTURE)
        (folder / "media" / "original_images").mkdir(parents=True, exist_ok=True)
        (folder / "media" / "original_images" / "left-behind.doc").write_bytes(b"whose?")
        connections["default"].close()
        # Another database counts its content types in another order.
        ContentType.objects.clear_cache()
        warnings = _migrate(name, folder).stderr.splitlines()
        again = _migrate(name, folder).stdout
        yield Upgraded(told, before, _everything(), warnings, again, folder)
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def _its_own_files(settings: Any, upgraded: Upgraded) -> None:
    settings.LIBRARY_ROOT = upgraded.folder / "library"
    settings.MEDIA_ROOT = upgraded.folder / "media"


def _empty_database(folder: Path) -> Any:
    return dumping.empty_database(connections["default"], folder)


def _migrate(name: str, var_dir: Path) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(name),
        "VAR_DIR": str(var_dir),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    command = [sys.executable, "manage.py", "migrate", "--no-input"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done


def _everything() -> Rows:
    """Return by table and key the columns of each row."""
    found: Rows = {}
    with connections["default"].cursor() as cursor:
        for table in connections["default"].introspection.table_names(cursor):
            if not table.startswith("searching_index"):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
                names = [column[0] for column in cursor.description]
                rows = cursor.fetchall()
                found[table] = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    return found


def test_no_row_is_lost_and_none_changed_but_where_a_reason_is_given(upgraded: Upgraded) -> None:
    lost, changed = [], []
    for table, rows in upgraded.before.items():
        after = upgraded.after.get(table, {})
        for key, row in rows.items():
            if key not in after:
                lost.append((table, key))
                continue
            for column, value in row.items():
                now = NEW_NAMES.get(f"{table}.{column}", column)
                if now not in after[key] or after[key][now] != value:
                    changed.append(f"{table}.{column}")
    assert {table for table, _key in lost} <= set(GONE), lost
    assert set(changed) <= set(CHANGED)


def test_every_word_that_people_sent_is_where_it_was(upgraded: Upgraded) -> None:
    assert len(upgraded.told["rows"]) >= 10
    for sent in upgraded.told["rows"]:
        row = apps.get_model(sent["model"])._base_manager.get(pk=sent["pk"])
        kept = {name: getattr(row, name) for name in sent["fields"]}
        assert kept == sent["fields"], sent["model"]


def test_every_mail_stands_in_the_outbox_as_it_stood(upgraded: Upgraded) -> None:
    mails = upgraded.before.get("post_office_email", {}) | upgraded.before.get("casework_mail", {})
    assert {mail["status"] for mail in mails.values()} == {STATUS.sent, STATUS.queued}
    for key, mail in mails.items():
        now = upgraded.after["casework_mail"][key]
        for name in ("to", "subject", "message", "status"):
            assert now[name] == mail[name], key


def test_pictures_are_where_they_are_looked_for(upgraded: Upgraded) -> None:
    for row in upgraded.after["core_portalimage"].values():
        assert (upgraded.folder / "library" / row["file"]).exists()
        assert not (upgraded.folder / "media" / row["file"]).exists()


def test_the_links_that_people_were_sent_still_open(upgraded: Upgraded) -> None:
    assert upgraded.told["links"]
    for link in upgraded.told["links"]:
        assert Client().get(link).status_code == 200, link


def test_staff_log_in_with_their_passwords_and_keep_their_roles(
    upgraded: Upgraded, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    for account in upgraded.told["accounts"]:
        user = User.objects.get(username=account["username"])
        assert [group.name for group in user.groups.order_by("name")] == account["groups"]
        browser = Client()
        words = {name: account[name] for name in ("username", "password")}
        assert browser.post("/admin/login/", words).status_code == 302
        assert browser.get("/admin/").status_code == 200, account["username"]


def test_officers_open_what_people_sent(upgraded: Upgraded) -> None:
    browser = Client()
    browser.force_login(User.objects.get(username="administratör"))
    for part in ("partnerskapsforslag", "synpunkter", "foreningsforslag"):
        assert browser.get(f"/admin/{part}/").status_code == 200, part
    for sent in upgraded.told["rows"]:
        if sent["model"] == "associations.Proposal":
            page = browser.get(f"/admin/partnerskapsforslag/{sent['pk']}/").content.decode()
            assert sent["fields"]["title"] in page


def test_every_published_page_is_answered(upgraded: Upgraded) -> None:
    reader = Client()
    addresses = [page.url for page in Page.objects.live().filter(depth__gte=2) if page.url]
    assert len(addresses) > 50
    answers = {address: reader.get(address).status_code for address in addresses}
    assert {address for address, status in answers.items() if status != 200} == set()


def test_search_finds_without_being_rebuilt(upgraded: Upgraded) -> None:
    page = Client().get("/sok/", {"q": "Solberga"}).content.decode()
    assert page.count("<mark>") > 2
    found = projected()
    call_command("rebuild_search", verbosity=0)
    assert projected() == found


def test_migrating_again_has_nothing_to_do(upgraded: Upgraded) -> None:
    assert "No migrations to apply." in upgraded.again


def test_release_notes_tell_of_every_warning(upgraded: Upgraded) -> None:
    notes = (ROOT / "CHANGELOG.md").read_text()
    by_hand = "\n".join(re.findall(r"### By hand\n(.*?)(?=\n#|\Z)", notes, re.DOTALL))
    for warning in upgraded.warnings:
        told = [here for said, here in WARNINGS.items() if said in warning]
        assert told, f"no line under By hand tells of: {warning}"
        assert told[0] in by_hand
    # What lies there tells the first release's upgrade so.
    assert upgraded.warnings or upgraded.told["release"] != "0.1.0"
