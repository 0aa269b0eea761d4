"""By what the list of proposals can be narrowed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from associations.proposals.admin.timeline import name_of
from associations.proposals.domain.stages import Stage
from associations.proposals.models import Proposal
from core.models import Topic, User
from home.models import PlacePage

OPEN, CLOSED, ALL = "open", "closed", "all"
ME, NOBODY = "me", "none"
YES = "yes"
_YES = [(YES, gettext_lazy("Ja"))]
_AGES = (14, 30, 90, 180, 365)


def handler_choices() -> list[tuple[str, str]]:
    """Return "mine", "nobody's", and whoever handles or has handled a proposal."""
    handled = Proposal.objects.filter(handled_by__isnull=False).values("handled_by")
    named = sorted((name_of(user), str(user.pk)) for user in User.objects.filter(pk__in=handled))
    return [(ME, _("Mina")), (NOBODY, _("Ingen")), *((pk, name) for name, pk in named)]


def _only(label: Any, narrowed: Callable[[Any], Any]) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label,
        choices=_YES,
        method=lambda queryset, name, value: narrowed(queryset),
        empty_label=gettext_lazy("Alla"),
        widget=forms.RadioSelect,
    )


class ProposalFilterSet(WagtailFilterSet):
    """Open cases, unless something else is asked for. A search looks in the closed ones too."""

    show = django_filters.ChoiceFilter(
        label=gettext_lazy("Visa"),
        choices=[
            (OPEN, gettext_lazy("Öppna")),
            (CLOSED, gettext_lazy("Avslutade")),
            (ALL, gettext_lazy("Alla")),
        ],
        method="filter_show",
        empty_label=None,
        initial=OPEN,
        widget=forms.RadioSelect,
    )
    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Status"), choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    handler = django_filters.ChoiceFilter(
        label=gettext_lazy("Handläggare"),
        choices=handler_choices,
        method="filter_handler",
        empty_label=gettext_lazy("Alla"),
        widget=forms.RadioSelect,
    )
    places = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Plats"),
        queryset=lambda request: PlacePage.objects.filter(alias_of__isnull=True).order_by("title"),
    )
    topics = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Ämne"), queryset=lambda request: Topic.objects.order_by("name")
    )
    age = django_filters.ChoiceFilter(
        label=gettext_lazy("Inkom för mer än"),
        choices=lambda: [(str(days), _("%(days)s dagar sedan") % {"days": days}) for days in _AGES],
        method="filter_age",
        empty_label=gettext_lazy("Alla"),
        widget=forms.RadioSelect,
    )
    overdue = _only(gettext_lazy("Försenade"), lambda cases: cases.overdue(timezone.now()))
    asked = _only(gettext_lazy("Väntar på svar"), lambda cases: cases.exclude(asked_at=None))
    answered = _only(gettext_lazy("Avsändaren har svarat"), lambda cases: cases.answered())
    due = _only(gettext_lazy("Att gallra"), lambda cases: cases.to_erase(timezone.now()))

    class Meta:
        model = Proposal
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        asked = data.copy() if data is not None else None
        if asked is not None and not asked.get("show"):
            # Those that are to be erased, or have a final status, are closed.
            wants_any = asked.get("due") or asked.get("status")
            asked["show"] = ALL if wants_any else OPEN
        super().__init__(asked, *args, **kwargs)

    def filter_show(self, queryset: Any, name: str, value: str) -> models.QuerySet[Proposal]:
        """Narrow to the open or the closed ones."""
        if value == ALL or (value == OPEN and self._is_searching()):
            return queryset
        return queryset.filter(handled_at__isnull=value == OPEN)

    def filter_handler(self, queryset: Any, name: str, value: str) -> models.QuerySet[Proposal]:
        """Narrow to those of one officer, of oneself, or of nobody."""
        if value == NOBODY:
            return queryset.filter(handled_by__isnull=True)
        return queryset.filter(handled_by=self.request.user.pk if value == ME else value)

    def filter_age(self, queryset: Any, name: str, value: str) -> models.QuerySet[Proposal]:
        """Narrow to those that came in more than so many days ago."""
        return queryset.filter(received_at__lt=timezone.now() - timedelta(days=int(value)))

    def _is_searching(self) -> bool:
        return bool(self.request and self.request.GET.get("q", "").strip())
