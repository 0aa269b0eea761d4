"""Lists that fetch what editors keep as snippets."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.freshness.kept_warm import warm
from home.guidance.models import ContactPoint, Priority, PriorityKind


class ContactPointsBlock(blocks.StructBlock):
    """Everyone to turn to, from the shared list of contact points."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False)

    class Meta:
        icon = "mail"
        label = _("Vem du vänder dig till")
        template = "home/blocks/contact_points.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["contact_points"] = ContactPoint.objects.listed()
        return dict(context)


class PrioritiesBlock(blocks.StructBlock):
    """What the district gives priority, of one kind, from the shared list."""

    heading = blocks.CharBlock(label=_("Rubrik"), required=False)
    kind = blocks.ChoiceBlock(label=_("Slag"), choices=PriorityKind.choices)

    class Meta:
        icon = "list-ul"
        label = _("Prioriteringar")
        template = "home/blocks/priorities.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        kind = value["kind"]
        context["priorities"] = warm(
            f"priorities:{kind}", lambda: list(Priority.objects.listed(kind=kind))
        )
        return dict(context)
