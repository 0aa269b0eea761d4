"""What the pages of measures show."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from core.models import FundingSource
from core.pages.page_views import shows
from core.routing.public_pages import is_public
from home.hooks import EntrySection
from home.measures.domain.prevention import PreventionBasis
from home.measures.models.measure_page import MeasureIndexPage, MeasurePage
from home.measures.querysets import prevention_definitions, related_entries
from home.measures.status_words import status_words
from home.places.topics_and_places import topics_and_places
from searching.entries.entry_builder import page_key
from searching.lists.listing import list_entries


@shows(MeasureIndexPage)
def measure_index_shown(
    page: MeasureIndexPage, request: HttpRequest, now: datetime
) -> dict[str, Any]:
    """All measures, with what the three kinds of prevention mean."""
    facets = ("place", "prevention", "topic", "target", "status")
    return {
        "list": list_entries(request, kind="measure", facets=facets, order="title", now=now),
        "definitions": prevention_definitions(),
    }


@shows(MeasurePage, kept=True)
def measure_shown(page: MeasurePage, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """How it is with a measure, who does what, and what is like it."""
    about = topics_and_places(page, request)
    return {
        "status": status_words(page.times, timezone.localdate(now)),
        "prevention_types": page.prevention_types(),
        "is_assessed": page.prevention_basis == PreventionBasis.ASSESSMENT,
        "definitions": prevention_definitions(),
        "roles": _roles(page),
        "funding": _funding(page),
        "led_by": _led_by(page),
        "sections": _sections(page, now),
        "about": about,
        "related": related_entries(page_key(page.pk), about),
    }


def _roles(measure: MeasurePage) -> dict[str, list[Any]]:
    """Return the actors by what they do: role code to actors, in the order of the page."""
    links = measure.actor_links.all()
    roles: dict[str, list[Any]] = {}
    for link in links.with_actors() if hasattr(links, "with_actors") else links:
        roles.setdefault(link.role.lower(), []).append(link.actor)
    return roles


def _funding(measure: MeasurePage) -> list[FundingSource]:
    """Return where the money comes from, each with its own source."""
    funding = measure.funding.all()
    return list(funding.with_documents() if hasattr(funding, "with_documents") else funding)


def _led_by(measure: MeasurePage) -> Page | None:
    """Return what led to the measure, as far as the public may see."""
    return measure.led_to_by if is_public(measure.led_to_by) else None


def _sections(measure: MeasurePage, now: datetime) -> list[EntrySection]:
    """Return what apps above have to say of a measure, empty sections left out."""
    offered = [
        section
        for offer in hooks.get_hooks("measure_sections")
        for section in offer(measure, now)
        if section.entries
    ]
    return sorted(offered, key=lambda section: (section.order, section.anchor))
