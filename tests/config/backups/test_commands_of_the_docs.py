"""docs/backup.md is followed to the letter, by a production portal."""

import re
import secrets
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.config.backups.portals import FILL, Portal, empty_database, filled_database
from tests.core.conftest import PRODUCTION, ROOT, environment

pytestmark = [pytest.mark.thorough, pytest.mark.processes, pytest.mark.django_db]

DOC = (ROOT / "docs/backup.md").read_text()
BACKUPS, VAR = "/var/backups/trygghetsportalen", "/var/lib/trygghetsportalen-new"
KEY = "/etc/trygghetsportalen/backup.asc"


def blocks(kind: str) -> list[str]:
    """What stands between fences of this kind, without the indentation of a list."""
    found = re.findall(rf"^( *)```{kind}\n(.*?)^ *```$", DOC, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indentation}", "", text, flags=re.MULTILINE) for indentation, text in found]


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """What the names of the document are here."""
    return {
        BACKUPS: str(tmp_path / "backups"),
        "/var/backups/fetched": str(tmp_path / "fetched"),
        VAR: str(tmp_path / "var-new"),
        KEY: str(tmp_path / "backup.asc"),
    }


def followed(script: str, places: dict[str, str], **given: str) -> str:
    for name, here in places.items():
        script = script.replace(name, here)
    with_ours = f"PATH={shlex.quote(str(Path(sys.executable).parent))}:$PATH"
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{with_ours}\n{script}"],
        cwd=ROOT,
        env={**environment("production"), **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, f"{script}\n{ended.stdout}{ended.stderr}"
    return ended.stdout


def test_what_the_document_says_brings_the_portal_back(
    django_db_blocker: DjangoDbBlocker, tmp_path: Path, places: dict[str, str]
) -> None:
    is_sqlite = connections["default"].vendor == "sqlite"
    back_up, encrypt, decrypt, on_sqlite, on_postgres, restore = blocks("sh")
    keys = {**PRODUCTION, "SECRET_KEY": secrets.token_urlsafe(60)}
    var = tmp_path / "var"
    var.mkdir()
    with (
        filled_database(django_db_blocker) as url,
        empty_database(tmp_path, django_db_blocker) as new_url,
    ):
        Portal(url, var).runs(FILL)
        living = {**keys, "DATABASE_URL": url, "VAR_DIR": str(var)}
        assert "3 files" in followed(back_up, places, **living)

        gpg = {"GNUPGHOME": str(tmp_path / "gnupg")}
        Path(gpg["GNUPGHOME"]).mkdir(mode=0o700)
        make = "gpg --batch --quiet --passphrase '' --quick-generate-key backup@example.se"
        followed(f"{make}; gpg --armor --export > {KEY}", places, **gpg)
        followed(f"{encrypt}\n{decrypt}", places, **gpg)
        (fetched,) = (tmp_path / "fetched").iterdir()
        (kept,) = (path for path in (tmp_path / "backups").iterdir() if path.is_dir())
        assert sorted(each.name for each in fetched.iterdir()) == sorted(
            each.name for each in kept.iterdir()
        )

        if is_sqlite:
            prepare = on_sqlite
        else:
            # The same commands with the server and the name that the tests have been given.
            server, _slash, name = new_url.rpartition("/")
            prepare = on_postgres.replace("postgres://portal@127.0.0.1:5432", server)
            prepare = prepare.replace("portal_new", name).replace(
                "createdb --host 127.0.0.1 --port 5432 --username portal",
                f"dropdb {name} --maintenance-db {server}/postgres;"
                f"createdb --maintenance-db {server}/postgres",
            )
        said = followed(f"{prepare}\n{restore}", places, **keys)
        assert "asked for, all answered" in said
        assert (tmp_path / "var-new/private").is_dir()
