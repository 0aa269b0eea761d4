"""What waits for the officer who has just logged in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from associations.proposals.models import Proposal
from associations.proposals.querysets import ANSWERED, overdue
from core.models import User


@dataclass(frozen=True)
class Heap:
    """Cases that wait for the same: how many, and where they are listed."""

    label: Promise
    count: int
    url: str


_HEAPS: dict[str, tuple[Promise, str]] = {
    "mine": (_("Mina öppna"), "handler=me"),
    "unassigned": (_("Utan handläggare"), "handler=none"),
    "overdue": (_("Försenade"), "overdue=yes"),
    "answered": (_("Avsändaren har svarat"), "answered=yes"),
    "due": (_("Att gallra"), "due=yes"),
}


def heaps_of(officer: User, now: datetime) -> list[Heap]:
    """Return what waits for `officer`, in one query. Each count is what its list shows."""
    is_open = Q(handled_at__isnull=True)
    counts = Proposal.objects.with_last_step().aggregate(
        mine=Count("pk", filter=is_open & Q(handled_by=officer)),
        unassigned=Count("pk", filter=is_open & Q(handled_by__isnull=True)),
        overdue=Count("pk", filter=is_open & overdue(now)),
        answered=Count("pk", filter=ANSWERED),
        due=Count("pk", filter=Proposal.due(now)),
    )
    index = reverse("proposals:index")
    return [
        Heap(label, counts[name], f"{index}?{query}") for name, (label, query) in _HEAPS.items()
    ]


class ProposalsPanel(Component):
    """The heaps. Only for who may handle proposals."""

    name = "proposals"
    template_name = "associations/admin/proposals/panel.html"
    order = 110

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        heaps = heaps_of(parent_context["request"].user, timezone.now())
        return {"heaps": heaps, "index": reverse("proposals:index")}
