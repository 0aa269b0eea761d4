from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every part of the portal shares."""

    name = "core"
    verbose_name = _("Gemensamt")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import page_links, receivers, renditions  # noqa: PLC0415 - signals need loaded models

        receivers.connect()
        renditions.connect()
        page_links.register()
