"""What the register's pages show: the list with its totals, and a partnership's dates and chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from associations.page_rows import rows_with
from associations.register.domain.costs import CostRow, RunningRow, running, totals_by
from associations.register.domain.follow_up import NextFollowUp
from associations.register.domain.partnership_term import Gap, Period, days_signed_late, gaps
from associations.register.domain.timeline import Bar, Timeline, timeline
from associations.register.listing import REGISTER_FACETS, REGISTER_KIND
from associations.register.models import (
    NotPursued,
    PartnershipCost,
    PartnershipPage,
    PartnershipRegisterPage,
)
from associations.register.querysets import partnership_rows
from associations.register.term_words import term_words
from core.freshness.kept_warm import warm
from core.pages.page_views import shows
from core.pages.status import StatusWords
from core.routing.public_pages import is_restricted
from core.templatetags.portal_dates import long_date
from home.listing import entries_of_pages, index_url
from searching.lists.listing import list_entries
from searching.models import SearchEntry


@shows(PartnershipRegisterPage)
def register_shown(
    page: PartnershipRegisterPage, request: HttpRequest, now: datetime
) -> dict[str, Any]:
    """The register's list, its totals, and the ideas that did not go further."""
    # Of each agreement in one language: the reader's, where it is translated.
    key = f"register-costs:{get_language()}"
    rows = warm(key, lambda: [cost.as_row() for cost in PartnershipCost.objects.public()])
    return {
        "list": list_entries(
            request, kind=REGISTER_KIND, facets=REGISTER_FACETS, order="-date", now=now
        ),
        "totals_by_years": totals_by(rows, "years"),
        "totals_by_funding": totals_by(rows, "funding"),
        "total": sum(row.amount for row in rows),
        "ideas": warm("register-ideas", lambda: list(NotPursued.objects.published())),
        "figures_url": index_url("associations.ProposalFiguresPage"),
    }


