"""The register as a file: its columns, and its partnerships a few at a time.

The address means the same as in the list: what is chosen there is in the file.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from associations.downloads import Column, csv_file, json_file
from associations.page_rows import lines
from associations.register.domain.costs import running
from associations.register.domain.partnership_term import gaps
from associations.register.listing import REGISTER_FACETS, REGISTER_KIND
from associations.register.models import PartnershipPage, PartnershipRole
from associations.register.term_words import term_words
from core.language.addresses import root_url
from core.routing.public_pages import is_public
from searching.lists.listing import whole_list
from searching.models import SearchEntry

NAME = "partnerskap"
_STEP = 50


@require_safe
def register_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The partnerships of the register, for a spreadsheet."""
    return csv_file(request, NAME, *_table(request))


@require_safe
def register_json(request: HttpRequest) -> StreamingHttpResponse:
    """The partnerships of the register, for a program."""
    return json_file(request, NAME, *_table(request))


def _table(
    request: HttpRequest,
) -> tuple[Sequence[Column[PartnershipPage]], Iterator[PartnershipPage]]:
    now = timezone.now()
    entries = whole_list(request, kind=REGISTER_KIND, facets=REGISTER_FACETS, now=now)
    columns = partnership_columns(root_url(request), timezone.localdate(now))
    return columns, partnerships_of(entries)


def partnerships_of(entries: Iterable[SearchEntry]) -> Iterator[PartnershipPage]:
    """Yield the partnerships of these entries, in their order, with all that a file tells."""
    ids = (entry.page_id for entry in entries)
    while step := list(itertools.islice(ids, _STEP)):
        pages = PartnershipPage.objects.filter(pk__in=step).with_rows()
        found = {page.pk: page for page in pages}
        yield from (found[pk] for pk in step if pk in found)


def partnership_columns(root_url: str, today: date) -> Sequence[Column[PartnershipPage]]:
    """Return the columns, labelled in the reader's language. `root_url` begins every address."""
    return (
        Column("title", _("Namn"), lambda page: page.title),
        Column("kind", _("Slag"), lambda page: str(page.get_kind_display())),
        Column("status", _("Läge i dag"), lambda page: term_words(page.periods, today).label),
        Column("purpose", _("Syfte"), lambda page: page.purpose),
        Column("parties", _("Parter"), lambda page: _actors(page, PartnershipRole.PARTY)),
        Column("performers", _("Utför"), lambda page: _actors(page, PartnershipRole.PERFORMER)),
        Column("supporters", _("Stöder"), lambda page: _actors(page, PartnershipRole.SUPPORT)),
        Column("places", _("Platser"), lambda page: _titles(page.places.all())),
        Column("measures", _("Insatser"), lambda page: _titles(page.measures.all())),
        Column("decided_on", _("Beslutat"), lambda page: page.decided_on),
        Column("decided_by", _("Beslutat av"), lambda page: _name(page.decided_by)),
        Column("signed_on", _("Underskrivet"), lambda page: page.signed_on),
        Column("signed_by", _("Underskrivet av"), lambda page: page.signed_by_role or None),
        Column(
            "late_signing_reason",
            _("Varför underskriften dröjde"),
            lambda page: page.late_signing_reason or None,
        ),
        Column("periods", _("Perioder"), _periods, item=_period_text),
        Column("gaps", _("Uppehåll"), _gaps, item=_span),
        Column("content", _("Vad överenskommelsen reglerar"), lambda page: lines(page.content)),
        Column("steering", _("Vem som bestämmer vad"), lambda page: page.steering or None),
        Column("compensation", _("Ersättning"), lambda page: page.compensation_model or None),
        Column("cost_total", _("Kostnad, kronor"), _cost_total),
        Column("costs", _("Kostnader, kronor"), _costs, item=_cost_text),
        Column("funding_note", _("Om pengarna"), lambda page: page.funding_note or None),
        Column("follow_up_plan", _("Så följs det upp"), lambda page: lines(page.follow_up_plan)),
        Column(
            "follow_up_every_months",
            _("Månader mellan uppföljningar"),
            lambda page: page.follow_up_every,
        ),
        Column("next_follow_up", _("Nästa uppföljning"), lambda page: _next_follow_up(page, today)),
        Column("follow_ups", _("Gjorda uppföljningar"), _follow_ups, item=_follow_up_text),
        Column("results", _("Resultat"), _results, item=lambda result: result["text"]),
        Column(
            "results_caveat",
            _("Vad vi inte kan säga säkert"),
            lambda page: page.results_caveat or None,
        ),
        Column("lessons", _("Lärdomar"), lambda page: lines(page.lessons)),
        Column("predecessor", _("Ersätter"), _predecessor),
        Column("successors", _("Ersätts av"), _successors),
        Column("sources", _("Källor"), lambda page: [each.label for each in page.all_sources()]),
        Column("as_of", _("Uppgiften gäller"), _month),
        Column("url", _("Adress"), lambda page: f"{root_url}{page.url}"),
    )


