from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    """Dialogues, walks and other meetings: invitations, participation, reports."""

    name = "dialogues"
    verbose_name = _("Trygghetsdialoger")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dialogues import receivers  # noqa: PLC0415 - models are loaded by now

        receivers.connect()
