"""The body of standard pages: the shared blocks and home's own lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from casework.erasing.telling import told_to_readers
from core.blocks.body import BodyBlock
from home.guidance.blocks import ContactPointsBlock, PrioritiesBlock


class RetentionBlock(blocks.StructBlock):
    """For how long we keep what people leave, and why: as the rules of this portal say today."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False)

    class Meta:
        icon = "history"
        label = _("Hur länge vi sparar uppgifter")
        template = "home/blocks/retention.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["told"] = told_to_readers()
        return dict(context)


class StandardBody(BodyBlock):
    """Everything a standard page may hold."""

    contact_points = ContactPointsBlock()
    priorities = PrioritiesBlock()
    retention = RetentionBlock()
