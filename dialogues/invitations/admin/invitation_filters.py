"""By what the list of invitations can be narrowed."""

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from dialogues.events.domain.choices import DialogueKind
from dialogues.events.domain.dialogue_times import REPORT_DAYS
from dialogues.events.models import DialoguePage
from dialogues.invitations.admin.invitation_lines import checkable, invites, lines_of
from dialogues.invitations.checklist import lead_days
from dialogues.reports.querysets import awaits_report
from home.models import PlacePage

_YES = [("yes", gettext_lazy("Ja"))]
_ALL = gettext_lazy("Alla")
_STATES = [
    ("draft", gettext_lazy("Utkast")),
    ("undated", gettext_lazy("Utan datum")),
    ("coming", gettext_lazy("Kommer")),
    ("now", gettext_lazy("Pågår nu")),
    ("held", gettext_lazy("Hållen, rapport på väg")),
    ("reported", gettext_lazy("Rapport finns")),
    ("postponed", gettext_lazy("Uppskjuten")),
    ("cancelled", gettext_lazy("Inställd")),
]


def in_state(name: str, now: datetime) -> Q:
    """Return which dialogues are in a state of the list at `now`."""
    on = Q(live=True, is_cancelled=False, is_postponed=False)
    states = {
        "draft": Q(live=False),
        "undated": on & Q(starts_at__isnull=True, reported_at__isnull=True),
        "coming": on & Q(starts_at__gt=now),
        "now": on & Q(starts_at__lte=now, ends_at__gt=now),
        "held": awaits_report(now),
        "reported": on & Q(reported_at__lte=now),
        "postponed": Q(live=True, is_cancelled=False, is_postponed=True),
        "cancelled": Q(live=True, is_cancelled=True),
    }
    return states[name]


def _choice(label: Any, method: str, choices: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, method=method, empty_label=_ALL, widget=forms.RadioSelect
    )


class InvitationFilterSet(WagtailFilterSet):
    """Everything, unless something is chosen."""

    state = _choice(gettext_lazy("Läge"), "filter_state", _STATES)
    places = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Plats"),
        queryset=lambda request: PlacePage.objects.filter(alias_of__isnull=True).order_by("title"),
    )
    kind = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Slag"),
        choices=DialogueKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    gaps = _choice(gettext_lazy("Inbjudan har luckor"), "filter_gaps", _YES)
    late = _choice(gettext_lazy("Rapporten är sen"), "filter_late", _YES)

    class Meta:
        model = DialoguePage
        fields: list[str] = []

    def filter_state(self, queryset: Any, name: str, value: str) -> models.QuerySet[DialoguePage]:
        """Narrow to those in one state."""
        return queryset.filter(in_state(value, timezone.now()))

    def filter_gaps(self, queryset: Any, name: str, value: str) -> models.QuerySet[DialoguePage]:
        """Narrow to invitations that lack something. They are few: only what is still to come."""
        now, days = timezone.now(), lead_days()
        lines = lines_of(checkable().filter(invites(now)), now, days=days)
        return queryset.filter(pk__in=[line.page.pk for line in lines if line.missing])

    def filter_late(self, queryset: Any, name: str, value: str) -> models.QuerySet[DialoguePage]:
        """Narrow to those whose report should be public by now."""
        return queryset.filter(awaits_report(timezone.now(), days=REPORT_DAYS + 1))
