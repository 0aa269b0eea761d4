"""That somebody looked up all that is kept about a person. Never about whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterExtract(models.Model):
    """One look-up: who made it, when, and how much was found. What was searched is not kept."""

    made_at = models.DateTimeField(_("gjort"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("av"),
    )
    # How many were found of each kind.
    hits = models.JSONField(_("träffar"), default=dict)

    class Meta:
        verbose_name = _("registerutdrag")
        verbose_name_plural = _("registerutdrag")
        default_permissions = ()
        permissions = [("make_registerextract", _("Kan göra registerutdrag, rätta och radera"))]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.made_at:%Y-%m-%d %H:%M}".capitalize()
