"""Lists in the admin: what has priority, and whom to turn to."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.guidance.models import ContactPoint, Priority


class PriorityViewSet(SnippetViewSet):
    """What has priority and where it is decided."""

    model = Priority
    icon = "list-ul"
    list_display = ["title", "kind", "district", "as_of"]
    list_filter = ["kind"]
    search_fields = ["title", "text"]
    inspect_view_enabled = True


class ContactPointViewSet(SnippetViewSet):
    """Functions to turn to."""

    model = ContactPoint
    icon = "mail"
    list_display = ["title", "organisation", "email", "as_of"]
    search_fields = ["title", "text", "email"]
    inspect_view_enabled = True


class ContentViewSetGroup(SnippetViewSetGroup):
    """Shared lists that pages of home show."""

    items = (PriorityViewSet, ContactPointViewSet)
    menu_label = _("Listor på sidor")
    menu_icon = "clipboard-list"
    menu_order = 310
