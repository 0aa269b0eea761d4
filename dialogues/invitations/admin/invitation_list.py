"""«Dialoger» in the admin: every invitation with what it lacks, who comes, and its report."""

from typing import Any

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from dialogues.events.models import DialoguePage
from dialogues.events.permissions import may_list_dialogues, may_see_registrations
from dialogues.invitations.admin.invitation_filters import InvitationFilterSet
from dialogues.invitations.admin.invitation_lines import InvitationLine, lines_of, listed
from dialogues.invitations.checklist import lead_days
from dialogues.invitations.checklist_words import names_of, notice_words


class LineColumn(Column):
    """A cell with a template of its own that knows the line as `value`."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, accessor="line", **kwargs)
        self.cell_template_name = f"dialogues/admin/cells/{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        line: InvitationLine = instance.line
        context["may_see_people"] = may_see_registrations(parent_context["request"].user)
        if line.exception:
            context["excepted"] = names_of(line.exception.points)
            context["notice"] = notice_words(line.exception.days_of_notice)
        return dict(context)


COLUMNS = [
    LineColumn("dialogue", label=gettext_lazy("Dialog"), sort_key="title"),
    LineColumn("when", label=gettext_lazy("När"), sort_key="starts_at"),
    LineColumn("state", label=gettext_lazy("Läge")),
    LineColumn("people", label=gettext_lazy("Anmälda")),
    LineColumn("gaps", label=gettext_lazy("Saknas")),
    LineColumn("exception", label=gettext_lazy("Undantag och skäl")),
    LineColumn("report", label=gettext_lazy("Rapport")),
]


class InvitationIndexView(IndexView):
    """The list. What comes last is on top, what has no date yet above it, hearsay at the end."""

    default_ordering = None
    search_backend_name = None
    filterset_class = InvitationFilterSet
    template_name = "dialogues/admin/invitations.html"
    show_locale_labels = False

    @cached_property
    def columns(self) -> list[Column]:
        """The same for everybody."""
        return COLUMNS

    def annotate_queryset(self, pages: Any) -> models.QuerySet[DialoguePage]:
        """The originals, with what their lines need."""
        return listed().filter(pk__in=pages.order_by().values("pk"))

    def order_queryset(self, queryset: Any) -> models.QuerySet[DialoguePage]:
        """By the chosen column, or by time, always in a total order."""
        if self.ordering in ("title", "-title"):
            return queryset.order_by(self.ordering, "pk")
        by_time = F("starts_at")
        if self.ordering == "starts_at":
            return queryset.order_by(by_time.asc(nulls_last=True), "pk")
        is_hearsay = models.Case(
            models.When(starts_at__isnull=True, as_of__isnull=False, then=1), default=0
        )
        return queryset.order_by(is_hearsay, by_time.desc(nulls_first=True), "-pk")

    def search_queryset(self, queryset: Any) -> models.QuerySet[DialoguePage]:
        """Narrow to titles and problems that hold the words."""
        said = (self.search_query or "").strip()
        found = models.Q()
        # SQLite knows no capital Å, Ä and Ö.
        for spelling in {said, said.lower(), said.title(), said.capitalize()}:
            found |= models.Q(title__icontains=spelling) | models.Q(problem__icontains=spelling)
        narrowed: models.QuerySet[DialoguePage] = queryset.filter(found) if said else queryset
        return narrowed

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """As Wagtail's, each page with its line."""
        paginator, page, shown, has_others = super().paginate_queryset(queryset, page_size)
        page.object_list = list(shown)
        now, days = timezone.now(), lead_days()
        for line in lines_of(page.object_list, now, days=days):
            line.page.line = line
        return paginator, page, page.object_list, has_others

    @property
    def no_results_message(self) -> str:
        """What an empty list means."""
        if self.is_searching or self.is_filtering:
            return _("Ingen dialog stämmer med det du söker eller har valt.")
        return _("Det finns ingen dialog än. Skapa den första.")


class InvitationMenuItem(MenuItem):
    """Only for those who write pages."""

    def is_shown(self, request: Any) -> bool:
        return may_list_dialogues(request.user)


class InvitationViewSet(PageListingViewSet):
    """Nothing is decided here: each line leads to its page, and to who has signed up."""

    model = DialoguePage
    icon = "group"
    add_to_admin_menu = True
    menu_label = gettext_lazy("Dialoger")
    menu_order = 278
    menu_item_class = InvitationMenuItem
    index_view_class = InvitationIndexView
    columns = COLUMNS
    filterset_class = InvitationFilterSet
    list_per_page = 30


def list_url(query: str = "") -> str:
    """Return where the list is, narrowed by `query`."""
    return f"{reverse('invitations:index')}{'?' if query else ''}{query}"
