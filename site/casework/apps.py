from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """What everything that people send in has in common."""

    name = "casework"
    verbose_name = _("Ärenden")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `check` look at what has been decided about retention."""
        import_module("casework.erasing.checks")
