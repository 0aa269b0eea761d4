from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations


def forget(apps: Any, schema_editor: Any) -> None:
    """Remove what 0006 has copied: nobody would remove the addresses there any more."""
    apps.get_model("post_office", "Email").objects.all().delete()


def give_back(apps: Any, schema_editor: Any) -> None:
    """Copy the mails to where 0006, taken back, looks for them, under the same keys."""
    old, mail = apps.get_model("post_office", "Email"), apps.get_model("casework", "Mail")
    log = apps.get_model("post_office", "Log")
    for row in mail.objects.order_by("pk").iterator(500):
        copy = old(
            pk=row.pk,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[row.to],
            cc=[],
            bcc=[],
            subject=row.subject,
            message=row.message,
            headers=row.headers,
            status=row.status,
            priority=1,
            scheduled_time=row.due_at,
            number_of_retries=row.retries,
        )
        copy.save(force_insert=True)
        times = {"created": row.queued_at, "last_updated": row.changed_at}
        old.objects.filter(pk=row.pk).update(**times)
        if row.last_failure:
            name, _colon, told = row.last_failure.partition(": ")
            log.objects.create(email=copy, status=1, exception_type=name, message=told)
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [old]):
            cursor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_own_mail"),
    ]

    operations = [migrations.RunPython(forget, give_back)]
