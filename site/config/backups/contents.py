"""What is in a database, asked in SQL: of a copy, of one that is restored, or in a snapshot."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import FileField

from core.pictures.models import PortalRendition

Ask = Callable[[str], Iterable[tuple[object, ...]]]


@dataclass(frozen=True)
class Contents:
    """How many rows, which migrations, and the names of the files that rows stand for."""

    rows: dict[str, int]
    migrations: list[str]
    named_files: frozenset[str]


def contents(ask: Ask, tables: Iterable[str]) -> Contents:
    """Count all tables, in one transaction of `ask`'s."""
    rows = {table: _number(ask, table) for table in sorted(tables)}
    migrations: list[str] = []
    if "django_migrations" in rows:
        found = ask("SELECT app, name FROM django_migrations")
        migrations = sorted(f"{app}.{name}" for app, name in found)
    return Contents(rows, migrations, frozenset(_named_files(ask, rows)))


def _number(ask: Ask, table: str) -> int:
    ((number,),) = ask(f"SELECT count(*) FROM {_quoted(table)}")  # noqa: S608 - quoted
    return int(str(number))


def _named_files(ask: Ask, tables: Iterable[str]) -> Iterable[str]:
    present = set(tables)
    for model in apps.get_models(include_auto_created=True):
        # The sizes of pictures are made anew when they are missing.
        if model._meta.db_table not in present or issubclass(model, PortalRendition):
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                column, table = _quoted(field.column), _quoted(model._meta.db_table)
                for (name,) in ask(f"SELECT {column} FROM {table}"):  # noqa: S608 - quoted
                    if name:
                        yield str(name)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
