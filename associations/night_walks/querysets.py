"""Named reads on groups that walk."""

from typing import Any, Self

from django.db import models

from associations.page_rows import entry_address


class NightWalkGroupQuerySet(models.QuerySet[Any]):
    """Reads on groups that walk."""

    def with_ties(self) -> Self:
        """Bring whose a group is, where it walks and its partnership, in the order of the page."""
        linked = self.select_related("actor", "partnership").annotate(entry_address=entry_address())
        return linked.prefetch_related("places", "partnership__period_rows").order_by(
            "sort_order", "pk"
        )
