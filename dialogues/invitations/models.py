"""Who is invited, and what was missing when an invitation was published all the same."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from dialogues.events.models.rows import FrozenRow


class InvitedActorQuerySet(models.QuerySet[Any]):
    """Reads on who is invited."""

    def with_actors(self) -> Self:
        """Bring the actor of each row, in the order editors chose."""
        return self.select_related("actor").order_by("sort_order", "pk")


class InvitedActor(Orderable):
    """That an actor is invited, whether it comes, and what it can answer."""

    dialogue = ParentalKey(
        "dialogues.DialoguePage", on_delete=models.CASCADE, related_name="actor_rows"
    )
    actor = models.ForeignKey(
        "core.Actor",
        on_delete=models.PROTECT,
        related_name="dialogue_rows",
        verbose_name=_("aktör"),
    )
    is_confirmed = models.BooleanField(_("har tackat ja"), default=False)
    answers_for = models.CharField(
        _("svarar på frågor om"),
        max_length=160,
        blank=True,
        help_text=_("Och vad de kan besluta om. Skriv roller, aldrig namn på personer."),
    )

    objects = InvitedActorQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("actor"), FieldPanel("is_confirmed")]),
        FieldPanel("answers_for"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("inbjuden aktör")
        verbose_name_plural = _("inbjudna aktörer")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "actor"], name="dialogue_actor_once")
        ]

    def __str__(self) -> str:
        return str(self.actor)


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
        on_delete=models.PROTECT,
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
