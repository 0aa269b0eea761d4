from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """What everything that people send in has in common."""

    name = "casework"
    verbose_name = _("Ärenden")
    default_auto_field = "django.db.models.BigAutoField"
