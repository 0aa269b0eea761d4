"""Officers and administrators see what was erased, and all that is kept about one person."""

from typing import Any

from django.db import migrations

from core.staff.roles import Role, grant

MAY = ["casework.view_erasurerecord", "casework.make_registerextract"]


def let_them(apps: Any, schema_editor: Any) -> None:
    """Grant both to the two roles."""
    for role in (Role.CASE_OFFICER, Role.ADMINISTRATOR):
        grant(apps, role, *MAY)


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0011_how_long_things_are_kept"),
        ("casework", "0010_erasure_records"),
    ]

    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
