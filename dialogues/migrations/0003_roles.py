"""Who may see people who have signed up, and who names series: those who hold dialogues."""

from django.db import migrations

from core.staff.roles import Role, every, grant

ORGANISERS = (Role.COMMUNICATOR, Role.CASE_OFFICER, Role.ADMINISTRATOR)
# As with all words that several pages share.
WHO_NAME_SERIES = (Role.COMMUNICATOR, Role.ADMINISTRATOR)


def let_organisers_see(apps, schema_editor):
    for role in ORGANISERS:
        grant(apps, role, "dialogues.view_registration")
    for role in WHO_NAME_SERIES:
        grant(apps, role, *every("dialogues.dialogueseries"))


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0002_gate_exceptions"),
        ("associations", "0005_roles"),
    ]

    operations = [migrations.RunPython(let_organisers_see, migrations.RunPython.noop)]
