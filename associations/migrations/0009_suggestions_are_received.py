from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0008_what_groups_and_ideas_belong_to"),
    ]

    operations = [
        migrations.RemoveConstraint("entrysuggestion", "suggestion_decided_iff_dated"),
        migrations.RenameField("entrysuggestion", "decided_by", "handled_by"),
        migrations.RenameField("entrysuggestion", "decided_at", "handled_at"),
        migrations.AddConstraint(
            "entrysuggestion",
            models.CheckConstraint(
                condition=models.Q(
                    ("status", "RECEIVED"), ("handled_at__isnull", False), _connector="XOR"
                ),
                name="suggestion_decided_iff_dated",
            ),
        ),
    ]
