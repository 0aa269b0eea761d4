"""The page that shows in numbers how proposals are handled."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from associations.proposals.domain.figures import times_of, years_of
from associations.proposals.domain.stages import Stage
from associations.proposals.models.case import ProposalEvent
from core.blocks.body import BodyBlock
from core.freshness.kept_warm import warm
from core.models import BasePage


class ProposalFiguresPage(BasePage):
    """How many proposals came in, what became of them, and how long it took."""

    parent_page_types = ["associations.PartnershipRegisterPage"]
    subpage_types = []
    search_kind = "page"
    max_count_per_parent = 1

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("innehåll"))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("förslag i siffror")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        context |= warm(f"proposal-figures:{today}", lambda: _figures(today_begins()))
        context["counted_on"] = today
        return context

    def moments(self, now: datetime) -> Iterator[datetime]:
        """The figures are counted anew each midnight."""
        yield today_begins() + timedelta(days=1)


def today_begins() -> datetime:
    """Return the last midnight. What happened since is counted tomorrow, for all alike."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


def _figures(before: datetime) -> dict[str, Any]:
    steps = ProposalEvent.objects.steps(before)
    return {
        "years": years_of(steps),
        "times": [(row, Stage(row.stage).label) for row in times_of(steps)],
    }
