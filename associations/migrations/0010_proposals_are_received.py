from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0009_suggestions_are_received"),
    ]

    operations = [
        migrations.RenameField("proposal", "handler", "handled_by"),
        migrations.RenameField("proposal", "closed_at", "handled_at"),
        migrations.RenameField("proposal", "form_key", "idempotency_key"),
    ]
