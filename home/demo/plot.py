"""What an app above finds in the portal of what its facts point at: actors, places, answers …"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Site

from core.models import Actor, FundingSource, Topic
from home.demo.facts_base import Reference
from home.demo.facts_problems import FactsError, Problem, Where
from home.demo.facts_records import FactsAbove
from home.demo.garden import Garden
from home.foundation.planting import Planter
from home.models import AnswerPage, HomePage, MeasurePage, PlacePage


def found_garden(facts: FactsAbove, planter: Planter, *, also: Iterable[Reference] = ()) -> Garden:
    """Return home's garden with everything in it that is in the portal.

    `also` are references beside those of the facts. Raises FactsError when something that is
    pointed at is not there, say because an editor has removed it.
    """
    garden = Garden(facts.home, planter, _front_page(facts))
    garden.topics = _by_slug(Topic.objects.all())
    garden.actors = _by_slug(Actor.objects.all())
    garden.funding = _by_slug(FundingSource.objects.all())
    language = {"locale__language_code": settings.LANGUAGE_CODE}
    garden.answers = _by_slug(AnswerPage.objects.filter(**language))
    garden.places = _by_slug(PlacePage.objects.filter(**language))
    garden.measures = _by_slug(MeasurePage.objects.filter(**language))
    if missing := list(_missing((*facts.references(), *also), garden)):
        raise FactsError(missing)
    return garden


def _front_page(facts: FactsAbove) -> HomePage:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    page = site.root_page.specific if site else None
    if not isinstance(page, HomePage):
        raise FactsError(
            [Problem(Where(next(iter(facts.files))), _("portalen har ingen startsida"))]
        )
    return page


def _by_slug(rows: models.QuerySet[Any]) -> dict[str, Any]:
    return {row.slug: row for row in rows.order_by("pk")}


def _missing(references: Iterable[Reference], garden: Garden) -> Iterable[Problem]:
    """Yield each reference to what the portal no longer has."""
    present: dict[str, dict[str, Any]] = {
        "topics": garden.topics,
        "actors": garden.actors,
        "funding_sources": garden.funding,
        "answers": garden.answers,
        "places": garden.places,
        "measures": garden.measures,
    }
    for where, target, slug in references:
        if target in present and slug not in present[target]:
            yield Problem(
                where, _("pekar på ”%(slug)s”, som inte finns i portalen") % {"slug": slug}
            )
