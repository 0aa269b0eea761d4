"""What came up at a dialogue, as its report tells it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from dialogues.reports.querysets import ReportFindingQuerySet


class ReportFinding(Orderable):
    """Something that people said or saw, as the report tells it. Never who said it."""

    dialogue = ParentalKey(
        "dialogues.DialoguePage", on_delete=models.CASCADE, related_name="finding_rows"
    )
    text = models.TextField(_("vad som kom fram"))
    next_step = models.TextField(_("vad vi gör"), blank=True)
    measure = models.ForeignKey(
        "home.MeasurePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("insats"),
    )

    objects = ReportFindingQuerySet.as_manager()

    panels = [FieldPanel("text"), FieldPanel("next_step"), FieldPanel("measure")]

    class Meta(Orderable.Meta):
        verbose_name = _("iakttagelse")
        verbose_name_plural = _("vad som kom fram")

    def __str__(self) -> str:
        return self.text[:60]
