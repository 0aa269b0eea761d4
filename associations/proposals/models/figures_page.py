"""The page that shows in numbers how proposals are handled."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks.body import BodyBlock
from core.models import BasePage


class ProposalFiguresPage(BasePage):
    """How many proposals came in, what became of them, and how long it took."""

    parent_page_types = ["associations.PartnershipRegisterPage"]
    subpage_types = []
    search_kind = "page"
    max_count_per_parent = 1

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("förslag i siffror")
