"""Blocks that lead on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.routing.page_addresses import url_of
from core.routing.public_pages import is_public


class LinkValue(blocks.StructValue):
    """A link to a page of ours or to an address elsewhere.

    One to a page that readers cannot open leads nowhere, and is not shown.
    """

    @property
    def href(self) -> str:
        """Where the link leads, or an empty text."""
        page = self["page"]
        if page is None:
            return self["address"] or ""
        return url_of(page) if is_public(page) else ""

    @property
    def label(self) -> str:
        """The link's text: its own, else the page's title."""
        page = self["page"]
        return self["text"] or (page.title if page else self["address"])


class LinkBlock(blocks.StructBlock):
    """A link with its own line."""

    text = blocks.CharBlock(label=_("Länktext"), required=False)
    page = blocks.PageChooserBlock(label=_("Sida"), required=False)
    address = blocks.URLBlock(label=_("Adress"), required=False)

    class Meta:
        icon = "link"
        label = _("Länk")
        value_class = LinkValue
        template = "core/blocks/link.html"


class LinkListBlock(blocks.StructBlock):
    """Some links under a heading."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False)
    links = blocks.ListBlock(LinkBlock(), label=_("Länkar"))

    class Meta:
        icon = "list-ul"
        label = _("Länklista")
        template = "core/blocks/link_list.html"
