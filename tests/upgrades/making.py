"""Writes the databases of a release: `python -m tests.upgrades.making 0.2.0`.

Makes a portal with the demo content, lets people send every form, and dumps it to this folder:
as SQLite leaves it, or with DATABASE_URL as PostgreSQL does. That database must be empty. Runs
with the code of the release, the folder tests/upgrades/ of today put into it.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

FOLDER = Path(__file__).resolve().parent
# Tests spend no time on passwords; an installation does.
HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.MD5PasswordHasher",
]


def main() -> None:
    """Fill a portal of the code of today, and write what it left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", help="such as 0.2.0")
    parser.add_argument("--into", type=Path, default=FOLDER)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/portal.sqlite3")
        os.environ |= {"VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
        django.setup()
        told = fill(asked.release)
        # Django must be set up before what reads models.
        from tests.upgrades import dumping  # noqa: PLC0415

        engine = "sqlite" if database.startswith("sqlite") else "postgresql"
        dumping.write(database, asked.into / f"{asked.release}.{engine}.sql.gz")
        facts = asked.into / f"{asked.release}.{engine}.json"
        facts.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def fill(release: str) -> dict[str, Any]:
    """Migrate, load, send and handle. Return what the test of upgrades has to find again."""
    from tests.upgrades import sending  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_initial_data", verbosity=0)
    with override_settings(PASSWORD_HASHERS=HASHERS):
        accounts = sending.make_accounts()
    sent = sending.Sent()
    sending.send_everything(sent)
    call_command("worker", once=True, verbosity=0)
    # Mail of these waits when the portal is stopped.
    sending.send_last(sent)
    return {
        "release": release,
        "made_on": timezone.localdate().isoformat(),
        "accounts": accounts,
        "links": sent.links,
        "rows": sent.rows,
    }


if __name__ == "__main__":
    main()
