"""Words of the field, explained where they are used."""

from typing import Any

from django.db.models import prefetch_related_objects
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

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        # Their sources in one query, not in one for each word.
        prefetch_related_objects(list(value["definitions"]), "document")
        return dict(super().get_context(value, parent_context=parent_context))
