"""The ways in that the front page offers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.links import LinkValue


class DoorBlock(blocks.StructBlock):
    """A way in: what you can do, and where."""

    heading = blocks.CharBlock(label=_("Rubrik"))
    description = blocks.CharBlock(label=_("En mening"))
    text = blocks.CharBlock(label=_("Länktext"))
    page = blocks.PageChooserBlock(label=_("Sida"), required=False)
    address = blocks.CharBlock(label=_("Adress"), required=False)

    class Meta:
        icon = "redirect"
        label = _("Dörr")
        value_class = LinkValue


class DoorsBlock(blocks.StreamBlock):
    """Some doors side by side."""

    door = DoorBlock()
