"""The list of proposals: what is late comes first, and a reference is found however it is said."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import Column, TitleColumn

from associations.proposals.admin.filters import ProposalFilterSet
from associations.proposals.admin.timeline import name_of
from associations.proposals.answers import answers_of
from associations.proposals.domain.questions import all_questions
from associations.proposals.models import Proposal
from casework.records import references
from casework.records.admin import RecordIndexView


def _clock(moment: datetime | None) -> datetime | str:
    return timezone.make_naive(moment) if moment else ""


# What an export tells of the case itself: the words above a column, and what stands in it.
_CASE: dict[str, tuple[Promise, Callable[[Proposal], Any]]] = {
    "reference": (gettext_lazy("Referens"), lambda case: case.reference),
    "registry_number": (gettext_lazy("Diarienummer"), lambda case: case.registry_number),
    "received_at": (gettext_lazy("Inkom"), lambda case: _clock(case.received_at)),
    "stage": (gettext_lazy("Status"), lambda case: case.stage_label),
    "status_since": (gettext_lazy("Status sedan"), lambda case: _clock(case.status_since)),
    "due_on": (gettext_lazy("Klart senast"), lambda case: case.due_on),
    "handler": (gettext_lazy("Handläggare"), lambda case: name_of(case.handled_by)),
    "asked_at": (gettext_lazy("Väntar på svar sedan"), lambda case: _clock(case.asked_at)),
    "closed_at": (gettext_lazy("Avslutat"), lambda case: _clock(case.handled_at)),
    "erased_at": (gettext_lazy("Gallrat"), lambda case: _clock(case.erased_at)),
}


class CellColumn(Column):
    """A cell with a template of its own that knows the proposal as `instance`."""

    def __init__(self, name: str, *, template: str, **kwargs: Any) -> None:
        super().__init__(name, accessor=lambda proposal: proposal, **kwargs)
        self.cell_template_name = f"associations/admin/proposals/{template}.html"

    def get_cell_context_data(self, instance: Proposal, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["is_overdue"] = instance.is_overdue(timezone.now())
        context["handler"] = name_of(instance.handled_by)
        return dict(context)


COLUMNS = [
    CellColumn("idea", template="idea_cell", label=gettext_lazy("Idé"), sort_key="title"),
    CellColumn("stage", template="stage_cell", label=gettext_lazy("Status")),
    CellColumn(
        "since", template="since_cell", label=gettext_lazy("Sedan"), sort_key="status_since"
    ),
    CellColumn("handled", template="handler_cell", label=gettext_lazy("Handläggare")),
    CellColumn("places", template="places_cell", label=gettext_lazy("Platser")),
]


class ProposalIndexView(RecordIndexView):
    """The list and its export. Always in a total order, so that no page misses a case."""

    any_permission_required = ["handle"]
    filterset_class = ProposalFilterSet
    search_fields = [
        *("reference", "registry_number", "association_name", "organisation_number"),
        *("title", "contact_name", "email"),
    ]
    list_export = [*_CASE, *(question.name for question in all_questions())]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As Wagtail's; no browser keeps names and addresses."""
        answer: HttpResponseBase = never_cache(super().dispatch)(request, *args, **kwargs)
        return answer

    @property
    def columns(self) -> list[Column]:
        """The reference with the way to the case, and the rest."""
        reference = self._get_title_column("reference", TitleColumn, classname="proposal-reference")
        return [reference, *COLUMNS]

    def get_list_buttons(self, instance: Proposal) -> list[Any]:
        """None: the reference leads to the case, where everything is done."""
        return []

    def get_base_queryset(self) -> models.QuerySet[Proposal]:
        listed: models.QuerySet[Proposal] = Proposal.objects.listed()
        return listed

    def order_queryset(self, queryset: Any) -> models.QuerySet[Proposal]:
        """By the chosen column, or what is late first."""
        if not self.ordering:
            ordered: models.QuerySet[Proposal] = queryset.by_due()
            return ordered
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: Any) -> models.QuerySet[Proposal]:
        """Narrow to the reference, in whatever state, or to where the words stand."""
        said = (self.search_query or "").strip()
        if references.is_reference(said):
            same: models.QuerySet[Proposal] = Proposal.objects.listed()
            return same.filter(reference=references.normalise(said))
        digits = said.replace("-", "").replace(" ", "")
        found = models.Q(organisation_number=digits) if digits.isdigit() else models.Q()
        # SQLite knows no capital Å, Ä and Ö.
        spellings = {said, said.lower(), said.title(), said.capitalize()}
        for name in self.search_fields:
            for spelling in spellings:
                found |= models.Q(**{f"{name}__icontains": spelling})
        narrowed: models.QuerySet[Proposal] = queryset.filter(found) if said else queryset
        return narrowed

    @property
    def no_results_message(self) -> str:
        """What an empty list means."""
        if self.is_searching or self.is_filtering:
            return _("Inget förslag stämmer med det du söker eller har valt.")
        return _(
            "Inget öppet förslag just nu. När en förening skickar in ett förslag kommer det hit."
        )

    # ------------------------------------------------------------ export

    def get_heading(self, queryset: Any, field: str) -> str:
        """The words of the question, or of the case."""
        labels = {question.name: question.label for question in all_questions()}
        return str(_CASE[field][0] if field in _CASE else labels[field])

    def to_row_dict(self, item: Proposal) -> OrderedDict[str, Any]:
        """All that is known of one case, times as the clock here shows them."""
        case = {name: told(item) for name, (_label, told) in _CASE.items()}
        return OrderedDict(case | {told.name: told.text for told in answers_of(item)})
