from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TwoStepsConfig(AppConfig):
    """A second step at the log-in. Installed only where the environment asks for it."""

    name = "casework.two_steps"
    label = "two_steps"
    verbose_name = _("Inloggning i två steg")

    def ready(self) -> None:
        # Signals need loaded models.
        from casework.two_steps import receivers  # noqa: PLC0415

        receivers.connect()
