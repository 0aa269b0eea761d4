"""Who writes without publishing changes and deletes files of their own, not those of others.

Wagtail lets whoever may change a picture or document delete it, and with it what public pages
show. Whoever may add one keeps what is theirs.
"""

from django.db import migrations

from core.staff.roles import Role, every, grant, revoke

OF_OTHERS = [
    *every("wagtailimages.image", ["change"]),
    *every("wagtaildocs.document", ["change"]),
]
WHO_WRITES_ONLY = (Role.EDITOR, Role.CASE_OFFICER)


def leave_those_of_others(apps, schema_editor):
    for role in WHO_WRITES_ONLY:
        revoke(apps, role, *OF_OTHERS)


def give_back(apps, schema_editor):
    for role in WHO_WRITES_ONLY:
        grant(apps, role, *OF_OTHERS)


class Migration(migrations.Migration):
    dependencies = [("associations", "0013_accounts_stay_named")]

    operations = [migrations.RunPython(leave_those_of_others, give_back)]
