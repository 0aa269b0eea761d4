"""How a partnership comes about, told to associations."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from core.blocks.text import plain_text
from core.models import BasePage
from home.standard.blocks import StandardBody


class PartnershipGuidePage(BasePage):
    """What a partnership is and is not, the usual criteria, the stages, other ways to cooperate."""

    parent_page_types = ["associations.PartnershipRegisterPage", "home.HomePage"]
    subpage_types = []
    search_kind = "page"
    max_count_per_parent = 1

    body = StreamField(StandardBody(), blank=True, verbose_name=_("innehåll"))
    after_stages = StreamField(StandardBody(), blank=True, verbose_name=_("innehåll efter stegen"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("body"),
        InlinePanel("stage_rows", heading=_("Steg"), label=_("Steg")),
        FieldPanel("after_stages"),
    ]

    class Meta:
        verbose_name = _("guide till partnerskap")

    def __str__(self) -> str:
        return self.title

    @cached_property
    def has_times(self) -> bool:
        """Whether any stage says how long it usually takes."""
        return any(stage.typical_time for stage in self.stage_rows.all())

    def search_text(self) -> str:
        stages = " ".join(f"{row.title} {row.text}" for row in self.stage_rows.all())
        return (
            f"{self.introduction} {plain_text(self.body)} {stages} {plain_text(self.after_stages)}"
        )


class GuideStage(Orderable):
    """One stage on the way to a partnership, with its typical time."""

    guide = ParentalKey(PartnershipGuidePage, on_delete=models.CASCADE, related_name="stage_rows")
    title = models.CharField(_("steg"), max_length=80)
    text = models.TextField(_("vad som händer"))
    typical_time = models.CharField(
        _("brukar ta"),
        max_length=80,
        blank=True,
        help_text=_("Tomt visas som ”Uppgift saknas”."),
    )

    panels = [FieldRowPanel([FieldPanel("title"), FieldPanel("typical_time")]), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("steg")
        verbose_name_plural = _("steg")
