"""The kinds of associations in the admin."""

from wagtail.snippets.views.snippets import SnippetViewSet

from associations.directory.models import AssociationKind


class AssociationKindViewSet(SnippetViewSet):
    """The kinds that editors choose from in the directory."""

    model = AssociationKind
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]
