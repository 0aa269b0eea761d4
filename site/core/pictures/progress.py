"""How far the worker has come with the sizes of pictures, for those who wait for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Now
from wagtail.permissions import policy_registry

from core.pictures.models import AskedSizes, PortalImage

# Pictures with no longer time between one and the next are one batch.
_BATCH = timedelta(minutes=10)
# What has waited for longer is told of, but nobody looks for it every few seconds.
_LOOKED_FOR = timedelta(hours=1)
_MOST_FAILED = 10


@dataclass(frozen=True)
class Progress:
    """Of the pictures of the present batch, or of the last one: how many have their sizes."""

    done: int
    asked: int
    waiting: int
    is_lively: bool
    # Those that somebody has to see to, as far as `user` may.
    failed: list[AskedSizes]


def may_see_progress(user: Any) -> bool:
    """Whoever works with pictures."""
    return bool(_policy().user_has_any_permission(user, ["add", "change", "choose"]))


def progress(user: Any, now: datetime, *, own: bool) -> Progress:
    """Return how far all pictures have come, or those that `user` has sent; four queries."""
    told = AskedSizes.objects.all()
    if own:
        told = told.filter(image__uploaded_by_user=user)
    # By the clock of the database, as they were asked for.
    lately = Q(asked_at__gt=Now() - _LOOKED_FOR)
    waiting = told.waiting().aggregate(
        many=Count("pk"), first=Min("asked_at"), lately=Count("pk", filter=lately)
    )
    batch = told.filter(asked_at__gte=_beginning(told, waiting["first"], now)).aggregate(
        asked=Count("pk"), done=Count("pk", filter=Q(made_at__isnull=False))
    )
    may_change = _policy().instances_user_has_permission_for(user, "change")
    failed = told.given_up().filter(image__in=may_change).select_related("image")
    return Progress(
        done=batch["done"],
        asked=batch["asked"],
        waiting=waiting["many"],
        is_lively=waiting["lately"] > 0,
        failed=list(failed.order_by("-asked_at")[:_MOST_FAILED]),
    )


def _beginning(told: QuerySet[AskedSizes], waits: datetime | None, now: datetime) -> datetime:
    """Return when the first picture came of the batch that waits, or else of the latest."""
    came = told.order_by("-asked_at").values_list("asked_at", flat=True)
    begins = waits or came.first() or now
    for moment in came.filter(asked_at__lt=begins).distinct().iterator():
        if begins - moment > _BATCH:
            break
        begins = moment
    # In SQLite's text the same moment from the database is a little earlier than ours.
    return begins - timedelta(seconds=1)


def _policy() -> Any:
    return policy_registry.get_by_type(PortalImage)
