import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dialogues", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GateException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="när")),
                ("points", models.JSONField(verbose_name="vad som saknades")),
                ("reason", models.TextField(blank=True, verbose_name="skäl")),
                (
                    "days_of_notice",
                    models.IntegerField(blank=True, null=True, verbose_name="dagar före"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vem",
                    ),
                ),
                (
                    "dialogue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gate_exceptions",
                        to="dialogues.dialoguepage",
                        verbose_name="dialog",
                    ),
                ),
            ],
            options={
                "verbose_name": "undantag från checklistan",
                "verbose_name_plural": "undantag från checklistan",
                "ordering": ["at", "pk"],
                "default_permissions": (),
            },
        ),
    ]
