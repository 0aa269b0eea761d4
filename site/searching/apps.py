from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchingConfig(AppConfig):
    """Finding what is public: the projection that lists and search read."""

    name = "searching"
    verbose_name = _("Sökning")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from searching.entries import receivers  # noqa: PLC0415

        receivers.connect()
