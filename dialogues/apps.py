from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    """Dialogues, walks and other meetings: invitations, participation, reports."""

    name = "dialogues"
    verbose_name = _("Trygghetsdialoger")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are loaded by now.
        from dialogues import receivers  # noqa: PLC0415
        from dialogues.invitations.admin.editor import attach_editor  # noqa: PLC0415

        receivers.connect()
        attach_editor()