def _actors(page: PartnershipPage, role: PartnershipRole) -> list[str]:
    return [link.actor.name for link in page.actor_links.all() if link.role == role]


def _month(page: PartnershipPage) -> str | None:
    """The month in which it was true; nobody knows the day."""
    return f"{page.as_of:%Y-%m}" if page.as_of else None


def _titles(pages: Iterable[Page]) -> list[str]:
    return [page.title for page in pages if is_public(page)]


def _name(actor: Any) -> str | None:
    return actor.name if actor else None


def _predecessor(page: PartnershipPage) -> str | None:
    before = page.predecessor
    return before.title if before is not None and is_public(before) else None


def _successors(page: PartnershipPage) -> list[str]:
    return _titles(page.successors.all())


def _next_follow_up(page: PartnershipPage, today: date) -> date | None:
    following = page.next_follow_up(today)
    return following.due_on if following else None


def _periods(page: PartnershipPage) -> list[dict[str, Any]]:
    rows = sorted(page.period_rows.all(), key=lambda row: row.starts_on)
    return [
        {"from": _iso(row.starts_on), "to": _iso(row.ends_on), "is_extension": row.is_extension}
        for row in rows
    ]


def _gaps(page: PartnershipPage) -> list[dict[str, Any]]:
    return [
        {"from": _iso(gap.starts_on), "to": _iso(gap.ends_on), "days": gap.days}
        for gap in gaps(page.periods)
    ]


def _cost_total(page: PartnershipPage) -> int | None:
    costs = page.costs
    return sum(row.amount for row in costs) if costs else None


def _costs(page: PartnershipPage) -> list[dict[str, Any]]:
    return [
        {
            "label": line.row.label,
            "amount": line.row.amount,
            "total_so_far": line.total,
            "covers_from": _iso(line.row.covers_from),
            "covers_to": _iso(line.row.covers_to),
            "funding": line.row.funding or None,
        }
        for line in running(page.costs)
    ]


def _follow_ups(page: PartnershipPage) -> list[dict[str, Any]]:
    return [
        {"done_on": _iso(row.done_on), "summary": row.summary} for row in page.follow_up_rows.all()
    ]


def _results(page: PartnershipPage) -> list[dict[str, str]]:
    return [
        {"text": block.value["text"], "evidence": block.value["evidence"]} for block in page.results
    ]


# ---------------------------------------------------------------- as text, for CSV


def _span(days: dict[str, Any]) -> str:
    return f"{days['from']}–{days['to'] or ''}"


def _period_text(period: dict[str, Any]) -> str:
    return f"{_span(period)} ({_('förlängning')})" if period["is_extension"] else _span(period)


def _cost_text(cost: dict[str, Any]) -> str:
    days = {"from": cost["covers_from"] or "", "to": cost["covers_to"]}
    known = [_span(days) if any(days.values()) else "", cost["funding"] or ""]
    details = ", ".join(filter(None, known))
    return f"{cost['label']}: {cost['amount']}" + (f" ({details})" if details else "")


def _follow_up_text(follow_up: dict[str, Any]) -> str:
    return f"{follow_up['done_on']}: {follow_up['summary']}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
