"""Named reads on measures, on who does what, and on what the kinds of prevention mean."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

from core.freshness.kept_warm import warm
from core.models import Actor, Definition
from home.measures.domain.prevention import PreventionType
from home.places.topics_and_places import TopicsAndPlaces
from searching.models import SearchEntry, SearchFacet

_RELATED_LENGTH = 4


class MeasureActorQuerySet(models.QuerySet[Any]):
    """Reads on who does what."""

    def with_actors(self) -> Self:
        """Bring the actor of each link."""
        return self.select_related("actor").order_by("sort_order", "pk")

    def of_actor(self, actor: Actor) -> Self:
        """What an actor does in public measures, role by role, with the measure's page."""
        public = SearchEntry.objects.filter(kind="measure").values("page_id")
        return (
            self.filter(actor=actor, measure__in=public)
            .select_related("measure")
            .order_by("role", "measure__title", "pk")
        )


def prevention_definitions() -> list[Definition]:
    """The three kinds of prevention as residents should understand them."""
    return warm("prevention-definitions", _read_definitions)


def _read_definitions() -> list[Definition]:
    kinds = [kind.value for kind in PreventionType]
    found = Definition.objects.filter(slug__in=kinds).select_related("document")
    return sorted(found, key=lambda definition: kinds.index(definition.slug))


def related_entries(measure_key: str, about: TopicsAndPlaces) -> list[SearchEntry]:
    """Return the measures that share most topics and places with what one is `about`."""
    topics = Q(name="topic", key__in=[topic.key for topic in about.topics])
    places = Q(name="place", key__in=[place.key for place in about.places])
    alike = SearchFacet.objects.filter(topics | places, is_direct=True, entry__kind="measure")
    # Counted by number alone; whole rows are only read of those that are shown.
    closest = (
        alike.exclude(entry__key=measure_key)
        .values("entry")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "entry__sort_title", "entry")
        .values("entry")[:_RELATED_LENGTH]
    )
    shared = alike.filter(entry=OuterRef("pk")).order_by().values("entry")
    return list(
        SearchEntry.objects.filter(pk__in=closest)
        .annotate(shared=Subquery(shared.annotate(number=Count("pk")).values("number")))
        .order_by("-shared", "sort_title", "pk")
    )
