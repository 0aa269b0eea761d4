from django.db import connection, migrations, models

# On PostgreSQL nobody who writes waits for the index.
BESIDE = "CONCURRENTLY" if connection.vendor == "postgresql" else ""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("home", "0002_feedback")]
    operations = [
        migrations.CreateModel("Extra", [("id", models.BigAutoField(primary_key=True))]),
        migrations.RunSQL(
            "ALTER TABLE home_feedback ADD COLUMN extra text NULL",
            "ALTER TABLE home_feedback DROP COLUMN extra",
        ),
        migrations.RunSQL(
            f"CREATE INDEX {BESIDE} home_feedback_extra ON home_feedback (extra)",
            "DROP INDEX home_feedback_extra",
        ),
    ]
