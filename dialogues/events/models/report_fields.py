"""What came of a dialogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField

from home.answers.blocks import AttachmentStream


class ReportFields(models.Model):
    """The faces of a dialogue during and after it, as fields of its page."""

    live_text = models.TextField(
        _("medan det pågår"), blank=True, help_text=_("Visas från att dörrarna öppnar.")
    )
    after_text = models.TextField(
        _("direkt efteråt"), blank=True, help_text=_("Visas tills rapporten finns.")
    )
    report_summary = models.TextField(
        _("rapportens sammanfattning"),
        blank=True,
        help_text=_("När den är ifylld och sidan publiceras är dialogen rapporterad."),
    )
    participants = models.PositiveIntegerField(_("deltagare"), null=True, blank=True)
    questions_answered = models.PositiveIntegerField(_("besvarade frågor"), null=True, blank=True)
    documents = StreamField(AttachmentStream(), blank=True, verbose_name=_("dokument"))
    # Set when a report is published for the first time.
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)

    report_panels = [
        MultiFieldPanel(
            [FieldPanel("live_text"), FieldPanel("after_text")],
            heading=_("Under och direkt efter"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("report_summary"),
                FieldPanel("participants"),
                FieldPanel("questions_answered"),
                InlinePanel("finding_rows", label=_("Iakttagelse")),
                FieldPanel("documents"),
            ],
            heading=_("Rapport"),
        ),
    ]

    class Meta:
        abstract = True
