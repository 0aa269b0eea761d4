"""Lists in the admin: notices, and the words and names that pages share."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.chrome.notices import Notice
from core.vocabulary.models import Actor, Definition, FundingSource, Topic


class NoticeViewSet(SnippetViewSet):
    """Messages above pages."""

    model = Notice
    icon = "warning"
    list_display = ["title", "severity", "starts_at", "ends_at", "shown_under"]
    list_filter = ["severity"]
    search_fields = ["title", "text"]
    add_to_admin_menu = True
    menu_label = _("Meddelanden")
    menu_order = 290


class ActorViewSet(SnippetViewSet):
    """Authorities, organisations and roles."""

    model = Actor
    icon = "group"
    list_display = ["name", "kind", "parent"]
    list_filter = ["kind"]
    search_fields = ["name", "role", "description"]
    inspect_view_enabled = True
    list_export = ["name", "slug", "kind", "role"]


class TopicViewSet(SnippetViewSet):
    """The controlled list of topics."""

    model = Topic
    icon = "tag"
    list_display = ["name", "slug", "description"]
    search_fields = ["name"]


class DefinitionViewSet(SnippetViewSet):
    """Words explained."""

    model = Definition
    icon = "openquote"
    list_display = ["term", "slug"]
    search_fields = ["term", "text"]


class FundingSourceViewSet(SnippetViewSet):
    """Where money comes from."""

    model = FundingSource
    icon = "table"
    list_display = ["title"]
    search_fields = ["title", "text"]


class VocabularyViewSetGroup(SnippetViewSetGroup):
    """Everything that many pages refer to."""

    items = (ActorViewSet, TopicViewSet, DefinitionViewSet, FundingSourceViewSet)
    menu_label = _("Ord och namn")
    menu_icon = "list-ul"
    menu_order = 300
