"""Case officers and administrators see who has seen what people have sent."""

from django.db import migrations

from core.staff.roles import Role, grant, revoke

WHO_SEE = (Role.CASE_OFFICER, Role.ADMINISTRATOR)


def let_them_see(apps, schema_editor):
    for role in WHO_SEE:
        grant(apps, role, "core.see_traces")


def take_back(apps, schema_editor):
    for role in WHO_SEE:
        revoke(apps, role, "core.see_traces")


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0014_editors_keep_their_own_files"),
        ("core", "0012_who_sees_traces"),
    ]

    operations = [migrations.RunPython(let_them_see, take_back)]