@shows(PartnershipPage, kept=True)
def partnership_shown(page: PartnershipPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """The partnership as of today."""
    return {"partnership": partnership_on(page, timezone.localdate(now))}


@dataclass(frozen=True)
class ChainLink:
    """One partnership of the chain: its page, periods and whether it is the one shown."""

    page: PartnershipPage
    periods: list[Period]
    is_this: bool


@dataclass(frozen=True)
class TermMark:
    """Something that happened on one day: the decision, or else the signature."""

    label: str
    is_decision: bool
    x: float


@dataclass(frozen=True)
class TermRow:
    """One row of the drawing: a partnership of the chain, its periods and what happened when.

    A gap is drawn in the row of the period that ended it.
    """

    link: ChainLink
    bars: list[Bar]
    gaps: list[Bar]
    marks: Sequence[TermMark]


@dataclass(frozen=True)
class TimelineRow:
    """A row of the table beside the drawing: a period, or the gap before the next."""

    title: str
    starts_on: date
    ends_on: date | None
    is_extension: bool = False
    is_gap: bool = False
    days: int | None = None


@dataclass(frozen=True)
class PartnershipShown:
    """What the template of a partnership lays out."""

    status: StatusWords
    roles: dict[str, list[Any]]
    predecessor: PartnershipPage | None
    successors: list[PartnershipPage]
    chain: list[ChainLink]
    drawing: Timeline | None
    drawn: list[TermRow]
    rows: list[TimelineRow]
    places: list[SearchEntry]
    measures: list[SearchEntry]
    costs: list[RunningRow]
    total: int
    follow_ups: list[Any]
    next_follow_up: NextFollowUp | None
    days_signed_late: int


def partnership_on(page: PartnershipPage, today: date) -> PartnershipShown:
    """Compute the page's content for `today`, in six queries whatever the register holds."""
    pages = _pages_around(page)
    chain = _chain(page, pages)
    drawing = timeline([link.periods for link in chain])
    if page.pk:
        models.prefetch_related_objects([page], *partnership_rows(PartnershipPage))
    tied = list(entries_of_pages(page.places.all(), page.measures.all()))
    periods = page.periods
    follow_ups = list(page.follow_up_rows.all())
    rows: list[CostRow] = page.costs
    return PartnershipShown(
        status=term_words(periods, today),
        roles=_roles(page),
        predecessor=pages.get(page.predecessor_id) if page.predecessor_id else None,
        successors=[other for other in pages.values() if _replaces(other, page)],
        chain=chain,
        drawing=drawing,
        drawn=_drawn(page, chain, drawing) if drawing else [],
        rows=_timeline_rows(chain),
        places=[entry for entry in tied if entry.kind == "place"],
        measures=[entry for entry in tied if entry.kind == "measure"],
        costs=running(rows),
        total=sum(row.amount for row in rows),
        follow_ups=sorted(follow_ups, key=lambda row: row.done_on, reverse=True),
        next_follow_up=page.next_follow_up(today),
        days_signed_late=days_signed_late(page.signed_on, periods),
    )


def _roles(page: PartnershipPage) -> dict[str, list[Any]]:
    roles: dict[str, list[Any]] = {}
    for link in rows_with(page.actor_links.all(), "with_actors"):
        roles.setdefault(link.role.lower(), []).append(link)
    return roles


def _pages_around(page: PartnershipPage) -> dict[int, PartnershipPage]:
    """The public partnerships among which `page` stands, by id, with `page` itself."""
    around = {other.pk: other for other in type(page).objects.around(page)} if page.pk else {}
    again = around.get(page.pk)
    if again is not None and again.decided_by_id == page.decided_by_id:
        # The page was read without it.
        page.decided_by = again.decided_by
    pages = {pk: other for pk, other in around.items() if not is_restricted(other)}
    pages[page.pk] = page
    return pages


def _replaces(page: PartnershipPage, other: PartnershipPage) -> bool:
    return page.predecessor_id is not None and page.predecessor_id == other.pk


def _chain(page: PartnershipPage, pages: dict[int, PartnershipPage]) -> list[ChainLink]:
    """The partnerships before and after `page`, the oldest first, itself included."""
    first, seen = page, {page.pk}
    while first.predecessor_id in pages and first.predecessor_id not in seen:
        first = pages[first.predecessor_id]
        seen.add(first.pk)
    chain = _followers(first, list(pages.values()))
    models.prefetch_related_objects([link for link in chain if link.pk], "period_rows")
    chain.sort(key=lambda link: (min(link.periods, default=Period(date.max)), link.path))
    return [ChainLink(link, link.periods, is_this=link.pk == page.pk) for link in chain]


def _followers(first: PartnershipPage, pages: Sequence[PartnershipPage]) -> list[PartnershipPage]:
    found, waiting = [first], [first]
    while waiting:
        link = waiting.pop(0)
        following = [page for page in pages if page.predecessor_id == link.pk and page not in found]
        found += following
        waiting += following
    return found


def _drawn(page: PartnershipPage, chain: Sequence[ChainLink], drawing: Timeline) -> list[TermRow]:
    return [
        TermRow(
            link=link,
            bars=bars,
            gaps=_gaps_before(bars, drawing.gaps),
            marks=_marks(page, drawing) if link.is_this else (),
        )
        for link, bars in zip(chain, drawing.rows, strict=True)
        if bars
    ]


def _gaps_before(bars: list[Bar], gaps: list[Bar]) -> list[Bar]:
    starts = {bar.starts_on for bar in bars}
    return [gap for gap in gaps if gap.ends_on + timedelta(days=1) in starts]


def _marks(page: PartnershipPage, drawing: Timeline) -> list[TermMark]:
    days = (
        (_("Beslut %(day)s"), True, page.decided_on),
        (_("Underskrift %(day)s"), False, page.signed_on),
    )
    return [
        TermMark(words % {"day": long_date(day)}, is_decision, x)
        for words, is_decision, day in days
        if day and (x := drawing.x_of(day)) is not None
    ]


def _timeline_rows(chain: Sequence[ChainLink]) -> list[TimelineRow]:
    known = [(period, link.page.title) for link in chain for period in link.periods]
    rows = [
        TimelineRow(title, period.starts_on, period.ends_on, is_extension=period.is_extension)
        for period, title in known
    ]
    holes: list[Gap] = gaps([period for period, _title in known])
    rows += [
        TimelineRow("", gap.starts_on, gap.ends_on, is_gap=True, days=gap.days) for gap in holes
    ]
    return sorted(rows, key=lambda row: row.starts_on)
