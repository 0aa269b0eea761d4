"""What the features register, each its own, and their shared place in the editor's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

# Importing a feature's hooks registers them.
from associations.directory import wagtail_hooks as directory
from associations.directory.admin.kinds import AssociationKindViewSet
from associations.night_walks import wagtail_hooks as night_walks
from associations.proposals import wagtail_hooks as proposals
from associations.register import wagtail_hooks as register
from associations.register.admin import NotPursuedViewSet

__all__ = ["directory", "night_walks", "proposals", "register"]


class RegisterViewSetGroup(SnippetViewSetGroup):
    """What stands beside the pages of associations and partnerships."""

    items = (NotPursuedViewSet, AssociationKindViewSet)
    menu_label = _("Föreningar och partnerskap")
    menu_icon = "group"
    menu_order = 305


register_snippet(RegisterViewSetGroup)
