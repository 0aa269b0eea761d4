"""Who leads, takes part in and pays for a measure."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from home.measures.querysets import MeasureActorQuerySet


class MeasureRole(models.TextChoices):
    """What an actor does in a measure."""

    LEADS = "LEADS", _("Leder")
    CO_RUNS = "CO_RUNS", _("Deltar")
    PAYS = "PAYS", _("Betalar")


class MeasureActor(Orderable):
    """That an actor leads, takes part in or pays for a measure."""

    measure = ParentalKey("home.MeasurePage", on_delete=models.CASCADE, related_name="actor_links")
    actor = models.ForeignKey(
        "core.Actor",
        on_delete=models.PROTECT,
        related_name="measure_links",
        verbose_name=_("aktör"),
    )
    role = models.CharField(
        _("roll"), max_length=10, choices=MeasureRole.choices, default=MeasureRole.CO_RUNS
    )

    objects = MeasureActorQuerySet.as_manager()

    panels = [
        FieldRowPanel(
            [
                FieldPanel(
                    "actor", help_text=_("En organisation eller roll ur listan över aktörer.")
                ),
                FieldPanel(
                    "role", help_text=_("Om aktören leder insatsen, deltar i den eller betalar.")
                ),
            ]
        )
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("aktör i insats")
        verbose_name_plural = _("aktörer i insatser")
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "actor", "role"], name="measure_actor_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"
