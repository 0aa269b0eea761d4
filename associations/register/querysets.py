"""Named reads on partnerships, their rows, and ideas that did not become one."""

from typing import Any, Self

from django.db import models
from wagtail.models import Page
from wagtail.query import PageQuerySet

from associations.page_rows import entry_address
from core.models import PageSource
from searching.models import SearchEntry


def partnership_rows(page_type: type[Page]) -> list[Any]:
    """Return what to prefetch so that the rows of a partnership are at hand."""
    costs, actors = (
        page_type._meta.get_field(name).related_model.objects
        for name in ("cost_rows", "actor_links")
    )
    return [
        "follow_up_rows",
        models.Prefetch("cost_rows", costs.with_funding()),
        models.Prefetch("actor_links", actors.with_actors()),
    ]


class PartnershipPageQuerySet(PageQuerySet):
    """Reads on the pages of partnerships."""

    def with_rows(self) -> Self:
        """Bring all that a partnership consists of, in a number of queries that never grows."""
        sources = PageSource.objects.with_documents().order_by("sort_order", "pk")
        return self.select_related("locale", "decided_by", "predecessor").prefetch_related(
            *partnership_rows(self.model),
            "places",
            "measures",
            "period_rows",
            models.Prefetch("successors", self.model.objects.order_by("path")),
            # Where the page itself keeps its sources once it has read them.
            models.Prefetch("source_links", sources, to_attr="_page_sources"),
        )

    def around(self, page: Page) -> Self:
        """The partnerships among which the chain of `page` is, itself included, few fields each."""
        return (
            self.live()
            .sibling_of(page, inclusive=True)
            .select_related("decided_by")
            .only("title", "slug", "url_path", "path", "locale_id", "predecessor_id", "decided_by")
            .order_by("path")
        )


class PartnershipActorQuerySet(models.QuerySet[Any]):
    """Reads on who does what in partnerships."""

    def with_actors(self) -> Self:
        """Bring the actor of each link and its `entry_address`, in the order of the page."""
        linked = self.select_related("actor").annotate(entry_address=entry_address())
        return linked.order_by("sort_order", "pk")


class PartnershipCostQuerySet(models.QuerySet[Any]):
    """Reads on what partnerships have cost."""

    def with_funding(self) -> Self:
        """Bring where the money came from."""
        return self.select_related("funding").order_by("sort_order", "pk")

    def public(self) -> Self:
        """The costs of partnerships that anyone may read, each once, with funding."""
        entries = SearchEntry.objects.filter(kind="partnership").in_one_language()
        return self.filter(partnership__in=entries.values("page_id")).with_funding()


class IdeaQuerySet(models.QuerySet[Any]):
    """Reads on ideas that did not go further."""

    def published(self) -> Self:
        """The ideas that somebody has approved for publishing, the newest first."""
        return (
            self.filter(live=True)
            .select_related("proposed_by", "discussed_with", "alternative", "document")
            .order_by(models.F("as_of").desc(nulls_last=True), "pk")
        )

    def proposed_by(self, actor_id: int) -> Self:
        """The published ideas of an actor, by title."""
        return self.filter(live=True, proposed_by_id=actor_id).order_by("title", "pk")

    def told_in(self, answer: Page) -> Self:
        """The published ideas that an answer tells of."""
        if answer.pk is None:
            return self.none()
        return self.filter(live=True, document_id=answer.pk).order_by("title", "pk")
