from django.apps import AppConfig
from django.conf import settings

from config.examining.registered import register_all
from core.logs.uncaught import log_uncaught


class ConfigConfig(AppConfig):
    """Composes the site: settings, addresses and the commands that set it up."""

    name = "config"

    def ready(self) -> None:
        """Let settings be examined for use, and what ends a process be logged."""
        register_all()
        if settings.IS_PUBLIC:
            log_uncaught()
