"""For how long feedback is kept is a rule among the others; see docs/how-to/retention.md.

Safe, because nothing that was decided is forgotten: it stops when the settings say otherwise.
"""

from typing import Any

from django.conf import settings
from django.db import migrations


def refuse_another_length(apps: Any, schema_editor: Any) -> None:
    """Stop where an administrator has chosen a length that no rule of the settings has."""
    rules = [settings.RETENTION[f"{kind}.handled"] for kind in ("feedback", "suggestion")]
    for portal in apps.get_model("core", "PortalSettings").objects.all():
        months = portal.feedback_retention_months
        if any(rule.get("months") != months for rule in rules):
            raise RuntimeError(
                f"Feedback and suggestions were kept for {months} months by the portal's settings."
                " Say so in the file of RETENTION_FILE (feedback.handled and suggestion.handled),"
                " then migrate."
            )


class Migration(migrations.Migration):
    dependencies = [("core", "0009_restrict_translations")]

    operations = [
        migrations.RunPython(refuse_another_length, migrations.RunPython.noop),
        migrations.RemoveField(model_name="portalsettings", name="feedback_retention_months"),
    ]
