"""Named reads on what has priority and on whom to turn to."""

from typing import Any, Self

from django.db import models


class PriorityQuerySet(models.QuerySet[Any]):
    """Reads on what has priority."""

    def listed(self, kind: str) -> Self:
        """The priorities of one kind with district, places and source, as editors ordered them."""
        return (
            self.filter(kind=kind)
            .select_related("district", "document")
            .prefetch_related("places")
            .order_by("sort_order", "pk")
        )


class ContactPointQuerySet(models.QuerySet[Any]):
    """Reads on whom to turn to."""

    def listed(self) -> Self:
        """All contact points with organisation and district."""
        return self.select_related("organisation", "district", "document").order_by(
            "sort_order", "pk"
        )
