from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Composes the site: settings, addresses and the commands that set it up."""

    name = "config"
