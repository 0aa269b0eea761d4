"""Named reads on proposals and on what happened to them."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models

from associations.proposals.domain.figures import StageEntered
from associations.proposals.domain.stages import Stage
from associations.proposals.domain.steps import EventKind
from associations.proposals.domain.times import days_allowed, entered_before
from casework.records.querysets import ReceivedQuerySet

# The sender spoke last, and somebody should listen. Of proposals `with_last_step`.
ANSWERED = models.Q(last_step=EventKind.ANSWERED, handled_at__isnull=True)


def overdue(now: datetime) -> models.Q:
    """The condition for a proposal that has been in its stage for longer than it should take."""
    late = models.Q(pk__in=[])
    for status, days in days_allowed().items():
        late |= models.Q(status=status, status_since__lt=entered_before(days, now))
    return late


class ProposalQuerySet(ReceivedQuerySet):
    """Reads on proposals."""

    def listed(self) -> Self:
        """All of them for a list, the newest first."""
        related = self.select_related("handled_by").prefetch_related("places", "topics")
        return related.order_by("-received_at", "-pk")

    def by_due(self) -> Self:
        """What should have left its stage the longest ago comes first, what is at rest last."""
        due = [
            models.When(status=status, then=models.F("status_since") + timedelta(days=days))
            for status, days in days_allowed().items()
        ]
        due_at = models.Case(*due, default=None, output_field=models.DateTimeField())
        return self.order_by(due_at.asc(nulls_last=True), "-status_since", "-pk")

    def open(self) -> Self:
        """Those that have not reached a final stage."""
        return self.filter(handled_at__isnull=True)

    def overdue(self, now: datetime) -> Self:
        """Those that have been in their stage for longer than it should take."""
        return self.filter(overdue(now))

    def answered(self) -> Self:
        """Those whose sender has said something since an officer last did anything."""
        return self.with_last_step().filter(ANSWERED)

    def with_last_step(self) -> Self:
        """Note as `last_step` the kind of the latest event that is anybody's turn in the case."""
        events = self.model._meta.get_field("events").related_model.objects
        steps = events.filter(case=models.OuterRef("pk")).exclude(kind__in=_NO_STEPS)
        latest = steps.order_by("-at", "-pk").values("kind")[:1]
        return self.annotate(last_step=models.Subquery(latest))


# What happens to a proposal without anybody having read or said anything.
_NO_STEPS = (EventKind.LINK_RENEWED, EventKind.EXPORTED, EventKind.ASSIGNED)


class ProposalEventQuerySet(models.QuerySet[Any]):
    """Reads on what happened to proposals."""

    def steps(self, before: datetime) -> list[StageEntered]:
        """The stages that cases entered before a moment, case by case, the earliest first."""
        entered = self.filter(at__lt=before).exclude(to_status="").order_by("case_id", "at", "pk")
        rows = entered.values_list("case_id", "to_status", "at")
        return [StageEntered(case, Stage(stage), at) for case, stage, at in rows]
