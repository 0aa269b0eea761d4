"""Words of the field, explained where they are used."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class DefinitionsBlock(blocks.StructBlock):
    """Definitions from the shared list, so that a word means the same on every page."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False)
    definitions = blocks.ListBlock(
        SnippetChooserBlock("core.Definition", label=_("Definition")), label=_("Definitioner")
    )

    class Meta:
        icon = "openquote"
        label = _("Definitioner")
        template = "core/blocks/definitions.html"
