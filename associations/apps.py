from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AssociationsConfig(AppConfig):
    """Associations, night walks and partnerships."""

    name = "associations"
    verbose_name = _("Föreningar och partnerskap")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Models are loaded by now.
        from associations.borrowed_words import keep_up_with  # noqa: PLC0415
        from associations.models import AssociationKind, NotPursued  # noqa: PLC0415
        from associations.register.models.ideas import idea_document  # noqa: PLC0415
        from core.models import FundingSource  # noqa: PLC0415
        from searching.entries.registry import register  # noqa: PLC0415

        keep_up_with(AssociationKind, FundingSource)
        register(
            NotPursued,
            prefix="idea",
            document=idea_document,
            address=lambda idea: idea.address,
            language=lambda idea: settings.LANGUAGE_CODE,
        )
