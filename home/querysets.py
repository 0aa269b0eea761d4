"""Named reads on what home holds. Each ends in a total order and brings what its list needs."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from searching.models import SearchEntry

if TYPE_CHECKING:
    from core.models import Actor


class PlaceStatementQuerySet(models.QuerySet[Any]):
    """Reads on dated statements about places."""

    def with_documents(self) -> Self:
        """Bring the document and the classifying actor of each statement."""
        return self.select_related("document", "classified_by")


class MeasureActorQuerySet(models.QuerySet[Any]):
    """Reads on who does what."""

    def with_actors(self) -> Self:
        """Bring the actor of each link."""
        return self.select_related("actor").order_by("sort_order", "pk")

    def of_actor(self, actor: "Actor") -> Self:
        """What an actor does in public measures, role by role, with the measure's page."""
        public = SearchEntry.objects.filter(kind="measure").values("page_id")
        return (
            self.filter(actor=actor, measure__in=public)
            .select_related("measure")
            .order_by("role", "measure__title", "pk")
        )


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
