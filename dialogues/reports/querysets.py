"""Named reads on reports: what came up, and which are awaited."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q

from core.times.days import day_of, midnight

# So many days after a dialogue the organiser is reminded of its report.
REMIND_DAYS = 3


class ReportFindingQuerySet(models.QuerySet[Any]):
    """Reads on what came up."""

    def with_measures(self) -> Self:
        """Bring the measure of each row, in the order editors chose."""
        return self.select_related("measure", "measure__locale").order_by("sort_order", "pk")


def awaits_report(now: datetime, *, days: int = 0) -> Q:
    """Which dialogues were held at least so many whole days ago and have no report yet."""
    before = min(now, midnight(day_of(now) - timedelta(days=days - 1))) if days else now
    held = Q(ends_at__lt=before, live=True, is_cancelled=False, is_postponed=False)
    return held & Q(reported_at__isnull=True)
