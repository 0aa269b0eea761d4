from typing import Any

import django.db.models.deletion
from django.core.management.color import no_style
from django.db import migrations, models

# What a mail is called here, and what it was called there.
SAME = {
    "id": "id",
    "subject": "subject",
    "message": "message",
    "status": "status",
    "queued_at": "created",
    "changed_at": "last_updated",
    "due_at": "scheduled_time",
}


def take_over(apps: Any, schema_editor: Any) -> None:
    """Copy the mails, under the same keys."""
    old, mail = apps.get_model("post_office", "Email"), apps.get_model("casework", "Mail")
    for row in old.objects.prefetch_related("logs").order_by("pk").iterator(500):
        last = max(row.logs.all(), key=lambda log: (log.date, log.pk), default=None)
        copy = mail(
            to=", ".join(row.to),
            headers=row.headers or {},
            retries=row.number_of_retries or 0,
            last_failure=f"{last.exception_type}: {last.message}" if last else "",
            **{ours: getattr(row, theirs) for ours, theirs in SAME.items()},
        )
        copy.save(force_insert=True)
        # Not the moment of the copying.
        times = {"queued_at": row.created, "changed_at": row.last_updated}
        mail.objects.filter(pk=copy.pk).update(**times)
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [mail]):
            cursor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_waiting_files_have_a_sender"),
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=989)),
                ("message", models.TextField(blank=True)),
                ("headers", models.JSONField(default=dict)),
                (
                    "status",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Kunde inte levereras"),
                            (3, "Väntar på nytt försök"),
                            (2, "I kön"),
                            (0, "Skickat"),
                        ],
                        db_index=True,
                        default=2,
                    ),
                ),
                ("queued_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("changed_at", models.DateTimeField(auto_now_add=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("retries", models.PositiveIntegerField(default=0)),
                ("last_failure", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "brev",
                "verbose_name_plural": "brev",
                "default_permissions": (),
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="dispatch",
            name="mail",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tells_of",
                to="casework.mail",
                verbose_name="brev",
            ),
        ),
        migrations.AlterField(
            model_name="enclosure",
            name="mail",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="enclosures",
                to="casework.mail",
            ),
        ),
    ]
