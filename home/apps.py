from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """What residents read: places, measures, news, answers."""

    name = "home"
    verbose_name = _("Innehåll")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.models import Actor  # noqa: PLC0415 - models are loaded by now
        from home.actors.models import actor_address, actor_document  # noqa: PLC0415
        from searching.entries.registry import register  # noqa: PLC0415

        register(
            Actor,
            prefix="actor",
            document=actor_document,
            address=actor_address,
            language=lambda actor: settings.LANGUAGE_CODE,
        )
