"""What the worker has done today, and whose turn it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyRun(models.Model):
    """When a daily job last did its work, so that of many workers one does it once a day."""

    name = models.CharField(_("jobb"), max_length=80, unique=True)
    done_on = models.DateField(_("gjort"), null=True)
    tried_at = models.DateTimeField(_("senaste försök"), null=True)

    class Meta:
        verbose_name = _("dagligt jobb")
        verbose_name_plural = _("dagliga jobb")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Lease(models.Model):
    """Which process may do something that only one may do at a time, and until when."""

    name = models.CharField(_("uppgift"), max_length=40, unique=True)
    holder = models.CharField(_("process"), max_length=80)
    until = models.DateTimeField(_("till"))

    class Meta:
        verbose_name = _("tur")
        verbose_name_plural = _("turer")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
