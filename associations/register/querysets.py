"""Named reads on associations and partnerships."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from associations.proposals.domain.figures import Step
from associations.proposals.domain.stages import Stage
from associations.proposals.domain.times import entered_before
from casework.records.retention import due_if_handled_before
from core.models import PageSource
from searching.models import SearchEntry


def partnership_rows() -> list[Any]:
    """Return what to prefetch so that the rows of a partnership are at hand."""
    costs = apps.get_model("associations", "PartnershipCost").objects.with_funding()
    actors = apps.get_model("associations", "PartnershipActor").objects.with_actors()
    return [
        "follow_up_rows",
        models.Prefetch("cost_rows", costs),
        models.Prefetch("actor_links", actors),
    ]


def entry_address() -> models.Subquery:
    """Return where the entry of a row's actor is read, in the reader's language if there is one."""
    entries = SearchEntry.objects.filter(page__associationpage__actor=models.OuterRef("actor_id"))
    other = models.Case(models.When(language=get_language(), then=0), default=1)
    return models.Subquery(entries.order_by(other, "pk").values("address")[:1])


class AssociationPageQuerySet(PageQuerySet):
    """Reads on the entries of the directory."""

    def originals(self) -> Self:
        """Neither translations nor copies of other pages: what associations look over."""
        return self.filter(alias_of__isnull=True, locale=Locale.get_default())

    def to_review(self) -> Self:
        """The published entries whose associations can be sent a link."""
        return self.originals().live().exclude(review_email="").order_by("pk")


class PartnershipPageQuerySet(PageQuerySet):
    """Reads on the pages of partnerships."""

    def with_rows(self) -> Self:
        """Bring all that a partnership consists of, in a number of queries that never grows."""
        sources = PageSource.objects.with_documents().order_by("sort_order", "pk")
        return self.select_related("locale", "decided_by", "predecessor").prefetch_related(
            *partnership_rows(),
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


class NightWalkGroupQuerySet(models.QuerySet[Any]):
    """Reads on groups that walk."""

    def with_ties(self) -> Self:
        """Bring whose a group is, where it walks and its partnership, in the order of the page."""
        linked = self.select_related("actor", "partnership").annotate(entry_address=entry_address())
        return linked.prefetch_related("places", "partnership__period_rows").order_by(
            "sort_order", "pk"
        )


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


def rows_with(rows: Any, read: str) -> Iterable[Any]:
    """Return the child rows of a page through the named read.

    Rows that were brought with the page, and the unsaved ones of a preview, are already here.
    """
    is_here = getattr(rows, "_result_cache", None) is not None or not hasattr(rows, read)
    return rows if is_here else getattr(rows, read)()


class EntrySuggestionQuerySet(models.QuerySet[Any]):
    """Reads on suggestions."""

    def listed(self) -> Self:
        """All of them for a list, the newest first."""
        return self.select_related("association", "decided_by").order_by("-received_at", "-pk")

    def to_erase(self, decided_before: datetime) -> Self:
        """Those decided before a moment whose words have not been erased yet."""
        return self.filter(decided_at__lt=decided_before, erased_at__isnull=True).order_by("pk")


# The sender spoke last, and somebody should listen. Of proposals `with_last_step`.
ANSWERED = models.Q(last_step="ANSWERED", closed_at__isnull=True)


def overdue(now: datetime) -> models.Q:
    """The condition for a proposal that has been in its stage for longer than it should take."""
    late = models.Q(pk__in=[])
    for status, days in settings.PROPOSAL_STAGE_DAYS.items():
        late |= models.Q(status=status, status_since__lt=entered_before(days, now))
    return late


def to_erase(now: datetime) -> models.Q:
    """The condition for a proposal whose time of keeping is over and that is still there."""
    due = models.Q(pk__in=[])
    for status, months in settings.PROPOSAL_RETENTION_MONTHS.items():
        closed_before = due_if_handled_before(now, months=months)
        due |= models.Q(status=status, closed_at__lt=closed_before)
    return due & models.Q(erased_at__isnull=True)


class ProposalQuerySet(models.QuerySet[Any]):
    """Reads on proposals."""

    def listed(self) -> Self:
        """All of them for a list, the newest first."""
        related = self.select_related("handler").prefetch_related("places", "topics")
        return related.order_by("-received_at", "-pk")

    def by_due(self) -> Self:
        """What should have left its stage the longest ago comes first, what is at rest last."""
        due = [
            models.When(status=status, then=models.F("status_since") + timedelta(days=days))
            for status, days in settings.PROPOSAL_STAGE_DAYS.items()
        ]
        due_at = models.Case(*due, default=None, output_field=models.DateTimeField())
        return self.order_by(due_at.asc(nulls_last=True), "-status_since", "-pk")

    def open(self) -> Self:
        """Those that have not reached a final stage."""
        return self.filter(closed_at__isnull=True)

    def overdue(self, now: datetime) -> Self:
        """Those that have been in their stage for longer than it should take."""
        return self.filter(overdue(now))

    def on_time(self, now: datetime) -> Self:
        """Those that are not overdue."""
        return self.exclude(pk__in=self.model.objects.overdue(now))

    def to_erase(self, now: datetime) -> Self:
        """Those whose time of keeping is over and that have not been erased yet."""
        return self.filter(to_erase(now)).order_by("closed_at", "pk")

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
_NO_STEPS = ("LINK_RENEWED", "EXPORTED", "ASSIGNED")


class ProposalEventQuerySet(models.QuerySet[Any]):
    """Reads on what happened to proposals."""

    def steps(self, before: datetime) -> list[Step]:
        """The stages that cases entered before a moment, case by case, the earliest first."""
        entered = self.filter(at__lt=before).exclude(to_status="").order_by("case_id", "at", "pk")
        rows = entered.values_list("case_id", "to_status", "at")
        return [Step(case, Stage(stage), at) for case, stage, at in rows]
