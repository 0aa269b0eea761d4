from django.apps import AppConfig

from config.examining.registered import register_all


class ConfigConfig(AppConfig):
    """Composes the site: settings, addresses and the commands that set it up."""

    name = "config"

    def ready(self) -> None:
        """Let settings be examined for use."""
        register_all()
