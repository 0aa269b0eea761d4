"""The record of what was erased: what, how many, by which rule and decision, by whom and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasureRecord(models.Model):
    """One gallringsprotokoll. Kept for good, and holds nothing about whoever sent what is gone.

    The words are those that held at the time: rules and kinds may change later.
    """

    made_at = models.DateTimeField(_("gallrat"))
    kind = models.CharField(_("handlingsslag, nyckel"), max_length=40)
    what = models.CharField(_("vad"), max_length=300)
    rule = models.CharField(_("regel"), max_length=300)
    ground = models.TextField(_("rättslig grund"))
    decision = models.CharField(_("beslut"), max_length=200, blank=True)
    count = models.PositiveIntegerField(_("antal"))
    # The references of the cases, and the registry numbers of those that had one.
    references = models.JSONField(_("referenser"), default=list)
    # Empty when the portal did it by itself.
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("konto"),
    )
    # Who it was is known for longer than the account.
    officer_name = models.CharField(_("gallrat av"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("gallringsprotokoll")
        verbose_name_plural = _("gallringsprotokoll")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.what} ({self.count})"
