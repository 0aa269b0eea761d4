from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every part of the portal shares."""

    name = "core"
    verbose_name = _("Gemensamt")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Signals need loaded models.
        from core.admin import form_fields, imports, spreadsheets  # noqa: PLC0415
        from core.freshness import changes, receivers  # noqa: PLC0415
        from core.language import stored_text  # noqa: PLC0415
        from core.pages import page_links  # noqa: PLC0415
        from core.pictures import asked_sizes  # noqa: PLC0415
        from core.routing import restricted_translations  # noqa: PLC0415
        from core.staff import named_in_logs  # noqa: PLC0415

        stored_text.connect()
        form_fields.use_ours()
        spreadsheets.take_over_all_exports()
        imports.bound()
        changes.connect()
        receivers.connect()
        asked_sizes.connect()
        page_links.register()
        restricted_translations.connect()
        named_in_logs.connect()
