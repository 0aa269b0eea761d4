from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AssociationsConfig(AppConfig):
    """Associations, night walks and partnerships."""

    name = "associations"
    verbose_name = _("Föreningar och partnerskap")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from associations import borrowed_words as receivers  # noqa: PLC0415
        from associations.models import NotPursued  # noqa: PLC0415
        from associations.register.models.ideas import idea_document  # noqa: PLC0415
        from searching.entries.registry import register  # noqa: PLC0415

        receivers.connect()
        register(
            NotPursued,
            prefix="idea",
            document=idea_document,
            address=lambda idea: idea.address,
            language=lambda idea: settings.LANGUAGE_CODE,
        )
