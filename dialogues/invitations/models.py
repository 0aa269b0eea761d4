"""What was missing when an invitation was published, and why it was published all the same."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogues.events.models.frozen import FrozenRow


class GateException(FrozenRow):
    """That an invitation went out late or with gaps."""

    dialogue = models.ForeignKey(
        "dialogues.DialoguePage",
        on_delete=models.CASCADE,
        related_name="gate_exceptions",
        verbose_name=_("dialog"),
    )
    at = models.DateTimeField(_("när"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("vem"),
    )
    # Names of domain.invitation_gate.Point, in the order of the checklist.
    points = models.JSONField(_("vad som saknades"))
    reason = models.TextField(_("skäl"), blank=True)
    days_of_notice = models.IntegerField(_("dagar före"), null=True, blank=True)

    class Meta:
        verbose_name = _("undantag från checklistan")
        verbose_name_plural = _("undantag från checklistan")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
