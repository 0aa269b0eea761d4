"""Says which new migrations hold readers up, or break the version that still runs beside them.

`make lint-migrations DATABASE_URL=postgres://…`: PostgreSQL is where locks matter, and its server
is asked for nothing but how it would write the statements. What a release already holds is left
alone; what is known stands in `KNOWN`, with the reason, and the release notes say to stop.
"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django_migration_linter.sql_analyser import analyse_sql_statements, get_sql_analyser_class

from tests.upgrades import dumping
from tests.upgrades.known import KNOWN

FOLDER = Path(__file__).resolve().parent
OUR_APPS = frozenset({"core", "casework", "searching", "home", "associations", "dialogues"})
# An index made in a transaction of its own table's change keeps its lock until the end.
LOCKS = {"CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE", "DROP_INDEX", "REINDEX"}
Name = tuple[str, str]


def releases() -> list[str]:
    """Return the releases whose databases are here, the newest last."""
    named = (path.name.removesuffix(".sqlite.sql.gz") for path in FOLDER.glob("*.sqlite.sql.gz"))
    return sorted(named, key=lambda name: [int(part) for part in name.split(".")])


def released() -> set[Name]:
    """Return the app and name of each migration that the newest release has applied."""
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.executescript(dumping.statements(FOLDER / f"{releases()[-1]}.sqlite.sql.gz"))
        return set(memory.execute("SELECT app, name FROM django_migrations"))


def faults_of(app: str, name: str) -> set[str]:
    """Return the linter's codes of what one migration would do to a running portal."""
    with Path(os.devnull).open("w") as nowhere:
        sql = call_command("sqlmigrate", app, name, stdout=nowhere).splitlines()
    analyser = get_sql_analyser_class(connection.settings_dict["ENGINE"])
    errors, _ignored, warnings = analyse_sql_statements(analyser, sql, [])
    return {issue.code for issue in errors} | {each.code for each in warnings} & LOCKS


def findings(migrations: dict[Name, Migration]) -> dict[Name, set[str]]:
    """Return by migration of ours, which no release holds yet, what is not known of it."""
    ours = {name for name in migrations if name[0] in OUR_APPS}
    known = {name: codes for name, (codes, _reason) in KNOWN.items()}
    return {name: faults_of(*name) - known.get(name, set()) for name in sorted(ours - released())}


def main() -> None:
    """Lint what is new. Ends with 1 when something is found."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        sys.exit("Locks are PostgreSQL's: name any database with DATABASE_URL=postgres://…")
    # Nothing of ours is read there, and the database that is named may not exist yet.
    os.environ["DATABASE_URL"] = urlsplit(address)._replace(path="/postgres").geturl()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    found = findings(MigrationLoader(connection).disk_migrations)
    for (app, name), codes in found.items():
        if codes:
            sys.stdout.write(f"{app}.{name}: {', '.join(sorted(codes))}\n")
    if any(found.values()):
        sys.exit('See docs/how-to/release.md, "Migrations".')
    sys.stdout.write(f"{len(found)} new migrations can run beside the version before them.\n")


if __name__ == "__main__":
    main()
