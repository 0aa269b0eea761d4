"""Lists in the admin: kinds of associations, and ideas that did not become partnerships."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from associations.models import AssociationKind, NotPursued


class AssociationKindViewSet(SnippetViewSet):
    """The kinds that editors choose from in the directory."""

    model = AssociationKind
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]


class NotPursuedViewSet(SnippetViewSet):
    """Ideas that did not go further. Drafts until somebody who may publish approves them."""

    model = NotPursued
    icon = "pause"
    list_display = ["title", "proposed_by", "as_of"]
    search_fields = ["title", "idea", "reason"]
    inspect_view_enabled = True


class RegisterViewSetGroup(SnippetViewSetGroup):
    """What stands beside the pages of associations and partnerships."""

    items = (NotPursuedViewSet, AssociationKindViewSet)
    menu_label = _("Föreningar och partnerskap")
    menu_icon = "group"
    menu_order = 305
