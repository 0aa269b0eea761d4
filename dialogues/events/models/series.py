"""The same dialogue at several times or places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DialogueSeries(models.Model):
    """What ties several dialogues together: a name, and why there are several.

    Each has its own page with its own date; no rule makes dates.
    """

    title = models.CharField(_("serie"), max_length=120, unique=True)
    text = models.TextField(_("om serien"), blank=True)

    class Meta:
        verbose_name = _("serie")
        verbose_name_plural = _("serier")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
