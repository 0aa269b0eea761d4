"""Blocks that say how to reach somebody."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ContactValue(blocks.StructValue):
    """A contact as the template needs it."""

    @property
    def phone_href(self) -> str:
        """The number as a telephone dials it."""
        return "tel:" + "".join(sign for sign in self["phone"] if sign in "+0123456789")


class ContactBlock(blocks.StructBlock):
    """A function to turn to; never a person."""

    heading = blocks.CharBlock(label=_("Vad du kan få hjälp med"))
    text = blocks.TextBlock(label=_("Text"), required=False)
    phone = blocks.CharBlock(label=_("Telefon"), required=False)
    email = blocks.EmailBlock(label=_("E-post"), required=False)
    url = blocks.URLBlock(label=_("Webbplats"), required=False)

    class Meta:
        icon = "mail"
        label = _("Kontakt")
        value_class = ContactValue
        template = "core/blocks/contact.html"
