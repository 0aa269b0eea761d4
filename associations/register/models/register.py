"""The register: the page under which every partnership stands."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from associations.register.listing import register_moments
from core.blocks.body import BodyBlock
from core.blocks.text import plain_text
from core.models import BasePage


class PartnershipRegisterPage(BasePage):
    """All partnerships with their totals, and the ideas that did not go further."""

    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "associations.PartnershipPage",
        "associations.PartnershipGuidePage",
        "associations.ProposalFiguresPage",
    ]
    max_count_per_parent = 1
    search_kind = "page"

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("partnerskapsregister")

    def moments(self, now: datetime) -> Iterator[datetime]:
        yield from register_moments()

    def search_text(self) -> str:
        return f"{self.introduction} {plain_text(self.body)}"
