"""What the pages of answers show."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail import hooks

from core.models import PageSource
from core.pages.page_views import shows
from home.answers.models import AnswerIndexPage, AnswerPage, DecisionStatus
from home.hooks import Link
from home.listing import part_of
from home.places.models import PlaceStatement
from home.places.topics_and_places import topics_and_places
from searching.facets.vocabulary import kind_labels
from searching.lists.listing import list_entries
from searching.models import SearchEntry, SearchEntryQuerySet


@shows(AnswerIndexPage)
def answer_index_shown(
    page: AnswerIndexPage, request: HttpRequest, now: datetime
) -> dict[str, Any]:
    """All answers, the latest first."""
    facets = ("place", "topic", "year", "answer_type")
    return {"list": list_entries(request, kind="answer", facets=facets, order="-date", now=now)}


@shows(AnswerPage, kept=True)
def answer_shown(page: AnswerPage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """What an answer is about, and everything that builds on it."""
    return {
        "is_only_proposed": page.decision_status == DecisionStatus.PROPOSED,
        "about": topics_and_places(page, request),
        "builds_on": part_of(request, _citing(page)),
        "also_builds_on": _uses(page),
        "kind_labels": kind_labels(),
    }


def _citing(answer: AnswerPage) -> SearchEntryQuerySet:
    """Return the public pages that name `answer` as a source, without facets, by title."""
    if answer.pk is None:
        return SearchEntry.objects.none()
    whole = PageSource.objects.filter(document_id=answer.pk).values("page_id")
    statements = PlaceStatement.objects.filter(document_id=answer.pk).values("place_id")
    cites = Q(page_id__in=whole) | Q(page_id__in=statements)
    return SearchEntry.objects.filter(cites).order_by("sort_title", "pk")


def _uses(answer: AnswerPage) -> list[Link]:
    """Return what apps above have built on an answer and is no page, by title."""
    return sorted(link for offer in hooks.get_hooks("answer_uses") for link in offer(answer))
