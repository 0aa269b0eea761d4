"""The list of series in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from dialogues.events.models import DialogueSeries


class SeriesViewSet(SnippetViewSet):
    """What ties several dialogues together. Their dates stand on their own pages."""

    model = DialogueSeries
    icon = "calendar-alt"
    menu_label = _("Serier av dialoger")
    menu_order = 279
    add_to_admin_menu = True
    list_display = ["title"]
    search_fields = ["title"]
